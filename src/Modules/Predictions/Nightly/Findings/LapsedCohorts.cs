using System.Globalization;
using BookedBarber.Network.Contracts;
using BookedBarber.Predictions.Runs;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Predictions.Nightly.Findings;

/// <summary>Finds groups of clients, of one shop and one month of first visit, of whom many more have lapsed than of others who came first in that month.</summary>
internal sealed class LapsedCohorts(IDatabase database, INetworkTree tree) : IFinder
{
    private const int MonthsBack = 24;
    private const int Fewest = 20;

    // Hundreds of groups are looked at: chance alone reaches 3.
    private const double LeastDeviations = 4;

    private sealed record Row
    {
        public Guid LocationId { get; init; }

        public DateOnly Month { get; init; }

        public string Currency { get; init; } = string.Empty;

        public long Clients { get; init; }

        public long Lapsed { get; init; }

        public decimal AtRisk { get; init; }
    }

    public async Task<IReadOnlyList<Found>> FindAsync(PredictionRun run, CancellationToken cancellationToken)
    {
        await tree.LoadAsync(cancellationToken);
        await using var session = await database.ReadAsync(run.Network, cancellationToken);
        var rows = await session.QueryAsync<Row>(
            """
            select location_id, date_trunc('month', first_day)::date as month, min(currency) as currency, count(*) as clients, count(*) filter (where is_lapsed) as lapsed, coalesce(sum(value_at_risk) filter (where is_lapsed), 0) as at_risk
            from predictions.client_outlook
            where network_id = @Network and visits >= 2 and first_day >= @From and first_day < @To
            group by 1, 2
            """,
            new { run.Network, From = run.Today.AddMonths(-MonthsBack), To = run.Today.AddMonths(-3) },
            cancellationToken);
        var months = rows.GroupBy(row => row.Month).ToDictionary(month => month.Key, month => (Clients: month.Sum(row => row.Clients), Lapsed: month.Sum(row => row.Lapsed)));
        return [.. rows.Where(row => row.Clients >= Fewest).Select(row => Of(row, months[row.Month], run.Today)).OfType<Found>()];
    }

    private Found? Of(Row row, (long Clients, long Lapsed) all, DateOnly today)
    {
        var (others, lapsed) = (all.Clients - row.Clients, all.Lapsed - row.Lapsed);
        if (others < Fewest || tree.Find(new NodeId(row.LocationId)) is not { } node)
        {
            return null;
        }

        var (usual, share) = ((lapsed + 1.0) / (others + 2), row.Lapsed / (double)row.Clients);
        var deviation = Math.Sqrt(usual * (1 - usual) * ((1.0 / row.Clients) + (1.0 / others)));
        var strength = (share - usual) / deviation;
        if (strength < LeastDeviations)
        {
            return null;
        }

        var name = row.Month.ToString("MMMM yyyy", CultureInfo.InvariantCulture);
        var error = 1.645 * Math.Sqrt((share * (1 - share) / row.Clients) + (usual * (1 - usual) / others));
        return new Found(
            "lapsed_cohort", row.LocationId, row.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture), today, Math.Min(1, strength / (2 * LeastDeviations)), "A group of clients stays away",
            string.Create(CultureInfo.InvariantCulture, $"{row.Lapsed} of {row.Clients} clients who first came to {node.Name} in {name} and came again have lapsed ({share:P0}); of other shops' clients of that month it is {usual:P0}. That is {share - usual - error:P0} to {share - usual + error:P0} of them too many."),
            "Ask their barber, and send these clients a personal word; the list of lapsed clients has them by first visit.", "lapsed_clients", share - usual, share - usual - error, share - usual + error, Math.Round(row.AtRisk / 3, 2), row.Currency,
            new { clients = row.Clients, lapsed = row.Lapsed, usual = Math.Round(usual, 4), month = row.Month });
    }
}
