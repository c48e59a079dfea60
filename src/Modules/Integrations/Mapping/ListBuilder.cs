using System.Text.Json;

namespace BookedBarber.Integrations.Mapping;

/// <summary>Builds the entries of a list inside a record.</summary>
internal sealed class ListBuilder<T>(IReadOnlyList<ListPart<T>> parts)
    where T : class
{
    /// <summary>Whether entries of one name are added up over the rows of a record.</summary>
    public bool Sums { get; } = parts.Any(part => part.Sum);

    /// <summary>The row's entries. On a fault the row is marked.</summary>
    public IReadOnlyList<T> Build(Row row)
    {
        if (parts.Count == 0)
        {
            return [];
        }

        var list = new List<T>(parts.Count);
        foreach (var part in parts)
        {
            part.AddTo(list, row);
        }

        return list;
    }
}

/// <summary>One entry of a list in the profile: stands for none, one or (with a path) many entries of the record's list.</summary>
internal sealed class ListPart<T>(Get<bool>? condition, JsonPath? each, FieldTable? elementFields, Func<Row, T?> build, bool sum)
    where T : class
{
    private readonly Row? _element = elementFields is null ? null : new Row(elementFields);

    public bool Sum => sum;

    public void AddTo(List<T> list, Row row)
    {
        if (each is null)
        {
            AddOne(list, row);
            return;
        }

        if (!each.TryFind(row.Json, out var found) || found.ValueKind == JsonValueKind.Null)
        {
            return;
        }

        if (found.ValueKind != JsonValueKind.Array)
        {
            Fill(found, row);
            AddOne(list, _element!);
            PassOn(row);
            return;
        }

        foreach (var element in found.EnumerateArray())
        {
            Fill(element, row);
            AddOne(list, _element!);
            PassOn(row);
        }
    }

    private void AddOne(List<T> list, Row row)
    {
        if ((condition is null || (condition(row, out var holds) && holds)) && build(row) is { } entry)
        {
            list.Add(entry);
        }
    }

    private void Fill(JsonElement element, Row row)
    {
        _element!.Clear();
        _element.Zone = row.Zone;
        JsonFields.Fill(_element, row.Json, element);
    }

    private void PassOn(Row row)
    {
        if (_element!.Fault is { } fault)
        {
            row.FailAs(fault with { Field = -1 });
        }
    }
}
