using BookedBarber.Records.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Measures.Contracts;

/// <summary>Today's facts straight from the records, for the live board. The same computation as the stored cells.</summary>
public interface ITodayFigures
{
    /// <summary>The facts of today (each location's own local day) for these locations; a location without records today is absent.</summary>
    Task<IReadOnlyList<DayFacts>> LoadAsync(NetworkId network, IReadOnlyList<NodeId> locations, CancellationToken cancellationToken);

    /// <summary>The facts of today for all locations of a network. Uses stored cells where they are current, so that 10,000 locations load in seconds.</summary>
    Task<IReadOnlyList<DayFacts>> LoadAllAsync(NetworkId network, CancellationToken cancellationToken);
}
