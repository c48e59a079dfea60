namespace BookedBarber.Operations.Demo;

/// <summary>How a visit came about.</summary>
internal enum Origin
{
    Online,
    Desk,
    Rebooked,
    WalkIn,

    /// <summary>Somebody who only bought something: no chair, no booking.</summary>
    ShelfOnly,
}

/// <summary>How it ends.</summary>
internal enum Fate
{
    Kept,
    Cancelled,
    LateCancelled,
    NoShow,
}

/// <summary>One visit of the demo's story, from booking to receipt. Instants are seconds since 1970. What the records say of it depends on the moment one looks.</summary>
internal sealed class Visit
{
    public required string Key { get; init; }

    public required DateOnly Day { get; init; }

    /// <summary>Index of the client; −1 for somebody unknown.</summary>
    public required int Client { get; init; }

    public required int Barber { get; init; }

    public required int Service { get; init; }

    /// <summary>A second service; −1 for none.</summary>
    public required int AddOn { get; init; }

    public required Origin Origin { get; init; }

    public required long BookedAt { get; init; }

    public required long StartsAt { get; init; }

    public required int Minutes { get; init; }

    /// <summary>Of the random stream that decides the receipt.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Minutes of the day, for the day book.</summary>
    public required int Start { get; init; }

    public Fate Fate { get; set; }

    /// <summary>When it was cancelled, early or late.</summary>
    public long CancelledAt { get; set; }

    public long ArrivedAt { get; set; }

    /// <summary>When the receipt was rung up (for a no-show: its fee); 0 for never.</summary>
    public long SoldAt { get; set; }

    public string? SaleKey { get; set; }

    public int Receipt { get; set; }

    /// <summary>The client's how-manieth visit, from 1.</summary>
    public int Nth { get; set; }

    public bool PaysMembership { get; set; }

    public int GiftCardSold { get; set; }

    public int GiftCardUsed { get; set; }

    /// <summary>When part of it was given back; 0 for never.</summary>
    public long RefundedAt { get; set; }

    public long EndsAt => StartsAt + (Minutes * 60L);

    public bool HasBooking => Origin != Origin.ShelfOnly;

    /// <summary>When the shop has confirmed it: at once at the desk, some minutes later when it came in online.</summary>
    public long ConfirmedAt => Origin == Origin.Online ? BookedAt + 60 + (long)(Seed % 540) : BookedAt;

    /// <summary>When a client who stays away is written off.</summary>
    public long MissedAt => StartsAt + 900;

    /// <summary>The instants at which its booking's record changes.</summary>
    public IEnumerable<long> BookingInstants()
    {
        if (!HasBooking)
        {
            yield break;
        }

        yield return BookedAt;
        yield return ConfirmedAt;
        switch (Fate)
        {
            case Fate.Kept:
                yield return ArrivedAt;
                yield return StartsAt;
                yield return EndsAt;
                break;
            case Fate.NoShow:
                yield return MissedAt;
                break;
            default:
                yield return CancelledAt;
                break;
        }
    }
}
