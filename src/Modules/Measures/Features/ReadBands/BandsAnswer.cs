namespace BookedBarber.Measures.Features.ReadBands;

/// <summary>A group of peers.</summary>
/// <param name="Name">Age class and currency.</param>
/// <param name="Size">Locations with a value.</param>
/// <param name="PlacedBy">percentile, or targets for fewer than ten.</param>
internal sealed record PeerGroupItem(string Name, int Size, string PlacedBy);

/// <summary>How many locations are in each band.</summary>
internal sealed record BandCounts(int Elite, int HighPerformer, int Average, int Developing, int Underperforming);

/// <summary>A location in its band.</summary>
/// <param name="Band">elite, high_performer, average, developing or underperforming; null when it cannot be placed.</param>
/// <param name="PreviousBand">In the comparison period.</param>
/// <param name="Percentile">Among its peers, 100 is best; null in small groups.</param>
/// <param name="Value">Of the measure.</param>
/// <param name="Change">Of the value against the comparison, as a ratio; while the period runs, of its days that are over.</param>
/// <param name="NetSales">In the location's currency.</param>
internal sealed record BandLocation(
    Guid Id, string Code, string Name, Guid? RegionId, string? Band, string? PreviousBand, string? Percentile, string? Value, string? Change, double? Latitude, double? Longitude, string? NetSales);

/// <summary>The performance bands of locations.</summary>
/// <param name="Measure">What they are placed by.</param>
/// <param name="Rule">The rule in words.</param>
/// <param name="Locations">By value, best first. A dashboard lists at most 1,000, evenly over the ranks; the bands endpoint lists all.</param>
/// <param name="LocationsInAll">How many there are.</param>
internal sealed record BandsAnswer(string Measure, string Rule, IReadOnlyList<PeerGroupItem> PeerGroups, BandCounts Counts, IReadOnlyList<BandLocation> Locations, int LocationsInAll);
