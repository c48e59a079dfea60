namespace BookedBarber.Algorithms.Sites;

/// <summary>Money terms of a new shop.</summary>
/// <param name="Investment">What opening costs, above 0.</param>
/// <param name="RunningCost">Costs of twelve months that do not depend on sales, such as rent; 0 or more.</param>
/// <param name="ContributionRate">Part of sales that is left after what each sale costs, 0–1.</param>
/// <param name="FirstYearShare">Part of the sales of a settled shop that the first twelve months reach, above 0 to 1. Default 1: no ramp.</param>
public sealed record SiteTerms(double Investment, double RunningCost, double ContributionRate, double FirstYearShare = 1);
