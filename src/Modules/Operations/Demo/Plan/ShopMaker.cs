namespace BookedBarber.Operations.Demo;

/// <summary>Draws a shop's place, size, hours and prices.</summary>
internal static class ShopMaker
{
    private const double VisitsPerChairAndWeek = 18;

    private static readonly IReadOnlyList<(int, int)?>[] Weeks =
    [
        [null, (540, 1140), (540, 1140), (540, 1140), (540, 1140), (480, 1080), null],
        [(600, 1140), (600, 1140), (600, 1140), (600, 1140), (600, 1140), (540, 1080), null],
        [(540, 1200), (540, 1200), (540, 1200), (540, 1200), (540, 1200), (540, 1140), (600, 960)],
    ];

    private static readonly IReadOnlyList<(int, int)?> MallHours = [.. Enumerable.Repeat<(int, int)?>((600, 1290), 7)];
    private static readonly IReadOnlyList<(int, int)?> Always = [.. Enumerable.Repeat<(int, int)?>((0, 1439), 7)];
    private static readonly int[] ChairCounts = [3, 4, 5, 6, 8];
    private static readonly double[] ChairWeights = [38, 31, 18, 9, 4];

    public static ShopPlan Make(DemoSize size, int number, string code, int inCity, City city, string parent, Character character, bool neverCloses, bool closes, ulong seed)
    {
        var random = new RandomStream(seed);
        var chairs = neverCloses || city.IsFarWest ? 5 : ChairCounts[random.Weighted(ChairWeights)] + (ReferenceEquals(character, Character.Flagship) ? 1 : 0);
        var week = neverCloses ? Always : city.IsFarWest ? MallHours : Weeks[random.Weighted([0.3, 0.4, 0.3])];
        var opened = ReferenceEquals(character, Character.NewlyOpened)
            ? size.FirstDay.AddDays((int)(size.Days * random.Within(0.08, 0.8)))
            : size.FirstDay.AddDays(-random.Between(400, 3200));
        return new ShopPlan(
            number,
            code,
            $"{city.Name} {Quarter(city, inCity, neverCloses)}",
            city,
            city.Region,
            parent,
            $"{random.Between(100, 2900)} {random.Pick(Names.Streets)}, {city.Name}, {city.State}",
            Math.Round(city.Latitude + random.Within(-0.05, 0.05), 5),
            Math.Round(city.Longitude + random.Within(-0.05, 0.05), 5),
            chairs,
            week,
            chairs * VisitsPerChairAndWeek * character.Demand * random.LogNormal(1, 0.09) * (neverCloses ? 2.1 : city.IsFarWest ? 1.45 : 1),
            city.PriceLevel * character.Price * random.LogNormal(1, 0.03) * (neverCloses ? 1.15 : 1),
            character,
            character.Growth + (0.025 * random.Normal()),
            size.FirstDay,
            size.FirstDay,
            opened,
            closes ? size.FirstDay.AddDays((int)(size.Days * 0.7)) : null,
            neverCloses,
            random.LongBits());
    }

    private static string Quarter(City city, int inCity, bool neverCloses)
    {
        if (neverCloses)
        {
            return city.Code == "LAS" ? "Strip 24/7" : "Airport";
        }

        var quarter = city.Quarters[(inCity - 1) % city.Quarters.Count];
        return inCity <= city.Quarters.Count ? quarter : $"{quarter} {1 + ((inCity - 1) / city.Quarters.Count)}";
    }
}
