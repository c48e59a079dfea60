namespace BookedBarber.Integrations.Mapping;

/// <summary>The fields that a profile's expressions read, each once.</summary>
internal sealed class FieldTable
{
    private readonly List<FieldRef> _fields = [];

    public int Count => _fields.Count;

    public FieldRef this[int index] => _fields[index];

    /// <summary>Index of a field, which is added when it is new.</summary>
    public int IndexOf(FieldRef field)
    {
        var index = _fields.FindIndex(known => known.Name == field.Name && known.Root == field.Root);
        if (index >= 0)
        {
            return index;
        }

        _fields.Add(field);
        return _fields.Count - 1;
    }
}

/// <summary>A field as an expression names it.</summary>
/// <param name="Name">Column name, or path as written.</param>
/// <param name="Root">Where a path begins.</param>
/// <param name="Path">Steps of the path; null for a column.</param>
/// <param name="At">Where the profile names it first.</param>
internal sealed record FieldRef(string Name, FieldRoot Root, JsonPath? Path, Place At);

/// <summary>Where a field is looked for.</summary>
internal enum FieldRoot
{
    /// <summary>A column of CSV, or a property of the JSON item.</summary>
    Column,

    /// <summary>A path from the JSON item.</summary>
    Item,

    /// <summary>A path from the element of a list inside the item.</summary>
    Element,
}

/// <summary>A place in the profile.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
internal readonly record struct Place(int Line, int Column)
{
    public override string ToString() => $"line {Line}, column {Column}";
}
