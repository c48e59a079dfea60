namespace BookedBarber.Integrations.Tests.Acceptance;

/// <summary>
/// A clock that nobody waits for: whoever pauses (between attempts, for a vendor's budget) goes on at once, and the clock has moved by the pause. Patience with an answer, which would cancel
/// something, runs in real time unless it is made to run out. The clock never goes back, so what is dated by it keeps its order.
/// </summary>
internal sealed class SkippingClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly HashSet<Timer> _patience = [];
    private TimeSpan _ahead;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return System.GetUtcNow() + _ahead;
        }
    }

    /// <summary>Moves the clock.</summary>
    public void Move(TimeSpan by)
    {
        lock (_gate)
        {
            _ahead += by;
        }
    }

    /// <summary>Whoever waits for an answer now has waited long enough.</summary>
    public void EndPatience()
    {
        List<Timer> waiting;
        lock (_gate)
        {
            waiting = [.. _patience];
            _patience.Clear();
        }

        waiting.ForEach(timer => timer.Fire());
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Timer(SkippingClock clock, TimerCallback callback, object? state) : ITimer
    {
        private ITimer? _real;
        private bool _isOver;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                _real?.Dispose();
                _real = null;
                if (_isOver || dueTime == Timeout.InfiniteTimeSpan)
                {
                    clock._patience.Remove(this);
                }
                else if (state is not CancellationTokenSource)
                {
                    clock._ahead += dueTime;
                    _real = System.CreateTimer(callback, state, TimeSpan.Zero, period);
                }
                else
                {
                    clock._patience.Add(this);
                    _real = System.CreateTimer(callback, state, dueTime, period);
                }
            }

            return true;
        }

        public void Fire() => callback(state);

        public void Dispose()
        {
            lock (clock._gate)
            {
                _isOver = true;
                _real?.Dispose();
                clock._patience.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
