namespace BookedBarber.Shared;

/// <summary>
/// A finished answer that somebody keeps, and until when it may be served. Whoever else remembers it remembers this: once the keeper lets go
/// of it, the bytes are gone from here, too, and what was remembered is no answer any more.
/// </summary>
public sealed class KeptAnswer
{
    private FinishedAnswer? _answer;
    private long _untilTicks;
    private bool _used;

    internal KeptAnswer(FinishedAnswer answer) => _answer = answer;

    /// <summary>The answer, if it is kept and may be served at this moment; else null.</summary>
    public FinishedAnswer? At(DateTimeOffset now)
    {
        if (now.UtcTicks >= Volatile.Read(ref _untilTicks))
        {
            return null;
        }

        // Written once in a while and not by every request, which would have all processors wait for the same memory.
        if (!Volatile.Read(ref _used))
        {
            Volatile.Write(ref _used, true);
        }

        return Volatile.Read(ref _answer);
    }

    /// <summary>Whether it was served since this was last asked.</summary>
    public bool WasUsed()
    {
        var used = Volatile.Read(ref _used);
        Volatile.Write(ref _used, false);
        return used;
    }

    /// <summary>Says until when it may be served. Nothing is served before this was said.</summary>
    /// <param name="until">The first instant at which it must not be served any more.</param>
    public void KeepUntil(DateTimeOffset until) => Volatile.Write(ref _untilTicks, until.UtcTicks);

    /// <summary>Lets go of it for good.</summary>
    public void Drop() => Volatile.Write(ref _answer, null);
}
