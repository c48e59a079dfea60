namespace BookedBarber.Predictions.Revenue;

/// <summary>Which columns a table's facts are in.</summary>
/// <param name="Id">Name of the series.</param>
/// <param name="Date">Day, or hour.</param>
/// <param name="Value">What is forecast.</param>
/// <param name="Regressors">Facts that are known for days to come, numbers or words.</param>
/// <param name="Holidays">The one of them that holds kinds of holiday; null: none does.</param>
internal sealed record RevenueColumns(string Id, string Date, string Value, IReadOnlyList<string> Regressors, string? Holidays = null)
{
    /// <summary>A column of this name, with 0 and 1, says on which days a place is open, whether or not it is among the regressors.</summary>
    public const string Open = "Open";
}
