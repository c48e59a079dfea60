using System.Text.Json;

namespace BookedBarber.Integrations.Mapping;

/// <summary>What expressions are evaluated on: the fields of one row that the profile names. One is used again for every row.</summary>
internal sealed class Row(FieldTable table)
{
    private readonly ReadOnlyMemory<char>[] _fields = new ReadOnlyMemory<char>[table.Count];
    private int _touched = -1;

    /// <summary>Names of the fields.</summary>
    public FieldTable Table => table;

    /// <summary>Zone of the record's location: what local times are in.</summary>
    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>The JSON item, for lists inside it; undefined for rows of CSV.</summary>
    public JsonElement Json { get; set; }

    /// <summary>What went wrong in the last evaluation that failed; null when a value was merely missing.</summary>
    public Fault? Fault { get; private set; }

    /// <summary>The text of a field; empty: missing.</summary>
    public ReadOnlyMemory<char> this[int field]
    {
        get
        {
            _touched = field;
            return _fields[field];
        }
        set => _fields[field] = value;
    }

    /// <summary>Forgets the row before.</summary>
    public void Clear() => (Fault, _touched) = (null, -1);

    /// <summary>Marks the row as faulty, at the field looked at last.</summary>
    public bool Fail(string code, string detail)
    {
        var name = _touched < 0 ? string.Empty : $"{table[_touched].Name}: ";
        Fault ??= new Fault(code, name + detail, _touched);
        return false;
    }

    /// <summary>Takes over the fault of a part of the row.</summary>
    public void FailAs(Fault fault) => Fault ??= fault;
}
