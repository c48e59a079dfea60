using BookedBarber.Algorithms;
using BookedBarber.Measures.Domain;
using BookedBarber.Measures.Reading;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Npgsql;

namespace BookedBarber.Measures.Features.ReadDashboard;

/// <summary>Net sales of a node day by day, long enough back to say what was to be expected.</summary>
internal sealed class DailySales
{
    // A year to compare with, a year of growth before it, and half a year of backtests.
    private const int HistoryDays = 364 + 364 + 56 + 182;

    private readonly Dictionary<DateOnly, decimal> _sales;
    private readonly Node _node;
    private readonly DateOnly _today;
    private readonly SeasonalDays? _history;

    private DailySales(Dictionary<DateOnly, decimal> sales, Node node, DateOnly today)
    {
        (_sales, _node, _today) = (sales, node, today);
        var first = sales.Keys.Where(day => day < today).DefaultIfEmpty(today).Min();
        if (first < today)
        {
            _history = new SeasonalDays(first, [.. Enumerable.Range(0, today.DayNumber - first.DayNumber).Select(offset => (double)Of(first.AddDays(offset)))]);
        }
    }

    /// <summary>The days that are read for a question.</summary>
    public static Period Extent(Period period, Period? comparison, DateOnly today)
    {
        var last = period.To > today ? period.To : today;
        var first = (period.From < today ? period.From : today).AddDays(-HistoryDays);
        return new Period(comparison is { } before && before.From < first ? before.From : first, last);
    }

    /// <summary>Adds the question; the days, once it is answered. They come as two arrays: a row for each would take longer to send and to read than to find.</summary>
    public static Func<DailySales> Ask(Questions questions, Node node, Period extent, DateOnly today)
    {
        var reply = questions.Add(
            """
            select array_agg(period - $4), array_agg(coalesce(net_sales, 0))
            from measures.cell where network_id = $1 and grain = 'd' and node_id = $2 and currency = $3 and period between $4 and $5
            """,
            row => (Days: row.Values<int>(0) ?? [], Sales: row.Values<decimal>(1) ?? []),
            new NpgsqlParameter<Guid> { TypedValue = node.Network.Value },
            new NpgsqlParameter<Guid> { TypedValue = node.Id.Value },
            new NpgsqlParameter<string> { TypedValue = node.Currency.Code },
            new NpgsqlParameter<DateOnly> { TypedValue = extent.From },
            new NpgsqlParameter<DateOnly> { TypedValue = extent.To });
        return () =>
        {
            var (days, sales) = reply.Rows[0];
            return new DailySales(days.Zip(sales).ToDictionary(pair => extent.From.AddDays(pair.First), pair => pair.Second), node, today);
        };
    }

    public decimal Of(DateOnly day) => _sales.GetValueOrDefault(day);

    public decimal Of(Period period) => Days(period).Sum(Of);

    /// <summary>Each day of the period beside its comparison and the range that was to be expected.</summary>
    public IReadOnlyList<TrendPoint> Trend(Period period, Comparing comparing)
    {
        var compared = comparing.Of(period, By.Day, Buckets.Of(period, By.Day));
        // The range reaches a week into the future at most; later days have none.
        var bandEnd = _history is null ? period.From.AddDays(-1) : Earlier(period.To, _history.LastDay.AddDays(7));
        var band = bandEnd >= period.From ? _history!.Band(period.From, bandEnd) : [];
        return
        [
            .. Days(period).Select((day, index) =>
            {
                var range = index < band.Count ? band[index] : null;
                var then = compared[index] is { } other ? Text(Of(other)) : null;
                return new TrendPoint(day, day > _today ? null : Text(Of(day)), then, range is { } low ? Text((decimal)low.Low) : null, range is { } high ? Text((decimal)high.High) : null, day >= _today);
            }),
        ];
    }

    /// <summary>What the period will have come to at its end; null for a period that is over or has too little history.</summary>
    public ProjectionItem? Project(Period period)
    {
        if (period.To < _today || _history is null || End(period) is var end && end <= _history.LastDay)
        {
            return null;
        }

        if (_history.Project(end) is not { } rest)
        {
            return null;
        }

        // What is over is known, today and what follows is expected; a period that has not begun is expected only from its first day, so the days before it are taken out.
        if (period.From > _today)
        {
            return null;
        }

        var known = period.From < _today ? Of(new Period(period.From, _today.AddDays(-1))) : 0;
        var method = rest.UsesYear
            ? "Days that are over, plus for each day to come the same weekday 52 weeks earlier times the growth of the last 8 weeks over a year; "
            : "Days that are over, plus for each day to come the mean of the same weekday over the last 8 weeks; ";
        return new ProjectionItem(end, Text(known + (decimal)rest.Value), Text(known + (decimal)rest.Low), Text(known + (decimal)rest.High), $"{method}90 % range from {rest.Backtests} backtests.");
    }

    // A period that runs from the first of a month up to today is read as the beginning of that month, quarter or year, whichever holds it;
    // any other (the last four weeks) ends where it ends, with today.
    private DateOnly End(Period period)
    {
        if (period.To > _today || period.From.Day != 1)
        {
            return period.To;
        }

        var months = ((period.To.Year - period.From.Year) * 12) + period.To.Month - period.From.Month + 1;
        var whole = (period.From.Month, months) switch
        {
            (_, 1) => 1,
            (1 or 4 or 7 or 10, <= 3) => 3,
            (1, <= 12) => 12,
            _ => months,
        };
        return period.From.AddMonths(whole).AddDays(-1);
    }

    private string Text(decimal value) => MeasureFormat.Text(Catalogue.Get("net_sales"), value, _node.Currency.Code)!;

    private static IEnumerable<DateOnly> Days(Period period) => Enumerable.Range(0, period.Days).Select(period.From.AddDays);

    private static DateOnly Earlier(DateOnly left, DateOnly right) => left < right ? left : right;
}
