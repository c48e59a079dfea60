using System.Globalization;

namespace BookedBarber.Predictions.Revenue;

/// <summary>Turns the cells of a regressor into numbers: numbers stay, each word gets a number of its own below zero, an empty cell is unknown.</summary>
internal sealed class Category
{
    // Far below any sensible number of a column that mixes both, such as 0, a, b, c.
    private const float First = -1_000_001;

    private readonly Dictionary<string, float> _codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, float>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public Category() => _lookup = _codes.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether any cell held a word, so that the numbers are names.</summary>
    public bool HasWords => _codes.Count > 0;

    public float Code(ReadOnlySpan<char> cell)
    {
        if (cell.IsEmpty || cell is "NA" or "NaN")
        {
            return float.NaN;
        }

        if (float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && float.IsFinite(number))
        {
            return number;
        }

        if (!_lookup.TryGetValue(cell, out var code))
        {
            code = First - _codes.Count;
            _lookup[cell] = code;
        }

        return code;
    }
}
