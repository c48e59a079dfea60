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

    private const int SentAtOnce = 1 << 16;

    private readonly StageColumn<TRow>[] _all;
    private readonly string _table;
    private readonly string _prepare;
    private readonly string _copy;
    private readonly string _names;

    public Stage(string name, StageColumns<TRow> columns)
    {
        _all = [.. columns.All];
        _table = $"pg_temp.{name}";
        _names = string.Join(", ", _all.Select(column => column.Name));
        _prepare = $"create temp table if not exists {name} ({string.Join(", ", _all.Select(column => $"{column.Name} {column.Type}"))}) on commit delete rows; truncate {_table}";
        _copy = $"copy {_table} ({_names}) from stdin (format binary)";
    }

    public IReadOnlyList<StageColumn<TRow>> Columns => _all;

    /// <summary>Puts many rows into the temporary table.</summary>
    public async Task FillAsync(Session session, IReadOnlyList<TRow> rows, CancellationToken cancellationToken)
    {
        await using (var prepare = new NpgsqlCommand(_prepare, session.Connection, session.Transaction))
        {
            await prepare.ExecuteNonQueryAsync(cancellationToken);
        }

        var copy = new CopyBuffer();
        copy.Begin();
        await using var stream = await session.Connection.BeginRawBinaryCopyAsync(_copy, cancellationToken);
        for (var i = 0; i < rows.Count; i++)
        {
            Put(copy, rows[i]);
            if (copy.Length >= SentAtOnce)
            {
                // Whole rows at a time, and never cut in the middle: so the stream ends well also when this is left early, and the transaction with it.
                cancellationToken.ThrowIfCancellationRequested();
                await stream.WriteAsync(copy.Written, CancellationToken.None);
                copy.Clear();
            }
        }

        copy.End();
        await stream.WriteAsync(copy.Written, CancellationToken.None);
    }

    private void Put(CopyBuffer copy, TRow row)
    {
        copy.BeginRow(_all.Length);
        foreach (var column in _all)
        {
            column.Write(copy, row);
        }
    }

    /// <summary>What to write after <c>from</c>: the table, or <c>unnest</c> of parameters that begin at this number.</summary>
    public string Relation(bool few, int firstParameter) =>
        few ? $"unnest({string.Join(", ", _all.Select((column, i) => $"${firstParameter + i}::{column.Type}[]"))}) as s ({_names})" : $"{_table} as s";

    /// <summary>Adds the parameters that <see cref="Relation"/> names.</summary>
    public void AddTo(NpgsqlParameterCollection parameters, IReadOnlyList<TRow> rows)
    {
        foreach (var column in _all)
        {
            parameters.Add(column.ToArray(rows));
        }
    }
}
