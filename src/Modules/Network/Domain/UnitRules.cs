using BookedBarber.Shared;

namespace BookedBarber.Network.Domain;

/// <summary>What each field of a network or unit must be. One place for the screens, the interface and bulk files.</summary>
internal static class UnitRules
{
    /// <summary>Longest code.</summary>
    public const int MostCodeCharacters = 64;

    private static readonly DateOnly Earliest = new(1900, 1, 1);
    private static readonly DateOnly Latest = new(2200, 1, 1);

    public static void Name(Faults faults, string? name) => Text(faults, "name", name, 200);

    public static void Code(Faults faults, string? code) => Text(faults, "code", code, MostCodeCharacters);

    public static void Slug(Faults faults, string? slug)
    {
        if (slug is not null && !Slugs.IsValid(slug))
        {
            faults.Add("slug", "malformed", $"A slug has lower-case letters, digits and single dashes, at most {Slugs.MaxLength}, such as \"fade-harbour\".");
        }
    }

    public static void TimeZone(Faults faults, string? zone)
    {
        if (zone is not null && !Zones.TryFind(zone, out _))
        {
            faults.Add("timeZone", "unknown_zone", $"'{Shorten(zone)}' is not a time zone of the IANA database, such as \"Europe/Vienna\".");
        }
    }

    public static void Money(Faults faults, string? currency)
    {
        if (currency is not null && !Currency.TryParse(currency, out _))
        {
            faults.Add("currency", "unknown_currency", $"'{Shorten(currency)}' is not an ISO 4217 currency code in capitals, such as \"EUR\".");
        }
    }

    public static void Place(Faults faults, double? latitude, double? longitude)
    {
        if (latitude is { } north && !(north is >= -90 and <= 90))
        {
            faults.Add("latitude", "out_of_range", "Latitude is in degrees, -90 to 90.");
        }

        if (longitude is { } east && !(east is >= -180 and <= 180))
        {
            faults.Add("longitude", "out_of_range", "Longitude is in degrees, -180 to 180.");
        }

        if (latitude is null != longitude is null)
        {
            faults.Add(latitude is null ? "latitude" : "longitude", "required", "Latitude and longitude go together; give both or neither.");
        }
    }

    public static void Address(Faults faults, string? address)
    {
        if (address is { Length: > 500 } || (address is not null && address.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'))))
        {
            faults.Add("address", "malformed", "An address has at most 500 printable characters; lines are separated by line breaks.");
        }
    }

    public static void Chairs(Faults faults, int? chairs)
    {
        if (chairs is not (null or (>= 0 and <= 1000)))
        {
            faults.Add("chairs", "out_of_range", "A location has 0 to 1000 chairs.");
        }
    }

    public static void Life(Faults faults, string status, DateOnly? openedOn, DateOnly? closedOn)
    {
        if (!LocationStatus.Exists(status))
        {
            faults.Add("status", "unknown_status", $"Status is one of {LocationStatus.List}.");
        }

        Day(faults, "openedOn", openedOn);
        Day(faults, "closedOn", closedOn);
        if (status == LocationStatus.Closed && closedOn is null)
        {
            faults.Add("closedOn", "required", "A closed location needs its last business day.");
        }

        if (closedOn < openedOn)
        {
            faults.Add("closedOn", "before_opening", "The last business day cannot lie before the first.");
        }
    }

    public static void Day(Faults faults, string field, DateOnly? day)
    {
        if (day < Earliest || day > Latest)
        {
            faults.Add(field, "out_of_range", "Days lie between 1900-01-01 and 2200-01-01.");
        }
    }

    private static void Text(Faults faults, string field, string? text, int most)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            faults.Add(field, "required", $"Give a {field}.");
        }
        else if (text.Length > most)
        {
            faults.Add(field, "too_long", $"A {field} has at most {most} characters.");
        }
        else if (text.Any(char.IsControl))
        {
            faults.Add(field, "malformed", $"A {field} has no line breaks or control characters.");
        }
    }

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
