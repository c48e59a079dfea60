using BookedBarber.Network.Contracts;
using BookedBarber.Predictions.Web;
using BookedBarber.Shared;
using BookedBarber.Storage;

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

    private sealed record Chairs
    {
        public long? Busy { get; init; }

        public long? All { get; init; }
    }

    private sealed record Hours
    {
        public int Told { get; init; }

        public double? Visits { get; init; }

        public double? Hidden { get; init; }

        public long? Seen { get; init; }

        public long? Full { get; init; }
    }

    public static async Task<Reading> ReadAsync(Session session, Node node, IReadOnlyList<Node> locations, DateOnly today, CancellationToken cancellationToken)
    {
        var chairs = (await session.FirstAsync<Chairs>(
            """
            select sum(chair_busy_minutes)::int8 as busy, sum(chair_minutes)::int8 as "all"
            from measures.v_day where network_id = @Network and node_id = @Id and currency = @Code and day >= @From and day < @From + @Days
            """,
            new { node.Network, node.Id, node.Currency.Code, From = today.AddDays(-Days), Days },
            cancellationToken))!;
        var hours = (await session.FirstAsync<Hours>(
            """
            select count(*)::int as told, sum(visits_a_week)::float8 as visits, sum(hidden_a_week)::float8 as hidden, sum(hours_seen)::int8 as seen, sum(hours_full)::int8 as "full"
            from predictions.demand where network_id = @Network and location_id = any(@Locations) and service = ''
            """,
            new { node.Network, Locations = locations.Select(location => location.Id.Value).ToArray() },
            cancellationToken))!;
        var utilisation = chairs.All > 0 ? (double?)Amounts.Ratio((chairs.Busy ?? 0) / (double)chairs.All) : null;
        return new Reading(
            new MarketSaturation(
                locations.Count,
                utilisation,
                hours.Seen > 0 ? Amounts.Ratio((hours.Full ?? 0) / (double)hours.Seen) : null,
                hours.Hidden is { } hidden ? Math.Round(hidden, 1) : null,
                utilisation switch { null => "unknown", >= Full => "full", >= Busy => "busy", _ => "room" }),
            hours.Told,
            hours.Visits is { } visits ? Math.Round(visits, 1) : null);
    }
}
