using System.Text.Json;
using BookedBarber.Integrations.Mapping;

namespace BookedBarber.Integrations.Reading;

/// <summary>Items of JSON, one at a time: a list at the root or at a path, or one item per line.</summary>
internal sealed class JsonRowReader(OpenedBytes bytes, Profile profile) : RowReader
{
    private readonly JsonItems _items = new(bytes.Stream, profile.Format.Items?.Names ?? []);
    private JsonDocument? _document;

    public override int Line => _items.Line;

    public override ReadOnlySpan<byte> Raw => _items.Raw;

    public override string Encoding => bytes.Encoding;

    public override IReadOnlyList<string> Cells => [.. Enumerable.Range(0, profile.Fields.Count).Select(index => _last?[index].ToString() ?? string.Empty)];

    public override IReadOnlyList<string> Columns => [.. Enumerable.Range(0, profile.Fields.Count).Select(index => profile.Fields[index].Name)];

    private Row? _last;

    public override RowState Read(Row row)
    {
        _document?.Dispose();
        row.Clear();
        _last = row;
        _document = Guarded(_items.Next, Math.Max(1, _items.Line));
        if (_document is null)
        {
            return RowState.End;
        }

        if (JsonFields.RepeatedName(_document.RootElement) is { } name)
        {
            row.FailAs(new Fault("duplicate_property", $"'{name}' stands twice in one object, and which one counts is anybody's guess. Leave one of them out."));
            return RowState.Broken;
        }

        JsonFields.Fill(row, _document.RootElement, _document.RootElement);
        return row.Fault is null ? RowState.Row : RowState.Broken;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _document?.Dispose();
            bytes.Stream.Dispose();
        }
    }
}
