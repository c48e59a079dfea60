using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Records.Domain;
using BookedBarber.Records.Storage.Staging;
using BookedBarber.Shared;
using Npgsql;

namespace BookedBarber.Records.Storage.Writing;

/// <summary>A record whose key is kept apart from its dated row.</summary>
internal sealed class LedgerRow<T>(int position, Guid id, Node location, T record, DateOnly day, byte[] hash)
{
    public int Position => position;

    public Node Location => location;

    public T Record => record;

    /// <summary>Its business day now.</summary>
    public DateOnly Day => day;

    public byte[] Hash => hash;

    /// <summary>The stored id; the one made for it while it is new.</summary>
    public Guid Id { get; set; } = id;

    /// <summary>The day under which it is stored; null while it is new.</summary>
    public DateOnly? OldDay { get; set; }
}

/// <summary>
/// Merges records into a table partitioned by day, whose keys live in a table of their own (<c>sale_key</c>, <c>booking_key</c>).
/// </summary>
/// <remarks>
/// First the keys are claimed: an insert that passes over those there, then a reading of all. A key with our id is new; one with the same hash is
/// just so; any other differs. A second writer of the same key waits in the claim until the first has committed, and then reads its key.
/// </remarks>
internal abstract class Ledger<T>(string keyTable) : IRecordKind<T>
    where T : CanonicalRecord
{
    private static readonly StageColumns<LedgerRow<T>> KeyColumns = new StageColumns<LedgerRow<T>>()
        .Int("position", row => row.Position)
        .Uuid("id", row => row.Id)
        .Uuid("location_id", row => row.Location.Id.Value)
        .Text("source_key", row => row.Record.Key)
        .Day("business_day", row => row.Day)
        .Bytes("content_hash", row => row.Hash);

    private readonly Stage<LedgerRow<T>> _keys = new($"staged_{keyTable[(keyTable.IndexOf('.', StringComparison.Ordinal) + 1)..]}", KeyColumns);

    public int ChunkSize => 10_000;

    public abstract Problem? Check(Node location, T record, DateOnly today);

    public RecordKey KeyOf(Node location, T record) => new(location.Id.Value, record.Key, 0);

    public bool SaysTheSame(Node location, T one, T other)
    {
        var hash = new ContentHash();
        return HashOf(hash, location, one).AsSpan().SequenceEqual(HashOf(hash, location, other));
    }

    public async Task StoreAsync(WriteChunk<T> chunk, CancellationToken cancellationToken)
    {
        var rows = Rows(chunk);
        var references = new References(chunk.Source.IsAccount);
        foreach (var row in rows)
        {
            Want(references, row);
        }

        if (!chunk.IsSmall)
        {
            await _keys.FillAsync(chunk.Session, rows, cancellationToken);
        }

        var (toWrite, differing) = await ClaimAsync(chunk, rows, references, cancellationToken);
        await RefuseUnknownClientsAsync(chunk, toWrite, differing, references, cancellationToken);
        if (differing.Count > 0)
        {
            toWrite.AddRange(await LockAsync(chunk, differing, cancellationToken));
        }

        if (toWrite.Count == 0)
        {
            return;
        }

        var needed = new References(chunk.Source.IsAccount);
        toWrite.ForEach(row => Want(needed, row));
        await references.CreateMissingAsync(chunk, needed.Wants, cancellationToken);
        await WriteAsync(chunk, toWrite, references, cancellationToken);
    }

    protected abstract DateOnly DayOf(Node location, T record);

    protected abstract byte[] HashOf(ContentHash hash, Node location, T record);

    protected abstract Guid? ClientOf(T record);

    protected abstract void Want(References references, LedgerRow<T> row);

    /// <summary>Inserts the rows that are new and updates the others.</summary>
    protected abstract Task WriteAsync(WriteChunk<T> chunk, IReadOnlyList<LedgerRow<T>> rows, References references, CancellationToken cancellationToken);

    private List<LedgerRow<T>> Rows(WriteChunk<T> chunk)
    {
        var ids = new IdSequence(chunk.Now);
        var hash = new ContentHash();
        var rows = new List<LedgerRow<T>>(chunk.Count);
        for (var i = 0; i < chunk.Count; i++)
        {
            var (location, record, _) = chunk[i];
            rows.Add(new LedgerRow<T>(i, ids.Next(), location, record, DayOf(location, record), HashOf(hash, location, record)));
        }

        return rows;
    }

    /// <summary>Claims the keys; marks what is new and what is just so, and gives back what is new and what differs.</summary>
    private async Task<(List<LedgerRow<T>> Created, List<LedgerRow<T>> Differing)> ClaimAsync(
        WriteChunk<T> chunk, List<LedgerRow<T>> rows, References references, CancellationToken cancellationToken)
    {
        var staged = _keys.Relation(chunk.IsSmall, firstParameter: 3);
        var claim = chunk.Statement(
            $"""
             insert into {keyTable} (network_id, source, location_id, source_key, id, business_day, content_hash)
             select $1, $2, s.location_id, s.source_key, s.id, s.business_day, s.content_hash from {staged}
             order by s.location_id, s.source_key
             on conflict do nothing
             """);
        var readBack = chunk.Statement(
            $"""
             select s.position, k.id, k.business_day, k.content_hash from {staged}
             cross join lateral (
                 select * from {keyTable} k where k.network_id = {ThisNetwork.Sql} and k.source = $2 and k.location_id = s.location_id and k.source_key = s.source_key offset 0) k
             """);
        if (chunk.IsSmall)
        {
            _keys.AddTo(claim.Parameters, rows);
            _keys.AddTo(readBack.Parameters, rows);
        }

        await using var batch = chunk.Batch();
        batch.BatchCommands.Add(claim);
        batch.BatchCommands.Add(readBack);
        references.AddLookups(chunk, batch);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var (created, differing) = (new List<LedgerRow<T>>(), new List<LedgerRow<T>>());
        while (await reader.ReadAsync(cancellationToken))
        {
            var row = rows[reader.GetInt32(0)];
            var id = reader.GetGuid(1);
            if (id == row.Id)
            {
                created.Add(row);
                chunk.Set(row.Position, new WriteOutcome(WriteState.Created, id, null));
                continue;
            }

            row.Id = id;
            row.OldDay = reader.GetFieldValue<DateOnly>(2);
            if (reader.GetFieldValue<byte[]>(3).AsSpan().SequenceEqual(row.Hash))
            {
                chunk.Set(row.Position, new WriteOutcome(WriteState.Unchanged, id, null));
            }
            else if (chunk.Conflicts == OnConflict.Refuse)
            {
                chunk.Set(row.Position, new WriteOutcome(WriteState.Refused, default, Conflicts.OtherContent(row.Record.Key)));
            }
            else
            {
                differing.Add(row);
            }
        }

        await reader.NextResultAsync(cancellationToken);
        await references.ReadLookupsAsync(reader, cancellationToken);
        return (created, differing);
    }

    private async Task RefuseUnknownClientsAsync(
        WriteChunk<T> chunk, List<LedgerRow<T>> created, List<LedgerRow<T>> differing, References references, CancellationToken cancellationToken)
    {
        bool IsUnknown(LedgerRow<T> row) => ClientOf(row.Record) is { } client && !references.HasClient(client);
        var unclaim = created.Where(IsUnknown).Select(row => row.Id).ToArray();
        foreach (var row in created.Concat(differing).Where(IsUnknown))
        {
            chunk.Set(row.Position, new WriteOutcome(WriteState.Refused, default, Conflicts.UnknownClient(ClientOf(row.Record)!.Value)));
        }

        created.RemoveAll(IsUnknown);
        differing.RemoveAll(IsUnknown);
        if (unclaim.Length > 0)
        {
            await chunk.Session.ExecuteAsync($"delete from {keyTable} where network_id = @Network and id = any(@unclaim)", new { chunk.Network, unclaim }, cancellationToken);
        }
    }

    /// <summary>Takes the differing keys for this transaction and moves them to the new content; those which another writer has brought there meanwhile are just so.</summary>
    private async Task<List<LedgerRow<T>>> LockAsync(WriteChunk<T> chunk, List<LedgerRow<T>> differing, CancellationToken cancellationToken)
    {
        var byId = differing.ToDictionary(row => row.Id);
        var changed = new List<LedgerRow<T>>(differing.Count);
        await using (var select = new NpgsqlCommand(
            $"select id, business_day, content_hash from {keyTable} where network_id = $1 and id = any($2) order by id for update", chunk.Session.Connection, chunk.Session.Transaction))
        {
            select.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = chunk.Network });
            select.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. byId.Keys] });
            await using var reader = await select.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                var row = byId[reader.GetGuid(0)];
                row.OldDay = reader.GetFieldValue<DateOnly>(1);
                var same = reader.GetFieldValue<byte[]>(2).AsSpan().SequenceEqual(row.Hash);
                chunk.Set(row.Position, new WriteOutcome(same ? WriteState.Unchanged : WriteState.Changed, row.Id, null));
                if (!same)
                {
                    changed.Add(row);
                }
            }
        }

        await using var update = new NpgsqlCommand(
            $"""
             update {keyTable} k set business_day = c.business_day, content_hash = c.content_hash
             from unnest($2, $3, $4) as c (id, business_day, content_hash)
             where k.network_id = {ThisNetwork.Sql} and k.id = c.id
             """,
            chunk.Session.Connection,
            chunk.Session.Transaction);
        update.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = chunk.Network });
        update.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. changed.Select(row => row.Id)] });
        update.Parameters.Add(new NpgsqlParameter<DateOnly[]> { TypedValue = [.. changed.Select(row => row.Day)] });
        update.Parameters.Add(new NpgsqlParameter<byte[][]> { TypedValue = [.. changed.Select(row => row.Hash)] });
        await update.ExecuteNonQueryAsync(cancellationToken);
        return changed;
    }
}
