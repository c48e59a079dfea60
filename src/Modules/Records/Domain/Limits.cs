namespace BookedBarber.Records.Domain;

/// <summary>What a record may hold at most. Wide enough for any shop, narrow enough that no sum overflows <c>numeric(19,4)</c>.</summary>
internal static class Limits
{
    /// <summary>Largest single amount: 10¹¹ in major units; 500 lines of it still fit 15 digits.</summary>
    public const decimal Amount = 100_000_000_000m;

    public const decimal Quantity = 1_000_000m;
    public const int Count = 1_000_000;
    public const int Key = 200;
    public const int Name = 200;
    public const int Contact = 320; // the longest e-mail address
    public const int Lines = 500;
    public const int Parts = 100; // taxes, tips, payments of a sale; discounts of a line
    public const int MinutesOfDay = 1440;

    /// <summary>How far ahead bookings and shifts may lie.</summary>
    public const int DaysAhead = 5 * 366;

    /// <summary>Figures of the shop begin here; an earlier day is a slip of the source.</summary>
    public static readonly DateOnly FirstDay = new(1990, 1, 1);
}
