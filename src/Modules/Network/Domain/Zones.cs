using System.Diagnostics.CodeAnalysis;

namespace BookedBarber.Network.Domain;

/// <summary>Time zones by their IANA name. Windows names are refused: files and databases elsewhere do not know them.</summary>
internal static class Zones
{
    public static bool TryFind(string name, [NotNullWhen(true)] out TimeZoneInfo? zone)
    {
        zone = null;
        return IsName(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone) && zone.HasIanaId && zone.Id == name;
    }

    /// <exception cref="InvalidOperationException">The zone was stored but this machine's time zone data does not know it.</exception>
    public static TimeZoneInfo Of(string name) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
            ? zone
            : throw new InvalidOperationException($"This machine's time zone data does not know '{name}'. Install or update the tzdata package.");

    // Zones are looked up as files. A name must not lead anywhere but into the folder of zones.
    private static bool IsName(string name) =>
        name.Length is > 0 and <= 64 && name[0] != '/' && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '_' or '-' or '+');
}
