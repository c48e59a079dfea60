using BookedBarber.Shared;

namespace BookedBarber.Predictions.Runs;

/// <summary>A run over a network, as its parts see it.</summary>
/// <param name="Network">The network.</param>
/// <param name="Id">The run.</param>
/// <param name="Today">The network's day; what came before it is known.</param>
/// <param name="Reason">night, first, asked or more_history.</param>
/// <param name="Report">How far the part is: done and total, in its own steps.</param>
internal sealed record PredictionRun(NetworkId Network, Guid Id, DateOnly Today, string Reason, Action<int, int> Report)
{
    /// <summary>Who writes, for the feed: the platform over the whole network.</summary>
    public Scope Scope => Scope.OfSystem(Network);

    public string Cause => $"predictions:{Id}";

    /// <summary>To be called after each batch: gives the node's people time where there are any. Default: goes on at once.</summary>
    public Func<CancellationToken, Task> PauseAsync { get; init; } = _ => Task.CompletedTask;
}

/// <summary>One part of a run. A part that was interrupted is run again from its beginning, so what it stores must be the same again.</summary>
internal interface IPredictionPart
{
    /// <summary>Its name in runs and on the wire.</summary>
    string Name { get; }

    /// <summary>Runs it.</summary>
    /// <returns>What came of it, in one sentence.</returns>
    Task<string> RunAsync(PredictionRun run, CancellationToken cancellationToken);
}
