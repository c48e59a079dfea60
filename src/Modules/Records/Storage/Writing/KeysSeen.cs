using System.Runtime.InteropServices;

namespace BookedBarber.Records.Storage.Writing;

/// <summary>Finds keys that appear twice in a batch.</summary>
/// <remarks>Days are kept in pages of a location's year rather than one entry each: a million daily closes are 2,740 pages.</remarks>
internal sealed class KeysSeen
{
    private const int DaysOfPage = 512;

    private readonly Dictionary<RecordKey, int> _byText = [];
    private readonly Dictionary<(Guid Location, int Number), int[]> _pages = [];
    private (Guid Location, int Number) _currentNumber;
    private int[]? _current;

    /// <summary>Index of the first record with this key; null when this is the first, which is then remembered.</summary>
    public int? FirstOf(RecordKey key, int index)
    {
        ref var first = ref Place(key);
        if (first > 0)
        {
            return first - 1;
        }

        first = index + 1;
        return null;
    }

    /// <summary>Where the first index plus one is kept; zero when there is none.</summary>
    private ref int Place(RecordKey key)
    {
        if (key.Day == 0)
        {
            return ref CollectionsMarshal.GetValueRefOrAddDefault(_byText, key, out _);
        }

        var number = (key.Location, key.Day / DaysOfPage);
        if (_current is null || number != _currentNumber)
        {
            ref var page = ref CollectionsMarshal.GetValueRefOrAddDefault(_pages, number, out _);
            (_currentNumber, _current) = (number, page ??= new int[DaysOfPage]);
        }

        return ref _current[key.Day % DaysOfPage];
    }
}
