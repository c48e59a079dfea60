using BookedBarber.Network.Contracts;
using BookedBarber.Predictions.Web;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Npgsql;

namespace BookedBarber.Predictions.Features.Market;

/// <summary>Reads how full the locations of a unit are, and how many visits are wanted there.</summary>
internal static class SaturationReading
{
    /// <summary>Days that utilisation is judged by.</summary>
    public const int Days = 91;

    private const double Full = 0.75;
    private const double Busy = 0.55;

    /// <summary>What is known.</summary>
    /// <param name="Told">Locations of which demand is told.</param>
    /// <param name="VisitsAWeek">Visits wanted a week at these; null where there are none.</param>
    public sealed record Reading(MarketSaturation Saturation, int Told, double? VisitsAWeek);

    private sealed record Chairs(long? Busy, long? All);

    private sealed record Hours(int Told, double? Visits, double? Hidden, long? Seen, long? Full);

    /// <summary>Adds what there is to ask.</summary>
    /// <returns>Makes the reading of what was answered.</returns>
    public static Func<Reading> Ask(Questions questions, Node node, IReadOnlyList<Node> locations, DateOnly today)
    {
        var chairs = questions.Add(
            """
            select sum(chair_busy_minutes)::int8, sum(chair_minutes)::int8
            from measures.v_day where network_id = $1 and node_id = $2 and currency = $3 and day between $4 and $5
            """,
            row => new Chairs(row.Value<long>(0), row.Value<long>(1)),
            new NpgsqlParameter<Guid> { TypedValue = node.Network.Value },
            new NpgsqlParameter<Guid> { TypedValue = node.Id.Value },
            new NpgsqlParameter<string> { TypedValue = node.Currency.Code },
            new NpgsqlParameter<DateOnly> { TypedValue = today.AddDays(-Days) },
            new NpgsqlParameter<DateOnly> { TypedValue = today.AddDays(-1) });
        var hours = questions.Add(
            """
            select count(*)::int, sum(visits_a_week)::float8, sum(hidden_a_week)::float8, sum(hours_seen)::int8, sum(hours_full)::int8
            from predictions.demand where network_id = $1 and location_id = any($2) and service = ''
            """,
            row => new Hours(row.GetInt32(0), row.Value<double>(1), row.Value<double>(2), row.Value<long>(3), row.Value<long>(4)),
            new NpgsqlParameter<Guid> { TypedValue = node.Network.Value },
            new NpgsqlParameter<Guid[]> { TypedValue = [.. locations.Select(location => location.Id.Value)] });
        return () => Of(locations.Count, chairs.Rows[0], hours.Rows[0]);
    }

    private static Reading Of(int locations, Chairs chairs, Hours hours)
    {
        var utilisation = chairs.All > 0 ? (double?)Amounts.Ratio((chairs.Busy ?? 0) / (double)chairs.All) : null;
        return new Reading(
            new MarketSaturation(
                locations,
                utilisation,
                hours.Seen > 0 ? Amounts.Ratio((hours.Full ?? 0) / (double)hours.Seen) : null,
                hours.Hidden is { } hidden ? Math.Round(hidden, 1) : null,
                utilisation switch { null => "unknown", >= Full => "full", >= Busy => "busy", _ => "room" }),
            hours.Told,
            hours.Visits is { } visits ? Math.Round(visits, 1) : null);
    }
}
