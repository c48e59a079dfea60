namespace BookedBarber.Sandbox.Kit.State;

/// <summary>The simulated vendors' clock: the real one, moved by as much as one has asked for. Tokens, webhook retries and time stamps follow it.</summary>
internal sealed class VirtualClock(TimeProvider real) : TimeProvider
{
    private long _offset;

    /// <summary>Called after the clock was moved, so that what became due is done at once.</summary>
    public Action WhenMoved { get; set; } = () => { };

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => real.GetUtcNow().AddTicks(Interlocked.Read(ref _offset));

    public override long GetTimestamp() => real.GetTimestamp();

    public override long TimestampFrequency => real.TimestampFrequency;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => real.CreateTimer(callback, state, dueTime, period);

    /// <summary>Moves the clock; a negative span moves it back, as a machine's clock may jump.</summary>
    public void Move(TimeSpan by)
    {
        Interlocked.Add(ref _offset, by.Ticks);
        WhenMoved();
    }
}
