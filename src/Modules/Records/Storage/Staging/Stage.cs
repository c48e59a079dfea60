using BookedBarber.Storage;
using Npgsql;

namespace BookedBarber.Records.Storage.Staging;

/// <summary>A place where rows stand while set-based SQL merges them: a temporary table for many rows, array parameters for a few.</summary>
/// <remarks>
/// Both are a relation with the same columns, so the SQL after it is written once. The table is temporary (no WAL, no row-level security,
/// dropped with the connection) and emptied at the end of each transaction.
/// </remarks>
internal sealed class Stage<TRow>
{
    /// <summary>Up to so many rows travel as parameters: below it, the round trips for a table cost more than the rows.</summary>
    public const int Few = 16;

    private readonly IReadOnlyList<StageColumn<TRow>> _columns;
    private readonly string _table;
    private readonly string _prepare;
    private readonly string _copy;
    private readonly string _names;

    public Stage(string name, StageColumns<TRow> columns)
    {
        _columns = columns.All;
        _table = $"pg_temp.{name}";
        _names = string.Join(", ", _columns.Select(column => column.Name));
        _prepare = $"create temp table if not exists {name} ({string.Join(", ", _columns.Select(column => $"{column.Name} {column.Type}"))}) on commit delete rows; truncate {_table}";
        _copy = $"copy {_table} ({_names}) from stdin (format binary)";
    }

    public IReadOnlyList<StageColumn<TRow>> Columns => _columns;

    /// <summary>Puts many rows into the temporary table.</summary>
    public async Task FillAsync(Session session, IReadOnlyList<TRow> rows, CancellationToken cancellationToken)
    {
        await using (var prepare = new NpgsqlCommand(_prepare, session.Connection, session.Transaction))
        {
            await prepare.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var importer = await session.Connection.BeginBinaryImportAsync(_copy, cancellationToken);
        for (var i = 0; i < rows.Count; i++)
        {
            importer.StartRow();
            foreach (var column in _columns)
            {
                column.Write(importer, rows[i]);
            }

            if (i % 1024 == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        await importer.CompleteAsync(cancellationToken);
    }

    /// <summary>What to write after <c>from</c>: the table, or <c>unnest</c> of parameters that begin at this number.</summary>
    public string Relation(bool few, int firstParameter) =>
        few ? $"unnest({string.Join(", ", _columns.Select((column, i) => $"${firstParameter + i}::{column.Type}[]"))}) as s ({_names})" : $"{_table} as s";

    /// <summary>Adds the parameters that <see cref="Relation"/> names.</summary>
    public void AddTo(NpgsqlParameterCollection parameters, IReadOnlyList<TRow> rows)
    {
        foreach (var column in _columns)
        {
            parameters.Add(column.ToArray(rows));
        }
    }
}
