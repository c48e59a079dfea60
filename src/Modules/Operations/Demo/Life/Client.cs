namespace BookedBarber.Operations.Demo;

/// <summary>A regular (or would-be regular) of a demo shop, with the habits that make the figures.</summary>
internal sealed class Client
{
    public required int Number { get; init; }

    public required string Key { get; init; }

    public required ulong Seed { get; init; }

    /// <summary>Median days from one visit to the next: two to eight weeks.</summary>
    public required double Rhythm { get; init; }

    /// <summary>The weekday on which they like to come, 0 = Monday.</summary>
    public required int Weekday { get; init; }

    /// <summary>The minute of the day at which they like to come.</summary>
    public required int Minute { get; init; }

    /// <summary>Comes without booking, as a rule.</summary>
    public required bool WalksIn { get; init; }

    public required double NoShow { get; init; }

    public required double Cancels { get; init; }

    public required int Service { get; init; }

    public required bool IsMember { get; init; }

    /// <summary>Index of the barber they ask for; −1 for any.</summary>
    public int Favourite { get; set; } = -1;

    public int Visits { get; set; }

    /// <summary>Visits after which they stay away, however well they were served; null: as chance has it.</summary>
    public int? StaysFor { get; set; }

    public bool IsLost { get; set; }

    /// <summary>When the shop first heard of them.</summary>
    public long KnownSince { get; set; } = long.MaxValue;

    /// <summary>The last day they appear on, as far as the story has been told.</summary>
    public DateOnly LastSeen { get; set; }

    public int MemberMonth { get; set; }

    private RandomStream Person => RandomStream.For(Seed, 7);

    public string Name => Names.Person(Person);

    public static Client Make(int number, RandomStream random, ShopPlan shop, ReadOnlySpan<double> weekdays)
    {
        var (opens, closes) = shop.Week.First(hours => hours is not null)!.Value;
        var evening = random.Chance(0.45);
        var minute = evening
            ? closes - 60 - (int)Math.Abs(70 * random.Normal())
            : opens + 30 + (int)((closes - opens - 90) * random.Unit());
        if (shop.NeverCloses)
        {
            minute = random.Chance(0.6) ? random.Between(0, 1400) : (int)(840 + (240 * random.Normal()));
        }

        return new Client
        {
            Number = number,
            Key = $"C{number.ToString("D5", System.Globalization.CultureInfo.InvariantCulture)}",
            Seed = random.LongBits(),
            Rhythm = Math.Clamp(random.LogNormal(27, 0.38), 12, 60),
            Weekday = random.Weighted(weekdays),
            Minute = Math.Clamp(minute, 0, 1400),
            WalksIn = random.Chance(shop.NeverCloses ? 0.5 : 0.28),
            NoShow = Math.Min(0.6, shop.Character.NoShows * (random.Chance(0.12) ? random.Within(0.12, 0.28) : random.Within(0.015, 0.06))),
            Cancels = random.Within(0.02, 0.13),
            Service = random.Weighted(Menu.ServiceWeights),
            IsMember = random.Chance(0.05),
        };
    }
}
