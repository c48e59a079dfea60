using System.Globalization;
using System.Text.RegularExpressions;
using BookedBarber.Shared;

namespace BookedBarber.Operations.Demo;

/// <summary>What was asked of the verb <c>demo</c>.</summary>
/// <param name="ToldAt">The moment the history is written for.</param>
/// <param name="IsLive">Whether the network goes on living while a server runs.</param>
internal sealed partial record DemoOptions(DemoSize Size, string Slug, string Name, DateTimeOffset ToldAt, bool IsLive)
{
    public static Result<DemoOptions> Parse(IReadOnlyList<string> arguments, DateTimeOffset now)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var index = 0; index < arguments.Count; index += 2)
        {
            if (arguments[index] is not ("--locations" or "--days" or "--seed" or "--network" or "--name" or "--until" or "--detail"))
            {
                return Wrong($"'{arguments[index]}' is not an option of demo.");
            }

            if (index + 1 == arguments.Count)
            {
                return Wrong($"{arguments[index]} needs a value.");
            }

            given[arguments[index]] = arguments[index + 1];
        }

        if (Number(given, "--locations", DemoStart.DefaultLocations, 1, 20_000) is not { } locations)
        {
            return Wrong("--locations must be a whole number from 1 to 20000.");
        }

        if (Number(given, "--days", DemoStart.DefaultDays, 1, 3650) is not { } days)
        {
            return Wrong("--days must be a whole number from 1 to 3650.");
        }

        if (Number(given, "--seed", DemoStart.DefaultSeed, long.MinValue, long.MaxValue) is not { } seed)
        {
            return Wrong("--seed must be a whole number.");
        }

        if (Number(given, "--detail", DemoSize.UsualDetail, 0, 10_000_000) is not { } detail)
        {
            return Wrong("--detail must be a whole number from 0 to 10000000.");
        }

        var slug = given.GetValueOrDefault("--network", DemoStart.DefaultSlug);
        if (!Slugs().IsMatch(slug))
        {
            return Wrong("--network must be 1 to 60 lower case letters, digits and dashes.");
        }

        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var until = today;
        if (given.TryGetValue("--until", out var text) && !(DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out until) && until <= today && until.Year >= 2013))
        {
            return Wrong("--until must be a day such as 2026-03-31, not in the future and not before 2013.");
        }

        var evening = new DateTimeOffset(until.AddDays(1).ToDateTime(new TimeOnly(8, 0)), TimeSpan.Zero); // past closing time in every zone
        var live = !given.ContainsKey("--until");
        return new DemoOptions(new DemoSize((int)locations, (int)days, seed, until) { DetailedShopDays = detail }, slug, given.GetValueOrDefault("--name", DemoStart.DefaultName), live || evening > now ? now : evening, live);
    }

    private static long? Number(Dictionary<string, string> given, string option, long byDefault, long least, long most) =>
        !given.TryGetValue(option, out var text) ? byDefault
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most ? value
        : null;

    private static Problem Wrong(string sentence) => new("usage", sentence);

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,59}$", RegexOptions.CultureInvariant)]
    private static partial Regex Slugs();
}
