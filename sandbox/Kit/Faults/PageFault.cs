namespace BookedBarber.Sandbox.Kit.Faults;

/// <summary>What can be wrong with a page of a list.</summary>
internal enum PageFault
{
    /// <summary>The items of the page before come again.</summary>
    Repeat,

    /// <summary>The next cursor leads back to the same page.</summary>
    Loop,

    /// <summary>The body ends in the middle.</summary>
    Cut,

    /// <summary>The body is said to be compressed, and ends in the middle of that.</summary>
    Gzip,

    /// <summary>Fewer items than asked for, though more follow: no fault at all, but often taken for the end.</summary>
    Short,

    /// <summary>Nothing in the list and nothing behind it, as in an account that is new.</summary>
    Empty,
}
