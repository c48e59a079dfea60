using BookedBarber.Measures.Domain;
using BookedBarber.Measures.Reading;
using BookedBarber.Shared;

namespace BookedBarber.Measures.Peers;

/// <summary>Where a location stands.</summary>
/// <param name="Band">Null when it has no value, or neither peers nor a target.</param>
/// <param name="Percentile">Among its peers; null in groups that are too small for percentiles.</param>
internal sealed record Placement(LocationFigure Location, Band? Band, decimal? Percentile, PeerGroup Group, int GroupSize, decimal? Value);

/// <summary>Places locations into bands by a measure.</summary>
internal static class BandPlacing
{
    /// <summary>Places one location in a period.</summary>
    /// <param name="figures">The period.</param>
    /// <param name="before">The comparison period, whose value is the target of a small group's member without a set one; or null.</param>
    public static Placement Place(Guid location, MeasureDefinition measure, LocationFigures figures, LocationFigures? before, Targets targets)
    {
        var figure = figures.Locations[location];
        var peers = figures.PeersBy(measure);
        var group = PeerGroups.GroupOf(figure, figures);
        var size = peers.SizeOf(group);
        if (figures.Value(measure, location) is not { } value)
        {
            return new Placement(figure, null, null, group, size, null);
        }

        if (size >= BandRule.SmallestGroup)
        {
            var percentile = peers.Percentile(group, value)!.Value;
            return new Placement(figure, BandRule.OfPercentile(percentile), percentile, group, size, value);
        }

        var target = targets.Of(measure, figure.Node, figures.Period) ?? before?.Value(measure, location);
        return new Placement(figure, target is { } fixedValue ? BandRule.OfTarget(value, fixedValue, measure.Direction) : null, null, group, size, value);
    }

    public static string Name(Band band) => band switch
    {
        Band.Elite => "elite",
        Band.HighPerformer => "high_performer",
        Band.Average => "average",
        Band.Developing => "developing",
        _ => "underperforming",
    };
}
