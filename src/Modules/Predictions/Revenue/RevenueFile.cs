namespace BookedBarber.Predictions.Revenue;

/// <summary>Everything that was read for a forecast of revenue.</summary>
/// <param name="Series">The series, in the order of the file.</param>
/// <param name="Frequency">How far apart values are.</param>
/// <param name="Steps">The calendar; null for JSON lines, whose series have none.</param>
/// <param name="RegressorNames">Names of the regressors.</param>
/// <param name="Kinds">Per regressor whether it holds kinds without order (holidays, words), not amounts.</param>
/// <param name="Period">Season length in steps.</param>
/// <param name="Notes">What is worth knowing of the input, a line each.</param>
internal sealed record RevenueFile(
    IReadOnlyList<RevenueSeries> Series,
    Frequency Frequency,
    Steps? Steps,
    IReadOnlyList<string> RegressorNames,
    IReadOnlyList<bool> Kinds,
    int Period,
    IReadOnlyList<string> Notes);
