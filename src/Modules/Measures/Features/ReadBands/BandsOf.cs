using System.Globalization;
using BookedBarber.Measures.Peers;
using BookedBarber.Measures.Domain;
using BookedBarber.Measures.Reading;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Measures.Features.ReadBands;

/// <summary>Writes placements down as an answer.</summary>
internal static class BandsOf
{
    /// <param name="before">The comparison period, for the band before.</param>
    /// <param name="over">The days that are over and what they compare with, for the change.</param>
    public static BandsAnswer Locations(
        IReadOnlyList<Placement> placements, MeasureDefinition measure, LocationFigures? before, (LocationFigures? Now, LocationFigures? Then) over, Targets targets, INetworkTree tree, int most)
    {
        var ordered = placements.Where(placement => placement.Value is not null)
            .OrderByDescending(placement => placement.Percentile ?? -1)
            .ThenByDescending(placement => measure.Direction == Direction.Up ? placement.Value : -placement.Value)
            .Concat(placements.Where(placement => placement.Value is null))
            .ToList();
        var groups = placements.Where(placement => placement.Value is not null).Select(placement => (placement.Group, placement.GroupSize)).Distinct().OrderBy(group => group.Group.Name, StringComparer.Ordinal);
        return new BandsAnswer(
            measure.Name,
            BandRule.Text,
            [.. groups.Select(group => new PeerGroupItem(group.Group.Name, group.GroupSize, group.GroupSize >= BandRule.SmallestGroup ? "percentile" : "targets"))],
            Count(placements),
            [.. Evenly(ordered, most).Select(placement => Item(placement, measure, before, over, targets, tree))],
            placements.Count);
    }

    public static BandCounts Count(IEnumerable<Placement> placements)
    {
        var counts = placements.Where(placement => placement.Band is not null).CountBy(placement => placement.Band!.Value).ToDictionary();
        return new(
            counts.GetValueOrDefault(Band.Elite),
            counts.GetValueOrDefault(Band.HighPerformer),
            counts.GetValueOrDefault(Band.Average),
            counts.GetValueOrDefault(Band.Developing),
            counts.GetValueOrDefault(Band.Underperforming));
    }

    private static BandLocation Item(Placement placement, MeasureDefinition measure, LocationFigures? before, (LocationFigures? Now, LocationFigures? Then) over, Targets targets, INetworkTree tree)
    {
        var node = placement.Location.Node;
        var currency = node.Currency.Code;
        var netSales = Catalogue.Get("net_sales");
        var previous = before is not null && before.Locations.ContainsKey(node.Id.Value) ? BandPlacing.Place(node.Id.Value, measure, before, before: null, targets).Band : null;
        var region = node.Ref.Path.Reverse().FirstOrDefault(step => tree.Find(step)?.Kind == NodeKind.Region);
        return new BandLocation(
            node.Id.Value,
            node.Code,
            node.Name,
            region == default ? null : region.Value,
            placement.Band is { } band ? BandPlacing.Name(band) : null,
            previous is { } was ? BandPlacing.Name(was) : null,
            placement.Percentile?.ToString("0.00", CultureInfo.InvariantCulture),
            MeasureFormat.Text(measure, placement.Value, currency),
            MeasureFormat.Change(over.Now?.Value(measure, node.Id.Value), over.Then?.Value(measure, node.Id.Value)),
            node.Latitude,
            node.Longitude,
            placement.Location.HasCells ? MeasureFormat.Text(netSales, netSales.Evaluate(placement.Location.Sums), currency) : null);
    }

    // First, last and every so many in between: what is left out has neighbours that are there.
    private static IEnumerable<Placement> Evenly(List<Placement> ordered, int most) =>
        ordered.Count <= most ? ordered : Enumerable.Range(0, most).Select(place => ordered[(int)((long)place * (ordered.Count - 1) / (most - 1))]);
}
