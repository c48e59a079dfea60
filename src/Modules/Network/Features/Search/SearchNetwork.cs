using BookedBarber.Network.Contracts;
using BookedBarber.Network.Domain;
using BookedBarber.Network.Tree;
using BookedBarber.Shared;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BookedBarber.Network.Features.Search;

/// <summary>Something found, as callers see it.</summary>
internal sealed record SearchItem(string Kind, Guid Id, string Title, string? Subtitle);

/// <summary>What was found, best answers first.</summary>
internal sealed record SearchBody(IReadOnlyList<SearchItem> Items);

/// <summary>Searches units in memory and asks the other modules' sources beside it.</summary>
internal sealed partial class SearchNetwork(NetworkTree tree, IEnumerable<ISearchSource> sources, ILogger<SearchNetwork> logger)
{
    public const int MaxLimit = 50;

    // A search is typed letter by letter: an answer without a slow source is better than none.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly ISearchSource[] _sources = [.. sources];

    public async Task<Result<SearchBody>> RunAsync(Scope scope, string? text, int? limit, CancellationToken cancellationToken)
    {
        var (wanted, most) = (text?.Trim() ?? string.Empty, limit ?? 20);
        var faults = new Faults();
        if (wanted.Length > 200)
        {
            faults.Add("q", "too_long", "Search for at most 200 characters.");
        }

        if (most is < 1 or > MaxLimit)
        {
            faults.Add("limit", "out_of_range", $"Ask for 1 to {MaxLimit} results.");
        }

        if (faults.Any)
        {
            return faults.ToProblem();
        }

        if (wanted.Length == 0 || wanted.Contains('\0', StringComparison.Ordinal)) // nothing is called so, and PostgreSQL takes it for an error
        {
            return new SearchBody([]);
        }

        using var hurry = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        hurry.CancelAfter(Patience);
        var asked = _sources.Select(source => AskAsync(source, scope, wanted, most, hurry.Token, cancellationToken)).ToArray();
        var hits = Units(scope, wanted, most);
        foreach (var found in await Task.WhenAll(asked))
        {
            hits.AddRange(found);
        }

        // The order of sources is kept among equals: units first, and each source's own order.
        return new SearchBody([.. hits.OrderBy(hit => hit.Rank).Take(most).Select(hit => new SearchItem(hit.Kind, hit.Id, hit.Title, hit.Subtitle))]);
    }

    private List<SearchHit> Units(Scope scope, string text, int most)
    {
        if (tree.Snapshot(scope.Network) is not { } snapshot)
        {
            return [];
        }

        var (match, seen) = (new NodeMatch(text), snapshot.BranchesAt(scope.Roots));
        return
        [
            .. snapshot.InOrder(NodeOrder.ByName)
                .Where(node => node.Kind != NodeKind.Network && !node.IsArchived && seen.Hold(node))
                .Select(node => (Node: node, Rank: match.Rank(node)))
                .Where(found => found.Rank != NodeMatch.None)
                .OrderBy(found => found.Rank)
                .Take(most)
                .Select(found => new SearchHit(found.Node.Kind.Name(), found.Node.Id.Value, found.Node.Name, Subtitle(snapshot, found.Node), found.Rank)),
        ];
    }

    private static string Subtitle(TreeSnapshot snapshot, Node node)
    {
        var above = node.Ref.Path.Skip(1).SkipLast(1).Select(snapshot.Find).OfType<Node>().Select(step => step.Name);
        return string.Join(" › ", above.Prepend(node.Code));
    }

    private async Task<IReadOnlyList<SearchHit>> AskAsync(ISearchSource source, Scope scope, string text, int most, CancellationToken hurry, CancellationToken cancellationToken)
    {
        var roots = RootsFor(scope, source.Permission);
        if (roots.Count == 0)
        {
            return [];
        }

        try
        {
            return await source.SearchAsync(scope with { Roots = roots, StaffId = null }, text, most, hurry);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested && fault is OperationCanceledException or NpgsqlException or TimeoutException)
        {
            Log.SourceFailed(logger, fault, source.GetType().Name);
            return [];
        }
    }

    // A barber's grant opens the own chair only, which a search cannot say; it opens no source.
    private static IReadOnlyList<NodeId> RootsFor(Scope scope, Permission permission) =>
        (scope.Caller with { Grants = [.. scope.Caller.Grants.Where(grant => grant.Role != Role.Barber)] }).Roots(scope.Network, permission);

    private static partial class Log
    {
        [LoggerMessage(4004, LogLevel.Warning, "The search went on without {Source}, which failed or took too long.")]
        public static partial void SourceFailed(ILogger logger, Exception fault, string source);
    }
}
