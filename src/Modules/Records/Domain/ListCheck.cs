using System.Globalization;
using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Records.Domain;

/// <summary>What makes an entry of the shop's lists (services, products, staff, clients) possible.</summary>
internal static class ListCheck
{
    public static Problem? Check(Node location, ServiceRecord service)
    {
        Faults faults = default;
        KeyAndName(ref faults, service.Key, service.Name);
        faults.OptionalText("category", service.Category, Limits.Name);
        Prices(ref faults, location, service.Price, service.Cost);
        if (service.DurationMinutes is { } minutes)
        {
            faults.Count("durationMinutes", minutes, 1, Limits.MinutesOfDay);
        }

        return faults.ToProblem();
    }

    public static Problem? Check(Node location, ProductRecord product)
    {
        Faults faults = default;
        KeyAndName(ref faults, product.Key, product.Name);
        faults.OptionalText("category", product.Category, Limits.Name);
        faults.OptionalText("brand", product.Brand, Limits.Name);
        Prices(ref faults, location, product.Price, product.Cost);
        if (product.OnHand is { } stock)
        {
            faults.Number("onHand", stock, -Limits.Count, Limits.Count);
        }

        return faults.ToProblem();
    }

    public static Problem? Check(StaffRecord staff, DateOnly today)
    {
        Faults faults = default;
        KeyAndName(ref faults, staff.Key, staff.Name);
        faults.OptionalText("title", staff.Title, Limits.Name);
        var last = today.AddDays(Limits.DaysAhead);
        if (staff.HiredOn is { } hired)
        {
            Employment(ref faults, "hiredOn", hired, last);
        }

        if (staff.LeftOn is { } left)
        {
            Employment(ref faults, "leftOn", left, last);
            if (staff.HiredOn is { } from && left < from)
            {
                faults.Add("leftOn", "impossible_date", "'leftOn' is before 'hiredOn'.");
            }
        }

        return faults.ToProblem();
    }

    public static Problem? Check(ClientRecord client)
    {
        Faults faults = default;
        faults.RequiredText("key", client.Key, Limits.Key);
        faults.OptionalText("name", client.Name, Limits.Name);
        faults.OptionalText("email", client.Email, Limits.Contact);
        faults.OptionalText("phone", client.Phone, Limits.Contact);
        return faults.ToProblem();
    }

    private static void KeyAndName(ref Faults faults, string key, string name)
    {
        faults.RequiredText("key", key, Limits.Key);
        faults.RequiredText("name", name, Limits.Name);
    }

    private static void Prices(ref Faults faults, Node location, decimal? price, decimal? cost)
    {
        if (price is { } ask)
        {
            faults.Money("price", ask, location.Currency, mayBeNegative: false);
        }

        if (cost is { } paid)
        {
            faults.Number("cost", paid, 0, Limits.Amount);
        }
    }

    // People were hired before the shop's figures begin.
    private static void Employment(ref Faults faults, string field, DateOnly day, DateOnly last)
    {
        if (day.Year < 1900 || day > last)
        {
            faults.Add(field, "impossible_date", string.Create(CultureInfo.InvariantCulture, $"'{field}' is {day:yyyy-MM-dd}, which no employment is."));
        }
    }
}
