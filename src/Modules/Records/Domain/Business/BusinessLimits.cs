namespace BookedBarber.Records.Domain.Business;

/// <summary>What a business record may hold at most, beside <see cref="Limits"/>.</summary>
internal static class BusinessLimits
{
    public const int Line = 2000; // a description, a remark
    public const int Prose = 10_000; // a review
    public const int Body = 100_000; // a mail
    public const int Url = 2000;

    /// <summary>Views and clicks of a campaign's day.</summary>
    public const int Count = int.MaxValue;

    /// <summary>How far ahead the last day of something may lie, such as a due date or a contract's end.</summary>
    public const int DaysAhead = 30 * 366;
}
