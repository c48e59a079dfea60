using System.Globalization;

namespace BookedBarber.Measures.Features.ReadDashboard;

/// <summary>Numbers as they stand in an English sentence: "$685,527" and "72.1%".</summary>
internal static class Spoken
{
    /// <summary>Whole units with the currency's sign where that is beyond doubt, else with its code.</summary>
    public static string Money(decimal value, string currency)
    {
        var sign = currency switch { "USD" => "$", "EUR" => "€", "GBP" => "£", _ => $"{currency}\u00a0" };
        return string.Create(CultureInfo.InvariantCulture, $"{(Math.Round(value) < 0 ? "−" : string.Empty)}{sign}{Math.Abs(value):#,0}");
    }

    /// <summary>A percentage ("72.1" as "72.1%").</summary>
    public static string Percent(decimal percent) => string.Create(CultureInfo.InvariantCulture, $"{percent:0.0}%");

    /// <summary>A count with its thousands apart.</summary>
    public static string Count(decimal value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
