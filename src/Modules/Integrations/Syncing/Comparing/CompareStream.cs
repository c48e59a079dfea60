using System.Globalization;
using System.Text.Json;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Syncing.Conflicts;
using BookedBarber.Integrations.Syncing.Intake;
using BookedBarber.Integrations.Syncing.Places;
using BookedBarber.Integrations.Syncing.Reading;
using BookedBarber.Integrations.Syncing.Running;
using BookedBarber.Integrations.Syncing.Tracing;
using BookedBarber.Integrations.Transport;
using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Syncing.Comparing;

/// <summary>
/// Compares a stream with the vendor over a span: what the vendor has is held against the stored records themselves, by writing it in a transaction that is
/// never committed. The one rule of what "the same" means is so that of the records.
/// </summary>
internal sealed class CompareStream(
    IDatabase database, INetworkTree tree, IStreamPages pages, OverItems overItems, IFieldMaps maps, IPlaces vendorPlaces, RecordIntake intake, RuleStore rules)
{
    /// <summary>Differences that are named; all are counted.</summary>
    public const int MostExamples = 200;

    private static readonly string[] Amounts = ["total", "netSales", "amount", "price", "balance"];

    /// <param name="comparison">Its id, also the cause of what is repaired.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="manifest">Its connector.</param>
    /// <param name="stream">A stream with a request and a map.</param>
    /// <param name="span">Span of the vendor's time; ignored for streams that have no time cursor, or whose items do not tell their time.</param>
    /// <param name="repairs">Whether what is missing or different is written, and what the vendor proves gone is taken back.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public async Task<ComparedStream> RunAsync(Guid comparison, Connection connection, Manifest manifest, VendorStream stream, TimeWindow span, bool repairs, CancellationToken cancellationToken)
    {
        var found = new ComparedStream();
        if (await PlaceMap.LoadAsync(vendorPlaces, tree, connection, cancellationToken) is not { } places)
        {
            return found with { Fault = new VendorFault(VendorFaultKind.DataValidation, "unit_gone", "The unit that the connection was made for is no longer there.") };
        }

        var mapper = await maps.ForAsync(connection.Network, connection.Id, manifest, stream.Name, cancellationToken);
        var isTimed = stream.Cursor is { Kind: CursorKind.Time, Field: not null }; // what tells no time of its own cannot be told to lie in a span
        try
        {
            var batches = await overItems.ReadAsync(connection, manifest, stream, CallPriority.Comparison, cancellationToken);
            foreach (var window in TimeWindows.Cut(isTimed ? span.From : null, isTimed ? span.To : null, stream.Cursor.Window, newestFirst: false))
            {
                foreach (var over in batches)
                {
                    var ask = new PageAsk(
                        connection, manifest, stream, window.From is { } from ? CursorValue.Keep(from) : null, window.To is { } to ? CursorValue.Keep(to) : null, over, PagePosition.Beginning, CallPriority.Comparison);
                    await ReadAsync(ask, items => TakeAsync(comparison, connection, stream, mapper, places, items, repairs, found, cancellationToken), cancellationToken);
                }
            }
        }
        catch (ReadingFault fault)
        {
            return found with { Fault = new VendorFault(VendorFaultKind.DataValidation, fault.Code, fault.Detail, RetryAt: fault.RetryAt) };
        }

        await ExtraAsync(comparison, connection, manifest, stream, mapper, places, isTimed ? span : default, repairs, found, cancellationToken);
        return found;
    }

    /// <summary>Hands on page after page.</summary>
    /// <exception cref="ReadingFault">The vendor's pages come to no end.</exception>
    private async Task ReadAsync(PageAsk ask, Func<IReadOnlyList<JsonElement>, Task> take, CancellationToken cancellationToken)
    {
        var seen = new PagesSeen();
        for (var position = ask.Position; position is not null;)
        {
            var result = await pages.ReadAsync(ask with { Position = position }, cancellationToken);
            var page = result.Page ?? throw ReadingFault.Of(result.Fault!, result.Status, wasResumed: false);
            if (seen.Note(PagesSeen.DigestOf(page.Items.Select(item => item.GetRawText())), page.Items.Count == 0, page.Next?.Token) is { } circle)
            {
                throw ReadingFault.Circle(circle, ask.Stream.Name);
            }

            await take(page.Items);
            position = page.Next;
        }
    }

    private async Task TakeAsync(
        Guid comparison, Connection connection, VendorStream stream, StreamMapper mapper, PlaceMap places, IReadOnlyList<JsonElement> items, bool repairs, ComparedStream found, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(Scope.OfSystem(connection.Network), SyncCause.Text(connection.Id, comparison), cancellationToken);
        var state = await SyncStore.FindAsync(session, connection, stream.Name, cancellationToken);
        var target = new IntakeTarget(connection, stream, mapper, places, await rules.ReadAsync(session, connection, cancellationToken), comparison, state?.Pass ?? 0) { Outcomes = [] };
        var mapped = ItemMapping.Map(target, items);
        var links = await LinkStore.FindAsync(session, target, [.. mapped.Select(item => item.Key)], cancellationToken);
        await intake.TakeAsync(session, target, mapped, cancellationToken);
        if (repairs)
        {
            await session.CommitAsync(cancellationToken);
        }

        var byKey = mapped.ToDictionary(item => item.Key, StringComparer.Ordinal);
        foreach (var ofKey in target.Outcomes!.Where(one => one.State != WriteState.Refused).GroupBy(one => one.Key, one => one.State, StringComparer.Ordinal))
        {
            // An item may be a record at each of several shops: it is as it should be where all of them are.
            var (key, outcome) = (ofKey.Key, ofKey.Contains(WriteState.Created) ? WriteState.Created : ofKey.Contains(WriteState.Changed) ? WriteState.Changed : WriteState.Unchanged);
            if (!found.Keys.Add(key))
            {
                continue; // met before: on a page that it moved to meanwhile, or for another item that the stream is read over
            }

            var item = byKey[key];
            found.Theirs.Add(key, item.Content);
            found.TheirsSum = Add(found.TheirsSum, item.Json);
            if (outcome == WriteState.Created || !links.Contains(key))
            {
                found.Missing++;
                found.Example(key, "missing");
                continue;
            }

            // The other side of the hash is what is stored here; where that differs, the vendor's content stands for "not this".
            found.Ours.Add(key, outcome == WriteState.Unchanged ? item.Content : [.. item.Content, 1]);
            if (outcome == WriteState.Unchanged)
            {
                found.OursSum = Add(found.OursSum, item.Json);
            }
            else
            {
                found.Different++;
                found.Example(key, "different");
            }
        }
    }

    /// <summary>What is here and was not among what the vendor has, nor is there when it is asked for. Only where the vendor says of the single item that it is gone, it is taken back.</summary>
    private async Task ExtraAsync(
        Guid comparison, Connection connection, Manifest manifest, VendorStream stream, StreamMapper mapper, PlaceMap places, TimeWindow span, bool repairs, ComparedStream found, CancellationToken cancellationToken)
    {
        IReadOnlyList<(string Key, byte[] Content)> here;
        await using (var session = await database.ReadAsync(connection.Network, cancellationToken))
        {
            here = await session.QueryAsync<(string Key, byte[] Content)>(
                """
                select distinct on (key) key, content from integrations.record_link
                where network_id = @Network and connection_id = @Id and stream = @Name and removed_at is null and not is_pushed
                  and (@From::timestamptz is null or vendor_at >= @From) and (@To::timestamptz is null or vendor_at <= @To)
                order by key
                """,
                new { connection.Network, connection.Id, stream.Name, span.From, span.To },
                cancellationToken);
        }

        var (gone, asked) = (new List<string>(), 0);
        foreach (var (key, content) in here.Where(row => !found.Keys.Contains(row.Key)))
        {
            // What changed at the vendor since the span ended lies outside of it there, and still inside here.
            PageResult? one = stream.One is not null && ++asked <= MostExamples ? await pages.ReadOneAsync(connection, manifest, stream, key, CallPriority.Comparison, cancellationToken) : null;
            if (one?.Page is { Items.Count: > 0 })
            {
                continue;
            }

            found.Extra++;
            found.Ours.Add(key, content);
            found.Example(key, "extra");
            if (repairs && stream.Deletes != DeleteProof.None && one?.Page is not null)
            {
                gone.Add(key);
            }
        }

        if (gone.Count > 0)
        {
            await using var session = await database.WriteAsync(Scope.OfSystem(connection.Network), SyncCause.Text(connection.Id, comparison), cancellationToken);
            var target = new IntakeTarget(connection, stream, mapper, places, await rules.ReadAsync(session, connection, cancellationToken), comparison, 0);
            found.Removed = await intake.DeleteAsync(session, target, gone, cancellationToken);
            await session.CommitAsync(cancellationToken);
        }
    }

    private static decimal? Add(decimal? sum, byte[] json)
    {
        using var record = JsonDocument.Parse(json);
        foreach (var name in Amounts)
        {
            if (record.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && decimal.TryParse(value.GetString(), CultureInfo.InvariantCulture, out var amount))
            {
                return (sum ?? 0) + amount;
            }
        }

        return sum;
    }
}
