using BookedBarber.Storage;

namespace BookedBarber.Predictions.Features.Sites;

/// <summary>A candidate as it is stored.</summary>
internal sealed record SiteRow
{
    public const string Columns = "id, region_id, name, latitude, longitude, chairs, investment, running_cost, contribution_rate, first_year_share, area_demand, competitors::text as competitors, version";

    public Guid Id { get; init; }

    public Guid RegionId { get; init; }

    public string Name { get; init; } = string.Empty;

    public double Latitude { get; init; }

    public double Longitude { get; init; }

    public int Chairs { get; init; }

    public decimal Investment { get; init; }

    public decimal RunningCost { get; init; }

    public decimal ContributionRate { get; init; }

    public decimal FirstYearShare { get; init; }

    public decimal? AreaDemand { get; init; }

    public string Competitors { get; init; } = "[]";

    public long Version { get; init; }

    public IReadOnlyList<CompetitorItem> CompetitorList => StorageJson.Deserialize<List<CompetitorItem>>(Competitors);
}
