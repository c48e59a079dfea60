using System.Globalization;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Records.Domain.Business;

/// <summary>Rules that several business records share.</summary>
internal static class Parts
{
    /// <summary>Name of a field of an entry of a list.</summary>
    public static string At(string list, int index, string field) => string.Create(CultureInfo.InvariantCulture, $"{list}[{index}].{field}");

    /// <summary>A number without group separators and without loss.</summary>
    public static string Exact(decimal value) => value.ToString("0.00##########################", CultureInfo.InvariantCulture);

    public static void Tags(ref Faults faults, string list, int index, IReadOnlyList<Tag> tags)
    {
        if (!faults.IsList(At(list, index, "tags"), tags, 20))
        {
            return;
        }

        foreach (var tag in tags)
        {
            faults.RequiredText(At(list, index, "tags.name"), tag.Name, Limits.Name);
            faults.RequiredText(At(list, index, "tags.value"), tag.Value, Limits.Name);
        }
    }

    public static void Taxes(ref Faults faults, IReadOnlyList<NamedAmount> taxes, Currency currency)
    {
        if (!faults.IsList("taxes", taxes, Limits.Parts))
        {
            return;
        }

        for (var i = 0; i < taxes.Count; i++)
        {
            faults.RequiredText(At("taxes", i, "name"), taxes[i].Name, Limits.Name);
            faults.Money(At("taxes", i, "amount"), taxes[i].Amount, currency, mayBeNegative: true);
        }
    }
}
