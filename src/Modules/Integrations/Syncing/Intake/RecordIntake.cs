using System.Text;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Syncing.Conflicts;
using BookedBarber.Integrations.Syncing.Reading;
using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Syncing.Intake;

/// <summary>
/// The one way from a vendor into the records, for pages and messages alike. It is safe to take the same item any number of times, in any order: an older
/// version never undoes a newer one.
/// </summary>
internal sealed class RecordIntake(IRecordWriter writer, IRecordRemover remover, ConflictDesk conflicts, IMappingFaults mappingFaults, TimeProvider clock)
{
    // What happened and is over is never edited here, so there is nothing to merge and no base to keep.
    private static readonly HashSet<string> Unedited = new(StringComparer.Ordinal) { "sale", "daily_close", "payout", "journal_entry", "message", "campaign_result", "listing_result" };

    /// <summary>Whether records of a type are never changed here.</summary>
    public static bool IsUnedited(string record) => Unedited.Contains(record);

    /// <summary>Takes mapped items in the session's transaction; the caller commits. Writers of one stream of a connection go one after the other.</summary>
    public async Task<IntakeCounts> TakeAsync(Session session, IntakeTarget target, IReadOnlyList<IntakeItem> items, CancellationToken cancellationToken)
    {
        if (items.Count == 0)
        {
            return default;
        }

        var now = clock.GetUtcNow();
        await LinkStore.LockAsync(session, target.Connection, target.Stream.Name, cancellationToken);
        var links = await LinkStore.FindAsync(session, target, [.. items.Select(item => item.Key)], cancellationToken);
        var sorted = Sort(target, items, links);
        await conflicts.MergeAsync(session, target, sorted.Write, cancellationToken);
        var (taken, held, states) = await WriteAsync(session, target, sorted.Write, cancellationToken);
        held.AddRange(sorted.Held);
        var removed = await RemoveAsync(session, target, sorted, now, cancellationToken);
        await LinkStore.SaveAsync(session, target, taken, now, cancellationToken);
        await LinkStore.SeenAsync(session, target, sorted.Same, cancellationToken);
        await HeldItems.HoldAsync(session, target, [.. held.DistinctBy(item => item.Key)], now, cancellationToken); // without keys, two that say the same cannot be told apart
        await HeldItems.ReleaseAsync(
            session, target.Connection, target.Stream.Name,
            [.. taken.Select(item => item.Key).Concat(sorted.Same.Select(one => one.Item.Key)).Concat(sorted.Skipped.Concat(sorted.Deleted).Select(item => item.Key)).Except(held.Select(item => item.Key), StringComparer.Ordinal)],
            cancellationToken);
        if (target.Mapper is { } mapper)
        {
            await mappingFaults.NoteAsync(session, target.Connection.Network, target.Connection.Id, target.Stream.Name, mapper.Version, [.. items.Select(item => item.Mapped)], cancellationToken);
        }

        return new IntakeCounts(
            items.Count,
            states.GetValueOrDefault(WriteState.Created),
            states.GetValueOrDefault(WriteState.Changed),
            sorted.Same.Count + sorted.Older + states.GetValueOrDefault(WriteState.Unchanged),
            held.Count(item => item.Reason != "place"),
            held.Count(item => item.Reason == "place"),
            removed,
            sorted.Skipped.Count);
    }

    /// <summary>Takes records back whose keys the vendor has declared deleted.</summary>
    /// <param name="session">A session of the network; the caller commits.</param>
    /// <param name="target">Of the stream that the deleted items were of.</param>
    /// <param name="keys">Keys at the vendor.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How many records went.</returns>
    public async Task<int> DeleteAsync(Session session, IntakeTarget target, IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        await LinkStore.LockAsync(session, target.Connection, target.Stream.Name, cancellationToken);
        var links = await LinkStore.FindAsync(session, target, keys, cancellationToken);
        return await DeleteAsync(session, target, [.. links.SelectMany(ofKey => ofKey).Where(link => link.RemovedAt is null)], clock.GetUtcNow(), cancellationToken);
    }

    /// <summary>Takes records back that a complete reading of the stream did not see.</summary>
    /// <remarks>Items that are held are not seen as records, and are no proof: their records stay.</remarks>
    public async Task<int> DeleteAsync(Session session, IntakeTarget target, IReadOnlyList<RecordLink> links, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await remover.RemoveAsync(session, target.Connection.Source, [.. links.Select(Removed)], cancellationToken);
        await LinkStore.RemoveAsync(session, target.Connection, target.Stream.Name, links, target.Cause, now, cancellationToken);
        await HeldItems.ReleaseAsync(session, target.Connection, target.Stream.Name, [.. links.Select(link => link.Key)], cancellationToken);
        return links.Count;
    }

    private static Sorted Sort(IntakeTarget target, IReadOnlyList<IntakeItem> items, ILookup<string, RecordLink> known)
    {
        var sorted = new Sorted();
        foreach (var item in items)
        {
            IReadOnlyList<RecordLink> links = [.. known[item.Key]];
            var live = links.Where(link => link.RemovedAt is null);
            if (links.Any(link => VendorVersion.IsOlder(item.Version, link.Version)))
            {
                sorted.Older++;
            }
            else if (item.Mapped.Faults.Count > 0)
            {
                sorted.Held.Add(new HeldItem(KeyOf(item), "map", null, item.Raw, [.. item.Mapped.Faults.Select(fault => new HeldFault(fault.Code, fault.Detail))], item.Version));
            }
            else if (item.Mapped.IsSkipped)
            {
                sorted.Skipped.Add(item);
            }
            else if (item.Mapped.IsDeleted)
            {
                sorted.Deleted.Add(item);
                sorted.Gone.AddRange(live);
            }
            else if (links.FirstOrDefault(link => link.IsPushed) is { } pushed)
            {
                sorted.Same.Add((item, pushed.LocationId)); // the echo of what we wrote there: its home is here
            }
            else if (target.IsHomed)
            {
                SortHomed(target, item, live.FirstOrDefault() ?? links.FirstOrDefault(), sorted);
            }
            else
            {
                SortPlaced(target, item, links, sorted);
            }
        }

        return sorted;
    }

    /// <summary>A record at each unit that the item belongs to, and none where it no longer does.</summary>
    private static void SortPlaced(IntakeTarget target, IntakeItem item, IReadOnlyList<RecordLink> links, Sorted sorted)
    {
        var units = item.Placement.Units;
        IReadOnlyList<RecordLink> elsewhere = [.. links.Where(link => link.RemovedAt is null && units.All(unit => unit.Id.Value != link.LocationId))];
        foreach (var unit in units)
        {
            var link = links.FirstOrDefault(link => link.LocationId == unit.Id.Value);
            SortOne(target, item, unit, link ?? (units.Count == 1 && target.Placing != Placing.EveryShop && elsewhere is [var moved] ? moved : null), sorted);
        }

        if (units.Count == 0)
        {
            PutAside(item, sorted);
        }

        // What happened at a place that is not matched for the moment stays; an entry of a list is no longer offered there.
        if (units.Count > 0 || target.Placing == Placing.EveryShop)
        {
            sorted.Left.AddRange(elsewhere);
        }
    }

    /// <summary>The one record of the item: at the home it has, unless the vendor says where it is.</summary>
    private static void SortHomed(IntakeTarget target, IntakeItem item, RecordLink? link, Sorted sorted)
    {
        var known = link is null ? null : target.Places.UnitOf(new NodeId(link.LocationId));
        var home = (item.Placement.IsAssumed ? known : null) ?? item.Placement.Units.FirstOrDefault();
        if (home is { } unit)
        {
            SortOne(target, item, unit, link, sorted);
        }
        else
        {
            PutAside(item, sorted);
        }
    }

    private static void SortOne(IntakeTarget target, IntakeItem item, Node unit, RecordLink? link, Sorted sorted)
    {
        if (!target.IsVerifying && link is { RemovedAt: null } && link.LocationId == unit.Id.Value && link.Content.AsSpan().SequenceEqual(item.Content))
        {
            sorted.Same.Add((item, link.LocationId));
        }
        else
        {
            sorted.Write.Add(new WriteItem(item, unit, link, item.Mapped.Record!));
        }
    }

    private static void PutAside(IntakeItem item, Sorted sorted)
    {
        if (item.Placement.IsIgnored)
        {
            sorted.Skipped.Add(item);
        }
        else
        {
            sorted.Held.Add(new HeldItem(item.Key, "place", item.Placement.WaitsFor ?? string.Empty, item.Raw, [WaitsFor(item.Placement.WaitsFor)], item.Version));
        }
    }

    private async Task<(List<TakenItem> Taken, List<HeldItem> Held, Dictionary<WriteState, int> States)> WriteAsync(
        Session session, IntakeTarget target, IReadOnlyList<WriteItem> items, CancellationToken cancellationToken)
    {
        var (taken, held, states) = (new List<TakenItem>(items.Count), new List<HeldItem>(), new Dictionary<WriteState, int>());
        if (items.Count == 0)
        {
            return (taken, held, states);
        }

        var keepsBase = !IsUnedited(target.Mapper!.Record);
        var outcomes = await writer.WriteMixedAsync(
            session,
            new RecordSource(target.Connection.Source, IsAccount: true),
            [.. items.Select(item => new LocatedRecord<CanonicalRecord>(item.Place, item.Record, item.Item.Placement.IsAssumed))],
            OnConflict.Update,
            cancellationToken);
        var moves = new List<(string Key, Guid From, Guid To)>();
        for (var i = 0; i < items.Count; i++)
        {
            var (item, outcome) = (items[i].Item, outcomes[i]);
            target.Outcomes?.Add((item.Key, outcome.State));
            if (outcome.State == WriteState.Refused)
            {
                held.Add(new HeldItem(item.Key, "record", null, item.Raw, [new HeldFault(outcome.Problem!.Code, outcome.Problem.Detail)], item.Version));
                continue;
            }

            var location = (outcome.Home ?? items[i].Place.Id).Value;
            if (items[i].Link is { } link && link.LocationId != location)
            {
                moves.Add((item.Key, link.LocationId, location));
            }

            states[outcome.State] = states.GetValueOrDefault(outcome.State) + 1;
            taken.Add(new TakenItem(
                item.Key,
                items[i].Link is not null,
                RecordKeyOf(items[i].Record),
                outcome.Id == default ? null : outcome.Id,
                location,
                item.Version,
                item.Content,
                keepsBase ? Encoding.UTF8.GetString(item.Json) : null,
                item.VendorAt));
        }

        await LinkStore.MoveAsync(session, target, moves, cancellationToken);
        return (taken, held, states);
    }

    private async Task<int> RemoveAsync(Session session, IntakeTarget target, Sorted sorted, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // The link of a record that moved went with it; one that is still there is that of a record which has no other place.
        if (sorted.Left.Count > 0)
        {
            await remover.RemoveAsync(session, target.Connection.Source, [.. sorted.Left.Select(Removed)], cancellationToken);
            await LinkStore.RemoveAsync(session, target.Connection, target.Stream.Name, sorted.Left, target.Cause, now, cancellationToken);
        }

        return sorted.Gone.Count > 0 ? await DeleteAsync(session, target, sorted.Gone, now, cancellationToken) : 0;
    }

    private static RemovedRecord Removed(RecordLink link) => new(link.Record, new NodeId(link.LocationId), link.RecordKey);

    private static string RecordKeyOf(CanonicalRecord record) =>
        record is DailyCloseRecord close ? close.BusinessDay.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : record.Key;

    private static string KeyOf(IntakeItem item) => item.Key.Length > 0 ? item.Key : "without key " + Convert.ToHexString(CanonicalJson.HashOf(Encoding.UTF8.GetBytes(item.Raw.GetRawText())));

    private static HeldFault WaitsFor(string? place) => place is null
        ? new HeldFault("place_not_told", "The vendor does not say which shop this belongs to, and the connection serves several. Match a place of the vendor with a location; what happened waits until one alone is matched.")
        : new HeldFault("unknown_place", $"The vendor's place '{place}' is not matched with a location yet. Match it at the connection's places; the record follows by itself.");

    /// <summary>Items by what is to be done with them.</summary>
    private sealed class Sorted
    {
        public List<WriteItem> Write { get; } = [];

        public List<(IntakeItem Item, Guid Location)> Same { get; } = [];

        public List<IntakeItem> Skipped { get; } = [];

        public List<IntakeItem> Deleted { get; } = [];

        public List<RecordLink> Gone { get; } = [];

        public List<RecordLink> Left { get; } = [];

        public List<HeldItem> Held { get; } = [];

        public int Older { get; set; }
    }
}
