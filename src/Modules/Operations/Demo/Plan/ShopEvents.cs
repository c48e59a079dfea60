namespace BookedBarber.Operations.Demo;

/// <summary>What happened to a shop on a known day and with a known size. Whoever looks for changes in its figures can be told whether they found the right one.</summary>
internal sealed record ShopEvents(PriceRise? PriceRise = null, CompetitorMove? Competitor = null, VoucherMonth? Vouchers = null, Decline? Decline = null)
{
    public static readonly ShopEvents None = new();

    /// <summary>Prices relative to those without events.</summary>
    public double Prices(DateOnly day) => day >= PriceRise?.On ? 1 + PriceRise.By : 1;

    /// <summary>Visits relative to those without events.</summary>
    public double Visits(DateOnly day) => (day >= PriceRise?.On ? PriceRise.Visits : 1) * (day >= Competitor?.On ? Competitor.Visits : 1) * (Decline?.Visits(day) ?? 1);
}

/// <summary>All prices went up at once.</summary>
/// <param name="By">As a share.</param>
/// <param name="Elasticity">By how many percent visits change when prices rise by one percent.</param>
internal sealed record PriceRise(DateOnly On, double By, double Elasticity)
{
    public double Visits => Math.Pow(1 + By, Elasticity);
}

/// <summary>A competitor nearby opened or closed.</summary>
/// <param name="Visits">Visits relative to before: below 1 where it opened, above 1 where it closed and its clients look for another chair.</param>
internal sealed record CompetitorMove(DateOnly On, double Visits)
{
    /// <summary>Days within which the clients of one that closed have come for the first time.</summary>
    public const int DaysOfArrival = 28;
}

/// <summary>A month in which a voucher for three visits brought clients who use it up and then stay away.</summary>
/// <param name="Month">First day of the month.</param>
/// <param name="Clients">How many, on average.</param>
internal sealed record VoucherMonth(DateOnly Month, int Clients)
{
    public const int VisitsEach = 3;
}

/// <summary>A quarter that loses people: visits fall steadily.</summary>
/// <param name="AYear">Change per year, as a logarithm.</param>
internal sealed record Decline(DateOnly From, double AYear)
{
    private const double LongestYears = 2;

    public double Visits(DateOnly day) => Math.Exp(AYear * Math.Clamp((day.DayNumber - From.DayNumber) / 365.0, 0, LongestYears));
}
