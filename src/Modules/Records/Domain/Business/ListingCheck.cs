using BookedBarber.Records.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Records.Domain.Business;

/// <summary>What makes a public listing and its figures possible.</summary>
internal static class ListingCheck
{
    public static Problem? Check(LocationProfileRecord profile, DateOnly today)
    {
        Faults faults = default;
        faults.RequiredText("key", profile.Key, Limits.Key);
        faults.RequiredText("name", profile.Name, Limits.Name);
        faults.Word("status", profile.Status, BusinessWords.ListingStatuses, "unknown_status");
        faults.OptionalText("phone", profile.Phone, Limits.Contact);
        faults.OptionalText("website", profile.Website, BusinessLimits.Url);
        faults.OptionalProse("street", profile.Street, BusinessLimits.Line);
        faults.OptionalText("city", profile.City, Limits.Name);
        faults.OptionalText("region", profile.Region, Limits.Name);
        faults.OptionalText("postalCode", profile.PostalCode, Limits.Name);
        faults.OptionalText("country", profile.Country, Limits.Name);
        Degrees(ref faults, "latitude", profile.Latitude, 90);
        Degrees(ref faults, "longitude", profile.Longitude, 180);
        if (faults.IsList("hours", profile.Hours, Limits.Parts))
        {
            for (var i = 0; i < profile.Hours.Count; i++)
            {
                faults.Word(Parts.At("hours", i, "weekday"), profile.Hours[i].Weekday, BusinessWords.Weekdays, "unknown_weekday");
            }
        }

        if (faults.IsList("specialDays", profile.SpecialDays, 1000))
        {
            for (var i = 0; i < profile.SpecialDays.Count; i++)
            {
                var day = profile.SpecialDays[i];
                faults.Day(Parts.At("specialDays", i, "day"), day.Day, today.AddDays(Limits.DaysAhead));
                if (day.Opens is null != day.Closes is null)
                {
                    faults.Add(Parts.At("specialDays", i, "closes"), "required", "Give both times of a special day, or neither when it is closed.");
                }
            }
        }

        return faults.ToProblem();
    }

    public static Problem? Check(ListingResultRecord result, DateOnly today)
    {
        Faults faults = default;
        faults.RequiredText("key", result.Key, Limits.Key);
        faults.Day("day", result.Day, today.AddDays(1));
        MarketingCheck.Counts(
            ref faults,
            [
                ("searchViews", result.SearchViews), ("mapViews", result.MapViews), ("websiteClicks", result.WebsiteClicks), ("calls", result.Calls),
                ("directions", result.Directions), ("bookings", result.Bookings), ("messages", result.Messages),
            ]);
        return faults.ToProblem();
    }

    private static void Degrees(ref Faults faults, string field, decimal? value, int most)
    {
        if (value is { } degrees && Math.Abs(degrees) > most)
        {
            faults.Add(field, "out_of_range", $"'{field}' is beyond {most} degrees.");
        }
    }
}
