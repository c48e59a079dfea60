using BookedBarber.Shared;

namespace BookedBarber.Measures.Caching;

/// <summary>Answers of dashboards, snapshots and measures.</summary>
internal sealed class AnswerCache(TimeProvider clock) : IDisposable
{
    // Some 10,000 answers of the usual size.
    private const long Capacity = 192 * 1024 * 1024;

    private readonly SettledCache<FinishedAnswer> _answers = new("answers", Capacity, answer => answer.Size, clock, Tell, answer => answer.Kept.WasUsed());

    public long Size => _answers.Size;

    /// <summary>The key of a question: what is asked, with all arguments, and what the caller may see. Two callers share an answer only if all of it is equal.</summary>
    public static string Key(string endpoint, Scope scope, params IEnumerable<string> arguments) =>
        string.Join('|', [endpoint, scope.Network.ToString(), string.Join(',', scope.Roots.Select(root => root.ToString()).Order(StringComparer.Ordinal)), .. arguments]);

    public bool TryGet(string key, out FinishedAnswer? answer) => _answers.TryGet(key, out answer);

    /// <param name="renew">Makes it from one that has only grown old; null: it is made whole.</param>
    public Task<FinishedAnswer> GetAsync(
        string key, Basis basis, Func<CancellationToken, Task<FinishedAnswer>> make, CancellationToken cancellationToken, SettledCache<FinishedAnswer>.Renew? renew = null) =>
        _answers.GetAsync(key, basis, make, cancellationToken, renew: renew);

    public void Drop(NetworkId network, Period days, IReadOnlySet<Guid>? nodes) => _answers.Drop(network, days, nodes);

    public void Drop(NetworkId network) => _answers.Drop(network);

    public void Clear() => _answers.Clear();

    public void Dispose() => _answers.Dispose();

    // Whoever remembers the answer of a request remembers it no longer than it is kept here.
    private static void Tell(FinishedAnswer answer, DateTimeOffset? until)
    {
        if (until is { } last)
        {
            answer.Kept.KeepUntil(last);
        }
        else
        {
            answer.Kept.Drop();
        }
    }
}
