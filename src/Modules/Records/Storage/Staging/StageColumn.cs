using Npgsql;
using NpgsqlTypes;

namespace BookedBarber.Records.Storage.Staging;

/// <summary>One column of rows on their way into the database: written cell by cell into a COPY, or as a whole array into a parameter.</summary>
internal abstract class StageColumn<TRow>(string name, string type)
{
    public string Name => name;

    /// <summary>The PostgreSQL type, such as <c>numeric</c>.</summary>
    public string Type => type;

    /// <summary>What a statement says to get the column's value from the staged row <c>s</c>.</summary>
    public virtual string Value => "s." + Name;

    public abstract void Write(CopyBuffer copy, TRow row);

    public abstract NpgsqlParameter ToArray(IReadOnlyList<TRow> rows);

    protected static TValue[] Collect<TValue>(IReadOnlyList<TRow> rows, Func<TRow, TValue> read)
    {
        var values = new TValue[rows.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = read(rows[i]);
        }

        return values;
    }
}

/// <summary>A column without nulls.</summary>
internal sealed class ValueColumn<TRow, TValue>(string name, string type, NpgsqlDbType dbType, Func<TRow, TValue> read, Action<CopyBuffer, TValue> write) : StageColumn<TRow>(name, type)
    where TValue : notnull
{
    public override void Write(CopyBuffer copy, TRow row) => write(copy, read(row));

    public override NpgsqlParameter ToArray(IReadOnlyList<TRow> rows) =>
        new NpgsqlParameter<TValue[]> { NpgsqlDbType = NpgsqlDbType.Array | dbType, TypedValue = Collect(rows, read) };
}

/// <summary>A column of values or nulls.</summary>
internal sealed class NullableColumn<TRow, TValue>(string name, string type, NpgsqlDbType dbType, Func<TRow, TValue?> read, Action<CopyBuffer, TValue> write) : StageColumn<TRow>(name, type)
    where TValue : struct
{
    public override void Write(CopyBuffer copy, TRow row)
    {
        if (read(row) is { } value)
        {
            write(copy, value);
        }
        else
        {
            copy.Null();
        }
    }

    public override NpgsqlParameter ToArray(IReadOnlyList<TRow> rows) =>
        new NpgsqlParameter<TValue?[]> { NpgsqlDbType = NpgsqlDbType.Array | dbType, TypedValue = Collect(rows, read) };
}

/// <summary>A column of texts or nulls.</summary>
internal sealed class TextColumn<TRow>(string name, string type, NpgsqlDbType dbType, Func<TRow, string?> read, Action<CopyBuffer, string> write, string? castTo = null) : StageColumn<TRow>(name, type)
{
    public override string Value => castTo is null ? base.Value : $"{base.Value}::{castTo}";

    public override void Write(CopyBuffer copy, TRow row)
    {
        if (read(row) is { } value)
        {
            write(copy, value);
        }
        else
        {
            copy.Null();
        }
    }

    public override NpgsqlParameter ToArray(IReadOnlyList<TRow> rows) =>
        new NpgsqlParameter<string?[]> { NpgsqlDbType = NpgsqlDbType.Array | dbType, TypedValue = Collect(rows, read) };
}
