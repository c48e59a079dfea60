using BookedBarber.Shared;

namespace BookedBarber.Network.Contracts;

/// <summary>Contributes to the search over a network. Register implementations as services; the search asks all of them at once.</summary>
public interface ISearchSource
{
    /// <summary>What the caller must hold somewhere in the network for this source to be asked at all.</summary>
    Permission Permission { get; }

    /// <summary>Finds things whose name, code or address begins with or contains the text.</summary>
    /// <param name="scope">The network's root, with <see cref="Scope.Roots"/> set to where <see cref="Permission"/> was granted (by roles other than barber). Nothing outside of these may be returned.</param>
    /// <param name="text">What was typed, trimmed, 1–200 characters.</param>
    /// <param name="limit">Most hits wanted, 1–50.</param>
    /// <param name="cancellationToken">The request was given up, or the source took longer than the search waits.</param>
    /// <returns>Hits in any order; empty when there are none.</returns>
    Task<IReadOnlyList<SearchHit>> SearchAsync(Scope scope, string text, int limit, CancellationToken cancellationToken);
}

/// <summary>Something found.</summary>
/// <param name="Kind"><c>location</c>, <c>group</c>, <c>region</c>, <c>person</c> or <c>client</c>; decides which screen opens.</param>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its name.</param>
/// <param name="Subtitle">One line that tells it from others of the same name, such as where it lies; null for none.</param>
/// <param name="Rank">How well it answers: 0 for exactly what was typed, 1 for a beginning, 2 for the beginning of a later word, 3 for anything inside. Lower ranks are shown first.</param>
public sealed record SearchHit(string Kind, Guid Id, string Title, string? Subtitle, int Rank);
