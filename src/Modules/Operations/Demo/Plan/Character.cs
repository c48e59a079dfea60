namespace BookedBarber.Operations.Demo;

/// <summary>What makes a shop strong or weak: every difference in its figures has a cause that an analyst can find.</summary>
/// <param name="Cause">In words.</param>
/// <param name="Demand">People who would come, relative to a typical shop with as many chairs.</param>
/// <param name="Price">List prices relative to its city.</param>
/// <param name="NoShows">No-show habit of its clients, relative to typical.</param>
/// <param name="FirstReturn">Chance that a new client comes a second time.</param>
/// <param name="Return">Chance that a returning client comes again.</param>
/// <param name="Staffing">Barbers per chair.</param>
/// <param name="Rebooking">How readily its barbers offer the next appointment at checkout, relative to typical.</param>
/// <param name="Growth">Growth of demand per year, as a logarithm.</param>
internal sealed record Character(string Cause, double Demand, double Price, double NoShows, double FirstReturn, double Return, double Staffing, double Rebooking, double Growth)
{
    public static readonly Character Typical = new("typical", 1.00, 1.00, 1.0, 0.58, 0.940, 0.85, 1.0, 0.04);
    public static readonly Character Flagship = new("well run in a good place", 1.28, 1.12, 0.7, 0.66, 0.955, 0.98, 1.5, 0.09);
    public static readonly Character ChairVacancy = new("chairs without barbers", 0.95, 1.00, 1.1, 0.54, 0.935, 0.52, 0.9, -0.02);
    public static readonly Character ManyNoShows = new("many clients do not turn up", 0.95, 1.00, 2.4, 0.56, 0.935, 0.86, 0.9, 0.00);
    public static readonly Character LowPrices = new("prices below its market", 1.05, 0.80, 1.1, 0.58, 0.935, 0.86, 0.9, 0.01);
    public static readonly Character PoorRetention = new("new clients do not come back", 0.90, 1.00, 1.2, 0.38, 0.895, 0.86, 0.5, -0.01);
    public static readonly Character Declining = new("its quarter is losing people", 0.95, 0.97, 1.1, 0.55, 0.930, 0.84, 0.9, -0.14);
    public static readonly Character NewlyOpened = new("opened in this period", 1.05, 1.02, 1.0, 0.60, 0.940, 0.80, 1.1, 0.06);

    private static readonly (Character Character, double Share)[] Shares =
    [
        (Flagship, 0.10), (ChairVacancy, 0.06), (ManyNoShows, 0.06), (LowPrices, 0.06), (PoorRetention, 0.06), (Declining, 0.05), (NewlyOpened, 0.12),
    ];

    /// <summary>One character per shop, in fixed shares, dealt out at random.</summary>
    public static IReadOnlyList<Character> Deal(int shops, RandomStream random)
    {
        var hand = new List<Character>(shops);
        foreach (var (character, share) in Shares)
        {
            hand.AddRange(Enumerable.Repeat(character, (int)Math.Round(shops * share, MidpointRounding.AwayFromZero)));
        }

        hand.AddRange(Enumerable.Repeat(Typical, Math.Max(0, shops - hand.Count)));
        random.Shuffle(hand);
        return hand;
    }
}
