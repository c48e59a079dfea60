using System.Collections.Frozen;
using BookedBarber.Records.Contracts;

namespace BookedBarber.Records.Domain;

/// <summary>The closed lists of words that records use, as they are on the wire and in tables.</summary>
internal static class Words
{
    public static readonly FrozenSet<string> BookingStatuses =
        FrozenSet.ToFrozenSet(["requested", "confirmed", "arrived", "in_service", "completed", "cancelled", "late_cancelled", "no_show"], StringComparer.Ordinal);

    public static readonly FrozenSet<string> DiscountTypes =
        FrozenSet.ToFrozenSet(["promotion", "loyalty", "employee", "complimentary", "membership", "other"], StringComparer.Ordinal);

    public static readonly FrozenSet<string> PaymentMethods =
        FrozenSet.ToFrozenSet(["cash", "card", "gift_card", "membership", "bank", "other"], StringComparer.Ordinal);

    public const string GiftCard = "gift_card";

    private static readonly string[] KindNames = ["service", "product", "gift_card", "membership", "service_charge", "fee"];

    public static string Name(this SaleLineKind kind) => KindNames[(int)kind];

    public static bool IsKnown(this SaleLineKind kind) => (int)kind >= 0 && (int)kind < KindNames.Length;

    public static SaleLineKind? KindOf(string? name) => Array.IndexOf(KindNames, name) is var index and >= 0 ? (SaleLineKind)index : null;

    public static string KindList { get; } = string.Join(", ", KindNames);
}
