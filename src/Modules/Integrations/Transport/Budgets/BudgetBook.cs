using System.Collections.Concurrent;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;

namespace BookedBarber.Integrations.Transport.Budgets;

/// <summary>The budgets that this node uses.</summary>
/// <param name="store">What all nodes have taken.</param>
/// <param name="clock">The clock of permissions.</param>
/// <param name="haste">How many times as fast as it is declared a limit is gone through: 1, but for simulators that nobody has to be spared.</param>
internal sealed class BudgetBook(BudgetStore store, TimeProvider clock, double haste = 1)
{
    /// <summary>Of vendors that declare no limit: what they report and refuse is learned all the same.</summary>
    private const string Undeclared = "undeclared";

    private readonly ConcurrentDictionary<BudgetKey, Budget> _budgets = new();

    /// <summary>The budgets that a call falls under, in the order in which permission is taken: the scarcest in the end, so that nothing of it is held while waiting for the others.</summary>
    public IReadOnlyList<Budget> For(Connection connection, Manifest manifest, string path)
    {
        var limits = manifest.Limits.Where(limit => limit.Path is null || path.StartsWith(limit.Path, StringComparison.Ordinal)).ToList();
        return limits.Count == 0
            ? [_budgets.GetOrAdd(BudgetKey.Of(connection, Undeclared, LimitScope.Connection), key => new Budget(key, Gcra.Unlimited, null, store, clock))]
            : [.. limits.OrderBy(limit => limit.Scope).Select(limit => _budgets.GetOrAdd(BudgetKey.Of(connection, limit.Name, limit.Scope), key => new Budget(key, RateOf(limit), limit.Concurrency, store, clock)))];
    }

    /// <summary>Tells other nodes what the vendor said.</summary>
    public Task TellAsync(Budget budget, TimeSpan? paced, DateTimeOffset? pacedUntil, DateTimeOffset? blockedUntil, CancellationToken cancellationToken) =>
        store.LearnAsync(budget.Key, paced, pacedUntil, blockedUntil, clock.GetUtcNow(), cancellationToken);

    private Gcra RateOf(RateLimit limit) => limit.Requests is { } requests ? Gcra.For(requests, limit.Per / haste) : Gcra.Unlimited;
}
