using NpgsqlTypes;

namespace BookedBarber.Records.Storage.Staging;

/// <summary>Columns by PostgreSQL type, written as a list that reads like a table definition.</summary>
internal sealed class StageColumns<TRow>
{
    private readonly List<StageColumn<TRow>> _columns = [];

    public IReadOnlyList<StageColumn<TRow>> All => _columns;

    public StageColumns<TRow> Uuid(string name, Func<TRow, Guid> read) => Add(new ValueColumn<TRow, Guid>(name, "uuid", NpgsqlDbType.Uuid, read, static (copy, value) => copy.Uuid(value)));

    public StageColumns<TRow> Uuid(string name, Func<TRow, Guid?> read) => Add(new NullableColumn<TRow, Guid>(name, "uuid", NpgsqlDbType.Uuid, read, static (copy, value) => copy.Uuid(value)));

    public StageColumns<TRow> Text(string name, Func<TRow, string?> read) => Add(new TextColumn<TRow>(name, "text", NpgsqlDbType.Text, read, static (copy, value) => copy.Text(value)));

    public StageColumns<TRow> Json(string name, Func<TRow, string> read) => Add(new TextColumn<TRow>(name, "jsonb", NpgsqlDbType.Jsonb, read, static (copy, value) => copy.Json(value)));

    public StageColumns<TRow> Int(string name, Func<TRow, int> read) => Add(new ValueColumn<TRow, int>(name, "int", NpgsqlDbType.Integer, read, static (copy, value) => copy.Int(value)));

    public StageColumns<TRow> Int(string name, Func<TRow, int?> read) => Add(new NullableColumn<TRow, int>(name, "int", NpgsqlDbType.Integer, read, static (copy, value) => copy.Int(value)));

    public StageColumns<TRow> Bool(string name, Func<TRow, bool> read) => Add(new ValueColumn<TRow, bool>(name, "boolean", NpgsqlDbType.Boolean, read, static (copy, value) => copy.Bool(value)));

    public StageColumns<TRow> Bytes(string name, Func<TRow, byte[]> read) => Add(new ValueColumn<TRow, byte[]>(name, "bytea", NpgsqlDbType.Bytea, read, static (copy, value) => copy.Bytes(value)));

    public StageColumns<TRow> Day(string name, Func<TRow, DateOnly> read) => Add(new ValueColumn<TRow, DateOnly>(name, "date", NpgsqlDbType.Date, read, static (copy, value) => copy.Day(value)));

    public StageColumns<TRow> Day(string name, Func<TRow, DateOnly?> read) => Add(new NullableColumn<TRow, DateOnly>(name, "date", NpgsqlDbType.Date, read, static (copy, value) => copy.Day(value)));

    public StageColumns<TRow> Number(string name, Func<TRow, decimal> read) => Add(new ValueColumn<TRow, decimal>(name, "numeric", NpgsqlDbType.Numeric, read, static (copy, value) => copy.Number(value)));

    public StageColumns<TRow> Number(string name, Func<TRow, decimal?> read) => Add(new NullableColumn<TRow, decimal>(name, "numeric", NpgsqlDbType.Numeric, read, static (copy, value) => copy.Number(value)));

    public StageColumns<TRow> Instant(string name, Func<TRow, DateTimeOffset?> read) =>
        Add(new NullableColumn<TRow, DateTime>(name, "timestamptz", NpgsqlDbType.TimestampTz, row => read(row)?.UtcDateTime, static (copy, value) => copy.Instant(value)));

    /// <summary>A set of ids, read as the text of an array: arrays of arrays of differing length cannot travel as a parameter.</summary>
    public StageColumns<TRow> UuidSet(string name, Func<TRow, string> read) => Add(new TextColumn<TRow>(name, "text", NpgsqlDbType.Text, read, static (copy, value) => copy.Text(value), castTo: "uuid[]"));

    /// <summary>These columns and then the others.</summary>
    public StageColumns<TRow> With(StageColumns<TRow> others)
    {
        var both = new StageColumns<TRow>();
        both._columns.AddRange([.. _columns, .. others._columns]);
        return both;
    }

    private StageColumns<TRow> Add(StageColumn<TRow> column)
    {
        _columns.Add(column);
        return this;
    }
}
