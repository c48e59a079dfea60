namespace BookedBarber.Measures.Domain;

/// <summary>Some facts and their places in a row; only what the measures asked for need is read.</summary>
internal sealed class FactSet
{
    private readonly int[] _places;

    public FactSet(IEnumerable<Fact> facts)
    {
        Facts = [.. facts.Distinct().Order()];
        _places = new int[Domain.Facts.All.Count];
        Array.Fill(_places, -1);
        for (var place = 0; place < Facts.Count; place++)
        {
            _places[(int)Facts[place]] = place;
        }
    }

    public IReadOnlyList<Fact> Facts { get; }

    public int PlaceOf(Fact fact) =>
        _places[(int)fact] is >= 0 and var place ? place : throw new InvalidOperationException($"{fact} was not read; add it to the facts of the measure that needs it.");
}

/// <summary>Sums of a set's facts in one currency.</summary>
internal sealed class FactSums(FactSet set, decimal[] values)
{
    public FactSums(FactSet set)
        : this(set, new decimal[set.Facts.Count])
    {
    }

    public FactSet Set => set;

    public decimal this[Fact fact] => values[set.PlaceOf(fact)];

    /// <summary>Adds another's facts to this one's.</summary>
    public void Add(FactSums other)
    {
        for (var place = 0; place < values.Length; place++)
        {
            values[place] += other.ValueAt(place);
        }
    }

    private decimal ValueAt(int place) => values[place];
}
