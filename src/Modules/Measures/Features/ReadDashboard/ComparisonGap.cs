using BookedBarber.Measures.Reading;
using BookedBarber.Network.Contracts;

namespace BookedBarber.Measures.Features.ReadDashboard;

/// <summary>Locations that were open in the comparison but have no records of it: joined later, or their history is still being imported.</summary>
/// <param name="Missing">How many have records now, were open then, and have none of then.</param>
/// <param name="Known">How many have records now and were open then.</param>
internal readonly record struct ComparisonGap(int Missing, int Known)
{
    // One in twenty: with more, a growth of the whole says more about the records than about the business.
    private const int Tolerated = 20;

    /// <summary>Whether a change of the whole would mislead.</summary>
    public bool IsWide => Missing * Tolerated > Known;

    public static ComparisonGap Of(IEnumerable<Node> locations, LocationFigures? now, LocationFigures? then)
    {
        if (now is null || then is null)
        {
            return default;
        }

        var open = locations
            .Where(location => location.OpenedOn <= then.Period.From && now.Locations.GetValueOrDefault(location.Id.Value) is { HasCells: true })
            .Select(location => then.Locations.GetValueOrDefault(location.Id.Value) is { HasCells: true })
            .ToList();
        return new ComparisonGap(open.Count(isKnown => !isKnown), open.Count);
    }
}
