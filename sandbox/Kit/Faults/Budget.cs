namespace BookedBarber.Sandbox.Kit.Faults;

/// <summary>A limit that is kept: so many calls in each window of time.</summary>
internal sealed class Budget(int requests, TimeSpan per)
{
    private DateTimeOffset _opened;
    private readonly Lock _gate = new();
    private int _used;

    public int Requests => requests;

    public TimeSpan Per => per;

    /// <summary>Takes one call.</summary>
    /// <returns>What is left, when the window ends, and whether this call is within the limit.</returns>
    public (int Remaining, DateTimeOffset Reset, bool Allowed) Take(DateTimeOffset now)
    {
        lock (_gate)
        {
            if (now >= _opened + per || now < _opened)
            {
                (_opened, _used) = (now, 0);
            }

            var allowed = _used < requests;
            _used += allowed ? 1 : 0;
            return (requests - _used, _opened + per, allowed);
        }
    }
}
