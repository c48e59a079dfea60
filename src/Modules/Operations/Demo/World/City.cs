using System.Globalization;

namespace BookedBarber.Operations.Demo;

/// <summary>A city where demo shops stand.</summary>
/// <param name="Code">Three letters that location codes begin with.</param>
/// <param name="Population">In thousands, rounded; how many shops a city gets follows from it.</param>
/// <param name="PriceLevel">Prices relative to the country's.</param>
/// <param name="Quarters">Neighbourhoods that shops are named after.</param>
internal sealed record City(string Code, string Name, string State, string Region, double Latitude, double Longitude, string TimeZone, int Population, double PriceLevel, string AreaCode, IReadOnlyList<string> Quarters)
{
    private static readonly Dictionary<string, string> Zones = new(StringComparer.Ordinal)
    {
        ["E"] = "America/New_York",
        ["C"] = "America/Chicago",
        ["M"] = "America/Denver",
        ["Z"] = "America/Phoenix",
        ["P"] = "America/Los_Angeles",
        ["H"] = "Pacific/Honolulu",
        ["G"] = "Pacific/Guam",
        ["N"] = "Pacific/Saipan",
        ["A"] = "America/Anchorage",
        ["D"] = "America/Detroit",
        ["I"] = "America/Indiana/Indianapolis",
        ["B"] = "America/Boise",
    };

    /// <summary>Where it is day while the mainland sleeps: shops there keep the live board moving at any hour.</summary>
    public bool IsFarWest => State is "GU" or "MP";

    public static IReadOnlyList<City> All { get; } =
    [.. CityTable.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Parse)];

    private static City Parse(string line)
    {
        var cells = line.Split('|');
        return new City(
            cells[0],
            cells[1],
            cells[2],
            cells[3],
            double.Parse(cells[4], CultureInfo.InvariantCulture),
            double.Parse(cells[5], CultureInfo.InvariantCulture),
            Zones[cells[6]],
            int.Parse(cells[7], CultureInfo.InvariantCulture),
            double.Parse(cells[8], CultureInfo.InvariantCulture),
            cells[9],
            cells[10].Split(','));
    }
}
