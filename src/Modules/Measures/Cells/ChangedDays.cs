using System.Text.Json;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Measures.Cells;

/// <summary>Which location-days, and which sums above them, a batch of changes of one network may have changed. Too many is slow, too few is wrong.</summary>
internal sealed class ChangedDays(INetworkTree tree)
{
    private readonly List<(NodeId Location, DateOnly FirstDay, DateOnly LastDay, bool Created)> _bulkBookings = [];
    private readonly HashSet<Guid> _wholeLocations = [];
    private readonly HashSet<(Guid Location, Guid Ancestor)> _moves = [];

    /// <summary>Days to recompute.</summary>
    public NodeSpans Spans { get; } = new();

    /// <summary>So much of the tree changed at once that every sum in it is to be made again.</summary>
    public bool WholeTree { get; private set; }

    /// <summary>Takes note of one change.</summary>
    public void Add(Change change)
    {
        switch (change.Entity)
        {
            case "booking":
                AddDays(change);
                AddRebooking(change);
                break;
            case "sale" or "shift" or "daily_close":
                AddDays(change);
                break;
            case "opening_hours" when change.Location is { } location:
                _wholeLocations.Add(location.Value);
                break;
            case "node" when change.Op == ChangeOp.Changed:
                AddNodes(change);
                break;
            default:
                break;
        }
    }

    /// <summary>Looks up what the changes alone do not tell, and completes <see cref="Spans"/>.</summary>
    /// <returns>Ancestors with the days that have to be summed again.</returns>
    public async Task<NodeSpans> CompleteAsync(Session session, NetworkId network, CancellationToken cancellationToken)
    {
        foreach (var (location, firstDay, lastDay, created) in _bulkBookings)
        {
            var from = created ? await EarliestBookedAsync(session, network, location, firstDay, lastDay, cancellationToken) : null;
            if (created && from is null)
            {
                continue;
            }

            // A changed booking may have been another visit's rebooking; when the rows' former contents are not kept, all earlier visits are in question.
            foreach (var extent in await ExtentsAsync(session, network, [location.Value], cancellationToken))
            {
                var first = from is { } day && day > extent.FirstDay ? day : extent.FirstDay;
                if (first < firstDay)
                {
                    Spans.Add(location.Value, first, firstDay);
                }
            }
        }

        foreach (var extent in await ExtentsAsync(session, network, _wholeLocations, cancellationToken))
        {
            Spans.Add(extent.Node, extent.FirstDay, extent.LastDay);
        }

        var ancestors = new NodeSpans();
        var moved = _moves.ToLookup(move => move.Location, move => move.Ancestor);
        foreach (var extent in await ExtentsAsync(session, network, [.. moved.Select(group => group.Key)], cancellationToken))
        {
            foreach (var ancestor in moved[extent.Node])
            {
                ancestors.Add(ancestor, extent.FirstDay, extent.LastDay);
            }
        }

        return ancestors;
    }

    private void AddDays(Change change)
    {
        if (change is { Location: { } location, FirstDay: { } first, LastDay: { } last })
        {
            Spans.Add(location.Value, first, last);
        }
    }

    /// <summary>DEF-06: a booking made within 24 hours of a visit belongs to that visit's day as well.</summary>
    private void AddRebooking(Change change)
    {
        if (change is not { Location: { } location, FirstDay: { } first, LastDay: { } last })
        {
            return;
        }

        var isComplete = (change.Op == ChangeOp.Created || change.Before is not null) && (change.Op == ChangeOp.Deleted || change.After is not null);
        if (!isComplete)
        {
            _bulkBookings.Add((location, first, last, change.Op == ChangeOp.Created));
            return;
        }

        var zone = tree.Find(location)?.Zone ?? TimeZoneInfo.Utc;
        foreach (var row in Rows(change.Before).Concat(Rows(change.After)))
        {
            if (row.TryGetProperty("booked_at", out var bookedAt) && bookedAt.ValueKind == JsonValueKind.String && row.GetProperty("client_id").ValueKind == JsonValueKind.String)
            {
                var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(bookedAt.GetDateTimeOffset(), zone).DateTime);
                Spans.Add(location.Value, day.AddDays(-2), day);
            }
        }
    }

    private void AddNodes(Change change)
    {
        if (change.Before is null || change.After is null)
        {
            WholeTree = true;
            return;
        }

        var before = Rows(change.Before).ToDictionary(row => row.GetProperty("id").GetGuid());
        foreach (var after in Rows(change.After))
        {
            var id = after.GetProperty("id").GetGuid();
            if (!before.TryGetValue(id, out var was))
            {
                continue;
            }

            if (after.GetProperty("kind").GetString() != "location")
            {
                // A region or group that moved takes along its days of locations that have left it since, whose own rows do not change.
                WholeTree |= Differs("path");
                continue;
            }

            if (Differs("chairs") || Differs("time_zone") || Differs("currency"))
            {
                _wholeLocations.Add(id);
            }

            if (Differs("path"))
            {
                foreach (var ancestor in was.GetProperty("path").EnumerateArray().Concat(after.GetProperty("path").EnumerateArray()).Select(step => step.GetGuid()).Where(step => step != id))
                {
                    _moves.Add((id, ancestor));
                }
            }

            bool Differs(string column) => was.GetProperty(column).GetRawText() != after.GetProperty(column).GetRawText();
        }
    }

    private static IEnumerable<JsonElement> Rows(string? json)
    {
        if (json is null)
        {
            return [];
        }

        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(row => row.Clone())];
    }

    private static Task<DateOnly?> EarliestBookedAsync(Session session, NetworkId network, NodeId location, DateOnly first, DateOnly last, CancellationToken cancellationToken) =>
        session.FirstAsync<DateOnly?>(
            """
            select min(booked_at)::date - 3 from records.v_booking_time where network_id = @network and location_id = @location and business_day between @first and @last
            """,
            new { network, location, first, last },
            cancellationToken);

    private static async Task<IReadOnlyList<NodeSpan>> ExtentsAsync(Session session, NetworkId network, HashSet<Guid> locations, CancellationToken cancellationToken) =>
        locations.Count == 0
            ? []
            : await session.QueryAsync<NodeSpan>(
                """
                select node_id as node, min(period) as first_day, max(period) as last_day
                from measures.cell where network_id = @network and grain = 'd' and node_id = any(@Locations) group by node_id
                """,
                new { network, Locations = locations.ToArray() },
                cancellationToken);
}
