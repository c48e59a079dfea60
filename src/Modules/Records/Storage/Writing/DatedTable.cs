using BookedBarber.Records.Contracts;
using BookedBarber.Records.Storage.Staging;

namespace BookedBarber.Records.Storage.Writing;

/// <summary>The statements that move staged rows into a table partitioned by <c>business_day</c>. $1 is the network, $2 the source.</summary>
/// <remarks>Staged rows carry <c>old_day</c>: null for a new row, else the day under which it is stored, which names its partition.</remarks>
internal sealed class DatedTable<TRow>
{
    private readonly Sql _few;
    private readonly Sql _many;

    public DatedTable(string table, StageColumns<TRow> columns)
    {
        Stage = new Stage<TRow>("staged_" + table[(table.IndexOf('.', StringComparison.Ordinal) + 1)..], columns);
        IReadOnlyList<(string Name, string Value)> content = [.. Stage.Columns.Where(column => column.Name is not ("id" or "old_day")).Select(column => (column.Name, column.Value))];
        _few = new Sql(table, content, Stage.Relation(few: true, firstParameter: 3));
        _many = new Sql(table, content, Stage.Relation(few: false, firstParameter: 3));
    }

    public Stage<TRow> Stage { get; }

    /// <summary>Writes the rows of a chunk whose record is this table's row alone.</summary>
    /// <param name="chunk">The chunk they come from.</param>
    /// <param name="rows">All its rows to be written.</param>
    /// <param name="changed">How many of them are stored already.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    public async Task WriteAsync<T>(WriteChunk<T> chunk, IReadOnlyList<TRow> rows, int changed, CancellationToken cancellationToken)
        where T : CanonicalRecord
    {
        if (!chunk.IsSmall)
        {
            await Stage.FillAsync(chunk.Session, rows, cancellationToken);
        }

        await using var batch = chunk.Batch();
        string?[] statements = [changed > 0 ? Update(chunk.IsSmall) : null, changed < rows.Count ? Insert(chunk.IsSmall) : null];
        foreach (var sql in statements.OfType<string>())
        {
            var command = chunk.Statement(sql);
            if (chunk.IsSmall)
            {
                Stage.AddTo(command.Parameters, rows);
            }

            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    public string Insert(bool few) => few ? _few.Insert : _many.Insert;

    public string Update(bool few) => few ? _few.Update : _many.Update;

    private sealed class Sql(string table, IReadOnlyList<(string Name, string Value)> content, string staged)
    {
        public string Insert { get; } =
            $"""
             insert into {table} (network_id, source, id, {string.Join(", ", content.Select(column => column.Name))})
             select $1, $2, s.id, {string.Join(", ", content.Select(column => column.Value))} from {staged}
             where s.old_day is null
             """;

        public string Update { get; } =
            $"""
             update {table} t set {string.Join(", ", content.Select(column => $"{column.Name} = {column.Value}"))}, version = t.version + 1
             from {staged}
             where s.old_day is not null and t.network_id = {ThisNetwork.Sql} and t.source = $2 and t.business_day = s.old_day and t.id = s.id
             """;
    }
}
