namespace BookedBarber.Integrations.Transport.Circuits;

/// <summary>
/// Stops calling a vendor that is down and finds out by single calls when it is back. Pauses of 2, 4, 8 and then 10 seconds: with the pauses of what waits for it, a vendor that is back has all of its work again in less than 30.
/// </summary>
internal sealed class Circuit(CircuitKey key, CircuitStore store, TimeProvider clock)
{
    /// <summary>Failures in a row that open it.</summary>
    public const int Failures = 5;

    /// <summary>The first pause.</summary>
    public static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(2);

    /// <summary>The longest pause.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    /// <summary>How long a probe may take before another one is tried.</summary>
    private static readonly TimeSpan ProbeTime = TimeSpan.FromSeconds(12);

    private readonly Lock _gate = new();
    private OpenCircuit? _open;
    private int _failures;

    /// <summary>When the vendor is called again, as far as this node knows; null: it is not thought down.</summary>
    public DateTimeOffset? OpenUntil
    {
        get
        {
            lock (_gate)
            {
                return _open?.OpenUntil;
            }
        }
    }

    /// <summary>Whether a call may be tried now.</summary>
    public async ValueTask<CircuitPass> AskAsync(CancellationToken cancellationToken)
    {
        OpenCircuit? open;
        lock (_gate)
        {
            open = _open;
        }

        if (open is null)
        {
            return CircuitPass.Closed;
        }

        var now = clock.GetUtcNow();
        if (open.OpenUntil > now)
        {
            return new CircuitPass(MayCall: false, IsProbe: false, open.OpenUntil);
        }

        if (await store.TryProbeAsync(key, now, now + ProbeTime, cancellationToken))
        {
            return new CircuitPass(MayCall: true, IsProbe: true, RetryAt: null);
        }

        var known = await store.FindAsync(key, cancellationToken);
        lock (_gate)
        {
            _open = known;
            _failures = known is null ? 0 : _failures;
        }

        return known is null ? CircuitPass.Closed : new CircuitPass(MayCall: false, IsProbe: false, known.OpenUntil > now ? known.OpenUntil : now + TimeSpan.FromSeconds(1));
    }

    /// <summary>The vendor answered.</summary>
    /// <returns>Whether it had been thought down.</returns>
    public async ValueTask<bool> SucceededAsync(CancellationToken cancellationToken)
    {
        bool wasOpen;
        lock (_gate)
        {
            wasOpen = _open is not null;
            _open = null;
            _failures = 0;
        }

        return wasOpen && await store.CloseAsync(key, cancellationToken);
    }

    /// <summary>The vendor did not answer, or in a way that says that it is down.</summary>
    /// <param name="wasProbe">Whether this call was the probe.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Whether the circuit is open from now on.</returns>
    public async ValueTask<bool> FailedAsync(bool wasProbe, CancellationToken cancellationToken)
    {
        int failures;
        lock (_gate)
        {
            failures = ++_failures;
            if (_open is { } already && already.OpenUntil > clock.GetUtcNow())
            {
                return false; // a call that began before it was opened
            }
        }

        // The first failure asks whether another node knows already: a restart of one node must not cost the vendor five calls again.
        var known = failures == 1 && !wasProbe ? await store.FindAsync(key, cancellationToken) : null;
        if (known is not null && known.OpenUntil > clock.GetUtcNow())
        {
            lock (_gate)
            {
                _open = known;
            }

            return false;
        }

        if (!wasProbe && failures < Failures && known is null)
        {
            return false;
        }

        var opened = await store.OpenAsync(key, clock.GetUtcNow(), cancellationToken);
        lock (_gate)
        {
            _open = opened;
        }

        return true;
    }
}
