using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Network.Storage;

/// <summary>Opening hours over time.</summary>
internal static class Hours
{
    /// <summary>The hours of a location that hold on a day.</summary>
    public static async Task<IReadOnlyList<OpeningHours>> OnAsync(Session session, NetworkId network, NodeId location, DateOnly day, CancellationToken cancellationToken) =>
    [
        .. (await session.QueryAsync<Row>(
            """
            select weekday, opens, closes from network.opening_hours
            where network_id = @Network and location_id = @Location and @Day between valid_from and valid_to
            order by weekday, opens
            """,
            new { Network = network, Location = location, Day = day },
            cancellationToken)).Select(row => new OpeningHours(row.Weekday, row.Opens, row.Closes)),
    ];

    /// <summary>Sets the weeks of locations from a day on. The first hours a location ever gets hold for all days before, too.</summary>
    public static async Task SetAsync(Session session, NetworkId network, IReadOnlyList<Week> weeks, CancellationToken cancellationToken)
    {
        var locations = weeks.Select(week => week.Location.Value).ToArray();
        var starts = weeks.Select(week => week.From).ToArray();
        var known = await session.QueryAsync<Guid>(
            "select distinct location_id from network.opening_hours where network_id = @Network and location_id = any (@Locations)",
            new { Network = network, Locations = locations },
            cancellationToken);
        if (known.Count > 0)
        {
            var ended = new { Network = network, Locations = locations, Starts = starts };
            await session.ExecuteAsync(
                "delete from network.opening_hours h using unnest(@Locations, @Starts) as w (location_id, starts) where h.network_id = @Network and h.location_id = w.location_id and h.valid_from >= w.starts",
                ended,
                cancellationToken);
            await session.ExecuteAsync(
                """
                update network.opening_hours h set valid_to = w.starts - 1
                from unnest(@Locations, @Starts) as w (location_id, starts)
                where h.network_id = @Network and h.location_id = w.location_id and h.valid_to >= w.starts
                """,
                ended,
                cancellationToken);
        }

        var had = known.ToHashSet();
        var spans = weeks.SelectMany(week => week.Hours.Select(span => (week.Location, From: had.Contains(week.Location.Value) ? week.From : DateOnly.MinValue, Span: span))).ToList();
        await session.ExecuteAsync(
            """
            insert into network.opening_hours (network_id, location_id, weekday, opens, closes, valid_from)
            select @Network, location_id, weekday, opens, closes, valid_from from unnest(@Locations, @Weekdays, @Opens, @Closes, @Starts) as sent (location_id, weekday, opens, closes, valid_from)
            """,
            new
            {
                Network = network,
                Locations = spans.Select(span => span.Location.Value).ToArray(),
                Weekdays = spans.Select(span => span.Span.Weekday).ToArray(),
                Opens = spans.Select(span => span.Span.Opens).ToArray(),
                Closes = spans.Select(span => span.Span.Closes).ToArray(),
                Starts = spans.Select(span => span.From).ToArray(),
            },
            cancellationToken);
    }

    /// <summary>The hours of one location from a day on.</summary>
    internal readonly record struct Week(NodeId Location, DateOnly From, IReadOnlyList<OpeningHours> Hours);

    private sealed record Row
    {
        public int Weekday { get; init; }

        public TimeOnly Opens { get; init; }

        public TimeOnly Closes { get; init; }
    }
}
