using System.Text.Json.Serialization;
using BookedBarber.Shared;

namespace BookedBarber.Predictions.Features.PriceLab;

/// <summary>Prices of a location's services.</summary>
internal sealed record PriceList(Guid LocationId, string Currency, DateOnly? AsOf, Guid? ModelId, IReadOnlyList<PriceItem> Items);

/// <summary>A service's price and what is proposed.</summary>
/// <param name="UnitsAWeek">Sold a week over the last eight weeks.</param>
/// <param name="Elasticity">By how many per cent units change when the price changes by one per cent.</param>
/// <param name="ElasticityLow">One time in twenty it is below this.</param>
/// <param name="OwnWeight">How much of it rests on this location and service alone, 0 to 1; the rest is what others show.</param>
/// <param name="Proposed">The price inside the bounds that leaves most; today's where no change gains also at the cautious end.</param>
/// <param name="ProfitChange">Expected change of what is left after unit cost, as a ratio.</param>
/// <param name="BoundsSet">Whether the owner has set the bounds; else they are a tenth around today's price.</param>
/// <param name="RestsOnLittle">The price hardly moved here, so this is mostly what others show.</param>
internal sealed record PriceItem(
    string Service,
    [property: JsonConverter(typeof(DecimalString))] decimal Price,
    [property: JsonConverter(typeof(DecimalString))] decimal UnitCost,
    double UnitsAWeek, double Elasticity, double ElasticityLow, double ElasticityHigh, double OwnWeight, int Weeks,
    [property: JsonConverter(typeof(DecimalString))] decimal Lowest,
    [property: JsonConverter(typeof(DecimalString))] decimal Highest,
    bool BoundsSet,
    [property: JsonConverter(typeof(DecimalString))] decimal Proposed,
    double UnitsChange, double ProfitChange, double ProfitLow, double ProfitHigh, bool RestsOnLittle);

/// <summary>Bounds of a service's price at a location.</summary>
internal sealed record PriceBounds(string? Service, [property: JsonConverter(typeof(DecimalString))] decimal? Lowest, [property: JsonConverter(typeof(DecimalString))] decimal? Highest);

/// <summary>A trial of a price to be started.</summary>
/// <param name="LocationIds">Locations that take part; they are dealt out to the two groups by chance.</param>
/// <param name="NewPrice">What the trying group charges.</param>
/// <param name="SmallestChange">The smallest change of units that matters, as a ratio; the size is computed from it. Default 0.05.</param>
/// <param name="Weeks">How long it runs at most, 2 to 52; by default as long as the size needs.</param>
internal sealed record PriceTestRequest(string? Service, [property: JsonConverter(typeof(DecimalString))] decimal? NewPrice, IReadOnlyList<Guid>? LocationIds, double? SmallestChange, int? Weeks, DateOnly? StartsOn);

/// <summary>Trials of prices.</summary>
internal sealed record PriceTestList(IReadOnlyList<PriceTestItem> Items);

/// <summary>A trial of a price.</summary>
/// <param name="Trying">Locations with the new price.</param>
/// <param name="Staying">Locations with the old one.</param>
/// <param name="Planned">Weeks of locations that each group needs; fixed before the start.</param>
/// <param name="Seen">Weeks of locations seen of the smaller group.</param>
/// <param name="Effect">Change of units of the trying group against the staying one, as a ratio; null before two weeks.</param>
/// <param name="Low">Bounds that hold at every look, so the trial may be looked at any day.</param>
/// <param name="Verdict">waiting, running, decided (the effect is not nothing) or ended (the planned size is reached without telling).</param>
internal sealed record PriceTestItem(
    Guid Id, string Service, [property: JsonConverter(typeof(DecimalString))] decimal NewPrice, IReadOnlyList<Guid> Trying, IReadOnlyList<Guid> Staying, DateOnly StartsOn, int Weeks, double SmallestChange, int Planned,
    string State, int Seen, double? Effect, double? Low, double? High, string Verdict, string Sentence);
