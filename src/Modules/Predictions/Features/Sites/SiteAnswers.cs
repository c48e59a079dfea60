using System.Text.Json.Serialization;
using BookedBarber.Shared;

namespace BookedBarber.Predictions.Features.Sites;

/// <summary>A place where a shop could open, with what is assumed of it.</summary>
/// <param name="RegionId">The region it would belong to.</param>
/// <param name="Investment">What opening costs.</param>
/// <param name="RunningCost">Costs of twelve months that do not depend on sales, such as rent.</param>
/// <param name="ContributionRate">Part of sales that is left after what each sale costs, 0 to 1. Default 0.40.</param>
/// <param name="FirstYearShare">Part of a settled shop's sales that the first twelve months reach. Default 0.6.</param>
/// <param name="AreaDemand">Spending of a year around it; as around the network's shops nearby when left out.</param>
/// <param name="Competitors">Other shops nearby.</param>
internal sealed record SiteBody(
    Guid? RegionId, string? Name, double? Latitude, double? Longitude, int? Chairs,
    [property: JsonConverter(typeof(DecimalString))] decimal? Investment,
    [property: JsonConverter(typeof(DecimalString))] decimal? RunningCost,
    [property: JsonConverter(typeof(DecimalString))] decimal? ContributionRate,
    [property: JsonConverter(typeof(DecimalString))] decimal? FirstYearShare,
    [property: JsonConverter(typeof(DecimalString))] decimal? AreaDemand,
    IReadOnlyList<CompetitorItem>? Competitors);

/// <summary>Another shop nearby.</summary>
internal sealed record CompetitorItem(string? Name, double Latitude, double Longitude, int Chairs);

/// <summary>A candidate with what a shop there would bring.</summary>
/// <param name="Rank">1 for the best return of those listed; null where nothing can be said.</param>
/// <param name="Outlook">Null where too little is known of shops nearby.</param>
internal sealed record SiteItem(
    Guid Id, Guid RegionId, string Name, double Latitude, double Longitude, int Chairs,
    [property: JsonConverter(typeof(DecimalString))] decimal Investment,
    [property: JsonConverter(typeof(DecimalString))] decimal RunningCost,
    [property: JsonConverter(typeof(DecimalString))] decimal ContributionRate,
    [property: JsonConverter(typeof(DecimalString))] decimal FirstYearShare,
    [property: JsonConverter(typeof(DecimalString))] decimal? AreaDemand,
    IReadOnlyList<CompetitorItem> Competitors, string Currency, long Version, int? Rank, SiteOutlook? Outlook);

/// <summary>What a shop would bring in its first twelve months.</summary>
/// <param name="Sales">Its sales.</param>
/// <param name="TakenFromOwn">Of these, sales that the network's own shops would lose to it.</param>
/// <param name="Return">Contribution of the net new sales less running cost, over the investment.</param>
/// <param name="Low">One time in twenty it is below this.</param>
/// <param name="RestsOnLittle">Fewer than five shops nearby have sales to learn from, or the demand around it is a guess; the range is then at least a factor of two.</param>
/// <param name="Shops">Own shops nearby that it was learnt from.</param>
internal sealed record SiteOutlook(
    [property: JsonConverter(typeof(DecimalString))] decimal Sales,
    [property: JsonConverter(typeof(DecimalString))] decimal TakenFromOwn,
    double Return, double Low, double High, bool RestsOnLittle, int Shops, string Sentence);

/// <summary>Candidates, the best return first, and how many shops the network is on its way to.</summary>
internal sealed record SiteRanking(IReadOnlyList<SiteItem> Items, GrowthItem Growth);

/// <summary>How many locations the network is on its way to.</summary>
/// <param name="Open">Open now.</param>
/// <param name="InTwelveMonths">Expected in twelve months at the pace of the last three years.</param>
/// <param name="OpenedAYear">Opened less closed, a year, over the last three years.</param>
internal sealed record GrowthItem(int Open, double InTwelveMonths, int Low, int High, double OpenedAYear);
