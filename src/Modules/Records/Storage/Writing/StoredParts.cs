using System.Text.Json;
using System.Text.Json.Serialization;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Records.Storage.Writing;

/// <summary>A discount as it stands in <c>sale_line.discounts</c>.</summary>
internal sealed record StoredDiscount(string Type, [property: JsonConverter(typeof(DecimalString))] decimal Amount);

/// <summary>A tax as it stands in <c>sale.taxes</c>.</summary>
internal sealed record StoredTax(string Name, [property: JsonConverter(typeof(DecimalString))] decimal Amount);

/// <summary>A tip as it stands in <c>sale.tips_by_staff</c>; no staff member when the source did not tell.</summary>
internal sealed record StoredTip(Guid? StaffId, [property: JsonConverter(typeof(DecimalString))] decimal Amount);

/// <summary>A payment as it stands in <c>sale.payments</c>.</summary>
internal sealed record StoredPayment(string Method, [property: JsonConverter(typeof(DecimalString))] decimal Amount);

/// <summary>How the small lists of a sale are kept in jsonb columns.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(StoredDiscount[]))]
[JsonSerializable(typeof(StoredTax[]))]
[JsonSerializable(typeof(StoredTip[]))]
[JsonSerializable(typeof(StoredPayment[]))]
internal sealed partial class StoredParts : JsonSerializerContext
{
    private const string None = "[]";

    public static string Of(IReadOnlyList<Discount> discounts) =>
        discounts.Count == 0 ? None : JsonSerializer.Serialize([.. discounts.Select(part => new StoredDiscount(part.Type, part.Amount))], Default.StoredDiscountArray);

    public static string Of(IReadOnlyList<NamedAmount> taxes) =>
        taxes.Count == 0 ? None : JsonSerializer.Serialize([.. taxes.Select(part => new StoredTax(part.Name, part.Amount))], Default.StoredTaxArray);

    public static string Of(IReadOnlyList<StaffAmount> tips, Func<string?, Guid?> staff) =>
        tips.Count == 0 ? None : JsonSerializer.Serialize([.. tips.Select(part => new StoredTip(staff(part.StaffKey), part.Amount))], Default.StoredTipArray);

    public static string Of(IReadOnlyList<Payment> payments) =>
        payments.Count == 0 ? None : JsonSerializer.Serialize([.. payments.Select(part => new StoredPayment(part.Method, part.Amount))], Default.StoredPaymentArray);
}
