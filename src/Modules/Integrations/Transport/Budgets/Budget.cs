namespace BookedBarber.Integrations.Transport.Budgets;

/// <summary>One budget as this node uses it: callers wait in a fair queue; permissions to call are taken from the shared budget a few at a time, each with its moment.</summary>
/// <param name="key">Which.</param>
/// <param name="rate">The declared rate; <see cref="Gcra.Unlimited"/> where only the vendor's reports limit it.</param>
/// <param name="concurrency">Calls at one time on this node; null: not limited.</param>
internal sealed class Budget(BudgetKey key, Gcra rate, int? concurrency, BudgetStore store, TimeProvider clock)
{
    /// <summary>Taken ahead at most: long enough that the database is asked a few times a second, short enough that other nodes hardly notice.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMilliseconds(250);

    /// <summary>A permission that nobody used this long after its moment is void: used later it would add to what others do then.</summary>
    private static readonly TimeSpan GoodFor = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private readonly FairQueue<Waiter> _waiting = new();
    private readonly Queue<DateTimeOffset> _permissions = new();
    private DateTimeOffset _blockedUntil;
    private DateTimeOffset _pacedUntil;
    private TimeSpan _paced;
    private DateTimeOffset _nextUnlimited;
    private int _running;
    private bool _isPumping;

    public BudgetKey Key => key;

    /// <summary>When a call could go at the earliest, as far as this node knows.</summary>
    public DateTimeOffset EarliestAt()
    {
        lock (_gate)
        {
            return _blockedUntil;
        }
    }

    /// <summary>Waits for permission to call.</summary>
    /// <param name="priority">Its class.</param>
    /// <param name="until">Gives up then.</param>
    /// <param name="cancellationToken">Gives up at once.</param>
    /// <returns>Null with permission, which <see cref="Release"/> gives back; else when it is worth trying again.</returns>
    public async Task<DateTimeOffset?> TakeAsync(CallPriority priority, DateTimeOffset until, CancellationToken cancellationToken)
    {
        Waiter waiter;
        lock (_gate)
        {
            if (_blockedUntil > until)
            {
                return _blockedUntil;
            }

            waiter = new Waiter(until);
            _waiting.Add(waiter, priority);
            if (!_isPumping)
            {
                _isPumping = true;
                _ = Task.Run(PumpAsync, CancellationToken.None);
            }
        }

        using var limit = new CancellationTokenSource(Positive(until - clock.GetUtcNow()), clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        await using var registration = both.Token.Register(() => GiveUp(waiter));
        if (await waiter.Turn.Task is { } fault)
        {
            throw fault;
        }

        if (waiter.HasPermission)
        {
            return null;
        }

        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return _blockedUntil > clock.GetUtcNow() ? _blockedUntil : clock.GetUtcNow() + TimeSpan.FromSeconds(1);
        }
    }

    /// <summary>The call ended.</summary>
    public void Release()
    {
        lock (_gate)
        {
            _running--;
            if (_waiting.Count > 0 && !_isPumping)
            {
                _isPumping = true;
                _ = Task.Run(PumpAsync, CancellationToken.None);
            }
        }
    }

    /// <summary>Takes in what the vendor said; only what makes this node slower is acted on at once, and told to others.</summary>
    /// <returns>Whether it is news to the other nodes.</returns>
    public bool Learn(TimeSpan? paced, DateTimeOffset? pacedUntil, DateTimeOffset? blockedUntil)
    {
        lock (_gate)
        {
            var news = false;
            if (blockedUntil > _blockedUntil)
            {
                _blockedUntil = blockedUntil.Value;
                _permissions.Clear();
                news = true;
            }

            if (paced is { } interval && pacedUntil is { } end)
            {
                news |= end > _pacedUntil + TimeSpan.FromSeconds(1) || interval > _paced * 1.25 || interval < _paced * 0.8;
                (_paced, _pacedUntil) = (interval, end);
            }

            return news;
        }
    }

    private static TimeSpan Positive(TimeSpan span) => span > TimeSpan.Zero ? span : TimeSpan.Zero;

    private void GiveUp(Waiter waiter)
    {
        lock (_gate)
        {
            if (_waiting.Remove(waiter))
            {
                waiter.Turn.TrySetResult(null);
            }
        }
    }

    // Runs while somebody waits. One at a time, so that permissions are handed out in the queue's order.
    private async Task PumpAsync()
    {
        try
        {
            while (await NextAsync() is { } at)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(Positive(at - clock.GetUtcNow()).TotalMilliseconds)), clock); // delays count whole milliseconds
            }
        }
#pragma warning disable CA1031 // whoever waits is told; the next caller starts the pump anew
        catch (Exception fault)
#pragma warning restore CA1031
        {
            lock (_gate)
            {
                _isPumping = false;
                while (_waiting.Count > 0)
                {
                    _waiting.Take().Turn.TrySetResult(fault);
                }
            }
        }
    }

    /// <summary>Hands out what can be handed out now.</summary>
    /// <returns>When to go on; null: nobody waits, or nobody can go before a call ends.</returns>
    private async Task<DateTimeOffset?> NextAsync()
    {
        while (true)
        {
            int wanted;
            lock (_gate)
            {
                if (_waiting.Count == 0 || (concurrency is { } most && _running >= most))
                {
                    _isPumping = false;
                    return null;
                }

                var now = clock.GetUtcNow();
                if (_blockedUntil > now)
                {
                    // Those who would give up before that moment need not wait for it.
                    foreach (var waiter in _waiting.RemoveAll(waiter => waiter.Until < _blockedUntil))
                    {
                        waiter.Turn.TrySetResult(null);
                    }

                    if (_waiting.Count == 0)
                    {
                        _isPumping = false;
                        return null;
                    }

                    return _blockedUntil;
                }

                while (_permissions.TryPeek(out var old) && old + GoodFor < now)
                {
                    _permissions.Dequeue();
                }

                var limited = rate.Interval > TimeSpan.Zero;
                if (!limited)
                {
                    if (_pacedUntil > now && _nextUnlimited > now)
                    {
                        return _nextUnlimited;
                    }

                    _nextUnlimited = now + (_pacedUntil > now ? _paced : TimeSpan.Zero);
                    HandOut();
                    continue;
                }

                if (_permissions.TryPeek(out var at))
                {
                    if (at > now)
                    {
                        return at;
                    }

                    _permissions.Dequeue();
                    HandOut();
                    continue;
                }

                wanted = (int)Math.Clamp(Math.Min(_waiting.Count, Ahead / rate.Interval), 1, 1000);
            }

            await ReserveAsync(wanted);
        }
    }

    private async Task ReserveAsync(int count)
    {
        var state = await store.TakeAsync(key, count, rate.Interval, clock.GetUtcNow(), CancellationToken.None);
        var now = clock.GetUtcNow(); // a database that took its time has not used up what it gave
        lock (_gate)
        {
            if (state.BlockedUntil > _blockedUntil)
            {
                _blockedUntil = state.BlockedUntil.Value;
                return; // what was taken is left: nothing is called before that moment
            }

            var spacing = rate with { Interval = state.Interval, Burst = state.Interval > rate.Interval ? 1 : rate.Burst };
            foreach (var at in spacing.Schedule(state.NextAt - (state.Interval * count), now, count))
            {
                _permissions.Enqueue(at);
            }
        }
    }

    private void HandOut()
    {
        _running++;
        var waiter = _waiting.Take();
        waiter.HasPermission = true;
        waiter.Turn.TrySetResult(null);
    }

    private sealed class Waiter(DateTimeOffset until)
    {
        public DateTimeOffset Until { get; } = until;

        public TaskCompletionSource<Exception?> Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool HasPermission { get; set; }
    }
}
