using System.Globalization;

namespace BookedBarber.Operations.Demo;

/// <summary>The tree of the demo network: five regions, groups of one owner, shops in real cities.</summary>
internal sealed record NetworkPlan(DemoSize Size, IReadOnlyList<UnitPlan> Regions, IReadOnlyList<GroupPlan> Groups, IReadOnlyList<ShopPlan> Shops)
{
    private const int MostStoriedShops = 200;
    private const int WarmUpDays = 35;
    private const double FarWestWeight = 65; // as a city of 800,000, so that a network of forty has all of them
    private const ulong TreeStream = 1;
    private const ulong ShopStream = 2;

    private static readonly UnitPlan[] AllRegions =
    [
        new("NE", "Northeast"), new("SE", "Southeast"), new("MW", "Midwest"), new("SC", "South Central"), new("W", "West and Pacific"),
    ];

    /// <summary>The shops that are told visit by visit: all, or in a very large network some two hundred, whose last two days are told.</summary>
    public IReadOnlyList<ShopPlan> Storied { get; } = Size.KeepsDayTotals
        ? [.. Shops.Where(shop => (shop.Number - 1) % Math.Max(1, Shops.Count / MostStoriedShops) == 0).Take(MostStoriedShops)
            .Select(shop => shop with { StoryFrom = Size.StoryDays(2).From.AddDays(-WarmUpDays) })]
        : Shops;

    public static NetworkPlan Make(DemoSize size)
    {
        var random = new RandomStream(size.SeedFor(TreeStream));
        var cities = Cities(size.Locations, random);
        var characters = Character.Deal(size.Locations, random);
        var groups = new List<GroupPlan>();
        var parents = Parents(cities, random, groups);
        var roundTheClock = RoundTheClock(cities);
        var closing = size.Locations >= 30 ? characters.ToList().FindIndex(character => ReferenceEquals(character, Character.Declining)) : -1;
        var perCity = new Dictionary<string, int>(StringComparer.Ordinal);
        var digits = size.Locations > 1000 ? 4 : 2;
        var shops = new ShopPlan[size.Locations];
        for (var index = 0; index < shops.Length; index++)
        {
            var city = cities[index];
            var inCity = perCity[city.Code] = perCity.GetValueOrDefault(city.Code) + 1;
            var code = $"{city.Code}-{inCity.ToString($"D{digits}", CultureInfo.InvariantCulture)}";
            var seed = size.SeedFor(ShopStream, (ulong)index);
            shops[index] = ShopMaker.Make(size, index + 1, code, inCity, city, parents[index], characters[index], roundTheClock.Contains(index), index == closing, seed);
        }

        return new NetworkPlan(size, [.. AllRegions.Where(region => cities.Any(city => city.Region == region.Code))], groups, EventDealer.Deal(size, shops));
    }

    /// <summary>Each shop's city, in code order: big cities get more shops (Sainte-Laguë by population, flattened so that small cities are not left out).</summary>
    private static List<City> Cities(int shops, RandomStream random)
    {
        var weights = City.All.Select(city => (city.IsFarWest ? FarWestWeight : Math.Pow(city.Population, 0.62)) * random.Within(0.7, 1.3)).ToArray();
        var seats = new int[weights.Length];
        for (var dealt = 0; dealt < shops; dealt++)
        {
            seats[Enumerable.Range(0, seats.Length).MaxBy(city => weights[city] / ((2 * seats[city]) + 1))]++;
        }

        return [.. City.All.SelectMany((city, index) => Enumerable.Repeat(city, seats[index])).OrderBy(city => city.Code, StringComparer.Ordinal)];
    }

    /// <summary>Each shop's parent: about half of the shops belong to an owner of two to five shops in one region, the others stand directly below their region.</summary>
    private static string[] Parents(List<City> cities, RandomStream random, List<GroupPlan> groups)
    {
        var parents = cities.Select(city => city.Region).ToArray();
        foreach (var region in AllRegions)
        {
            var shops = Enumerable.Range(0, parents.Length).Where(index => cities[index].Region == region.Code).ToList();
            var next = 0;
            while (shops.Count - next >= 2)
            {
                if (random.Chance(0.45))
                {
                    next++;
                    continue;
                }

                var taken = Math.Min(random.Between(2, 5), shops.Count - next);
                var group = MakeGroup(groups.Count + 1, region.Code, random);
                groups.Add(group);
                foreach (var shop in shops.Skip(next).Take(taken))
                {
                    parents[shop] = group.Code;
                }

                next += taken;
            }
        }

        return parents;
    }

    private static GroupPlan MakeGroup(int number, string region, RandomStream random)
    {
        var owner = Names.Person(random);
        var form = random.Pick(["Grooming LLC", "Barber Group", "Holdings", "& Partners", "Shops LLC"]);
        return new GroupPlan($"G{number.ToString("D2", CultureInfo.InvariantCulture)}", $"{owner.Split(' ')[1]} {form}", region, owner);
    }

    /// <summary>One shop in thirteen never closes (the Strip, airports), so that the live board moves at any hour.</summary>
    private static HashSet<int> RoundTheClock(List<City> cities) =>
        cities.Count < 10
            ? []
            : [.. cities.Select((city, index) => (city, index)).GroupBy(shop => shop.city.Code).Select(group => group.Last())
                .OrderByDescending(shop => shop.city.Code == "LAS").ThenByDescending(shop => shop.city.Population).ThenBy(shop => shop.index)
                .Take(cities.Count / 13).Select(shop => shop.index)];
}

/// <summary>A region.</summary>
internal sealed record UnitPlan(string Code, string Name);

/// <summary>A group of shops of one owner.</summary>
internal sealed record GroupPlan(string Code, string Name, string RegionCode, string Owner);
