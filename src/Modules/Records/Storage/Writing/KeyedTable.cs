using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Records.Storage.Staging;
using BookedBarber.Shared;
using Npgsql;

namespace BookedBarber.Records.Storage.Writing;

/// <summary>A row on its way into a <see cref="KeyedTable{T,TRow}"/>.</summary>
internal interface IKeyedRow
{
    /// <summary>Position in the chunk.</summary>
    int Position { get; }

    /// <summary>The id it gets when it is new.</summary>
    Guid Id { get; }
}

/// <summary>A record and its place, for tables that take the record as it is.</summary>
internal readonly record struct Entry<T>(int Position, Guid Id, Node Location, T Record, bool IsAssumed = false) : IKeyedRow;

/// <summary>Merges records into a table that holds key and content side by side.</summary>
/// <remarks>
/// One insert that passes over what is there; when it took every row, all were new and that is all. Else the rows that differ are updated
/// and what became of each is read back: a row with our id is new. Rows that are just so are not touched, not even locked.
/// Before many rows go in, a look says whether any of them is stored. Where none is, as in a first import, they are put in plainly: an insert that may meet a
/// conflict claims each row first and confirms it afterwards. Where the keys of a location are dense, one look at their range stands for many rows, which
/// halves the cost once more.
/// </remarks>
internal abstract class KeyedTable<T, TRow> : IRecordKind<T>
    where T : CanonicalRecord
    where TRow : IKeyedRow
{
    private readonly Stage<TRow> _stage;
    private readonly Sql _few;
    private readonly Sql _many;

    /// <param name="table">Such as <c>records.staff</c>.</param>
    /// <param name="location">Its location column.</param>
    /// <param name="key">The column that, with location and source, identifies a row.</param>
    /// <param name="keys">Position, id, location and key, in the table's names.</param>
    /// <param name="content">All that may change.</param>
    /// <param name="keyIsDense">Whether a location's keys come in ranges, as days do: then one look at the range tells of many rows at once.</param>
    protected KeyedTable(string table, string location, string key, StageColumns<TRow> keys, StageColumns<TRow> content, bool keyIsDense = false)
        : this(new Stage<TRow>("staged_" + table[(table.IndexOf('.', StringComparison.Ordinal) + 1)..], keys.With(content)), new PlacedIdentity(table, location, key), content, keyIsDense)
    {
    }

    /// <param name="stage">Position, id and location and key, what identity has besides, and the content.</param>
    /// <param name="identity">Which rows are the same.</param>
    /// <param name="content">All that may change.</param>
    /// <param name="keyIsDense">Whether a location's keys come in ranges.</param>
    protected KeyedTable(Stage<TRow> stage, TableIdentity identity, StageColumns<TRow> content, bool keyIsDense = false)
    {
        _stage = stage;
        IReadOnlyList<string> changing = [.. content.All.Select(column => column.Name)];
        _few = new Sql(identity, changing, _stage.Relation(few: true, firstParameter: 3), keyIsDense: false);
        _many = new Sql(identity, changing, _stage.Relation(few: false, firstParameter: 3), keyIsDense);
    }

    public virtual int ChunkSize => 20_000;

    public abstract Problem? Check(Node location, T record, DateOnly today);

    public virtual RecordKey KeyOf(Node location, T record) => new(location.Id.Value, record.Key, 0);

    public virtual bool SaysTheSame(Node location, T one, T other) => one == other;

    public virtual async Task StoreAsync(WriteChunk<T> chunk, CancellationToken cancellationToken)
    {
        var rows = await RowsAsync(chunk, cancellationToken);
        var sql = chunk.IsSmall ? _few : _many;
        if (!chunk.IsSmall)
        {
            await _stage.FillAsync(chunk.Session, rows, cancellationToken);
        }

        if (await InsertAsync(chunk, sql, rows, cancellationToken) == rows.Count)
        {
            foreach (var row in rows)
            {
                chunk.Set(row.Position, new WriteOutcome(WriteState.Created, row.Id, null));
            }

            return;
        }

        await MergeAsync(chunk, sql, rows, cancellationToken);
    }

    /// <summary>The rows of a chunk, one per record, in order.</summary>
    protected abstract ValueTask<IReadOnlyList<TRow>> RowsAsync(WriteChunk<T> chunk, CancellationToken cancellationToken);

    private async Task<int> InsertAsync(WriteChunk<T> chunk, Sql sql, IReadOnlyList<TRow> rows, CancellationToken cancellationToken)
    {
        if (!chunk.IsSmall && !await AreAnyStoredAsync(chunk, sql, rows, cancellationToken))
        {
            const string BeforeInsert = "before_insert";
            await chunk.Session.Transaction.SaveAsync(BeforeInsert, cancellationToken);
            try
            {
                return await ExecuteAsync(chunk, sql.InsertNew, rows, cancellationToken);
            }
            catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.UniqueViolation)
            {
                // another writer stored one of them just now; then each is looked up
                await chunk.Session.Transaction.RollbackAsync(BeforeInsert, cancellationToken);
            }
        }

        return await ExecuteAsync(chunk, sql.Insert, rows, cancellationToken);
    }

    private async Task<bool> AreAnyStoredAsync(WriteChunk<T> chunk, Sql sql, IReadOnlyList<TRow> rows, CancellationToken cancellationToken)
    {
        await using var look = chunk.Batch();
        look.BatchCommands.Add(Statement(chunk, sql.AreAnyStored, rows));
        return await look.ExecuteScalarAsync(cancellationToken) is true;
    }

    private async Task<int> ExecuteAsync(WriteChunk<T> chunk, string sql, IReadOnlyList<TRow> rows, CancellationToken cancellationToken)
    {
        await using var batch = chunk.Batch();
        batch.BatchCommands.Add(Statement(chunk, sql, rows));
        return await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task MergeAsync(WriteChunk<T> chunk, Sql sql, IReadOnlyList<TRow> rows, CancellationToken cancellationToken)
    {
        var differing = 0;
        await using (var compare = chunk.Batch())
        {
            compare.BatchCommands.Add(Statement(chunk, sql.Compare, rows));
            await using var reader = await compare.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                var (position, id, differs) = (reader.GetInt32(0), reader.GetGuid(1), reader.GetBoolean(2));
                differing += differs ? 1 : 0;
                var outcome = (id == rows[position].Id, differs, chunk.Conflicts) switch
                {
                    (true, _, _) => new WriteOutcome(WriteState.Created, id, null),
                    (_, false, _) => new WriteOutcome(WriteState.Unchanged, id, null),
                    (_, _, OnConflict.Update) => new WriteOutcome(WriteState.Changed, id, null),
                    _ => new WriteOutcome(WriteState.Refused, default, Conflicts.OtherContent(KeyOf(chunk[position].Location, chunk[position].Record).ToString())),
                };
                chunk.Set(position, reader.IsDBNull(3) ? outcome : outcome with { Home = new NodeId(reader.GetGuid(3)) });
            }
        }

        if (differing > 0 && chunk.Conflicts == OnConflict.Update)
        {
            await ExecuteAsync(chunk, sql.Update, rows, cancellationToken);
        }
    }

    private NpgsqlBatchCommand Statement(WriteChunk<T> chunk, string sql, IReadOnlyList<TRow> rows)
    {
        var command = chunk.Statement(sql);
        if (chunk.IsSmall)
        {
            _stage.AddTo(command.Parameters, rows);
        }

        return command;
    }

    /// <summary>The statements over one form of the stage. $1 is the network, $2 the source.</summary>
    private sealed class Sql(TableIdentity identity, IReadOnlyList<string> content, string staged, bool keyIsDense)
    {
        /// <summary>Fails when one of them is stored.</summary>
        public string InsertNew { get; } =
            $"""
             insert into {identity.Table} (network_id, source, id, {string.Join(", ", identity.Columns)}, {string.Join(", ", content)})
             select $1, $2, s.id, {string.Join(", ", identity.Columns.Concat(content).Select(column => "s." + column))} from {staged}
             """;

        public string Insert => $"{InsertNew} on conflict do nothing";

        /// <summary>Whether any of them is stored: one index probe each. Of dense keys, whether anything is stored within the ranges that the locations' keys span: one probe per location.</summary>
        public string AreAnyStored { get; } = !keyIsDense ? $"select exists (select from {staged} cross join lateral (select from {identity.Table} t where {identity.Match} offset 0) t)" :
            $"""
             select exists (
                 select from (select s.{identity.Location}, min(s.{identity.Key}) as first, max(s.{identity.Key}) as last from {staged} group by s.{identity.Location}) s
                 cross join lateral (
                     select from {identity.Table} t
                     where t.network_id = {ThisNetwork.Sql} and t.source = $2 and t.{identity.Location} = s.{identity.Location} and t.{identity.Key} between s.first and s.last offset 0) t)
             """;

        // "offset 0" keeps the inner query one index probe per row: on tables without fresh statistics the planner would rather read all of them.
        public string Compare { get; } =
            $"""
             select s.position, t.id, t.id <> s.id and {Differs(identity, content)}, {identity.Home} from {staged}
             cross join lateral (select * from {identity.Table} t where {identity.Match} offset 0) t
             """;

        public string Update { get; } =
            $"""
             update {identity.Table} t set {string.Join(", ", content.Select(column => $"{column} = s.{column}"))}{identity.Moves}, version = t.version + 1
             from {staged}
             where {identity.Match} and t.id <> s.id and {Differs(identity, content)}{(keyIsDense ? " and " + Narrowing(identity.Location, identity.Key, staged) : string.Empty)}
             """;

        private static string Differs(TableIdentity identity, IReadOnlyList<string> content) =>
            $"(({string.Join(", ", content.Select(column => "t." + column))}) is distinct from ({string.Join(", ", content.Select(column => "s." + column))}){identity.OrMoves})";

        // Without it the planner joins with every row of the network, once per chunk.
        private static string Narrowing(string location, string key, string staged) =>
            $"t.{location} = any(array(select distinct s.{location} from {staged})) and t.{key} between (select min(s.{key}) from {staged}) and (select max(s.{key}) from {staged})";
    }
}
