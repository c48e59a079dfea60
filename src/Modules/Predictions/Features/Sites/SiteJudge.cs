using BookedBarber.Algorithms.Optimisation;
using BookedBarber.Algorithms.Sites;
using BookedBarber.Network.Contracts;

namespace BookedBarber.Predictions.Features.Sites;

/// <summary>Judges one candidate beside the network's shops and the competitors nearby.</summary>
/// <remarks>Demand lives around shops: each own shop's district holds what its shops sell, the candidate's own district what is assumed of it. Attraction and decay are fitted to the sales of the shops nearby where there are enough.</remarks>
internal static class SiteJudge
{
    // People do not drive further for a haircut.
    private const double Reach = 60;
    private const int MostShops = 60;
    private const double Earth = 6371;

    // Nobody measures distances shorter than a block.
    private const double LeastDistance = 0.2;

    private static readonly HuffModel Usual = new(1, 1.5, 1, double.NaN);

    /// <param name="site">The candidate.</param>
    /// <param name="shops">Own shops with the sales of their last twelve months and chairs, in the candidate's currency.</param>
    public static SiteOutlook? Judge(SiteRow site, IReadOnlyList<(Node Node, double Sales)> shops)
    {
        ArgumentNullException.ThrowIfNull(site);
        var near = Near(site, shops);
        var competitors = site.CompetitorList;
        if (near.Count == 0 && site.AreaDemand is null)
        {
            return null;
        }

        var typical = near.Count == 0 ? 0 : near.Select(shop => shop.Sales).Order().ElementAt(near.Count / 2);
        double[] demand = [.. near.Select(shop => shop.Sales), (double?)site.AreaDemand ?? typical];
        double[] sizes = [.. near.Select(shop => (double)shop.Node.Chairs!.Value), .. competitors.Select(one => (double)one.Chairs)];
        var places = near.Select(shop => (shop.Node.Latitude!.Value, shop.Node.Longitude!.Value)).Append((site.Latitude, site.Longitude)).ToList();
        var stores = near.Select(shop => (shop.Node.Latitude!.Value, shop.Node.Longitude!.Value)).Concat(competitors.Select(one => (one.Latitude, one.Longitude))).ToList();
        if (sizes.Length == 0)
        {
            return Alone(site, demand[^1]);
        }

        var area = new TradeArea(demand, sizes, [.. places.Select(place => stores.Select(store => Kilometres(place, store)).ToArray())]);
        var (model, isFitted) = ModelOf(area, [.. near.Select(shop => shop.Sales), .. competitors.Select(_ => double.NaN)], near.Count);
        var told = SiteReturn.Of(model, area, [.. near.Select(_ => true), .. competitors.Select(_ => false)], site.Chairs, [.. places.Select(place => Kilometres(place, (site.Latitude, site.Longitude)))],
            new SiteTerms((double)site.Investment, (double)site.RunningCost, (double)site.ContributionRate, (double)site.FirstYearShare));
        var little = !isFitted || site.AreaDemand is null;
        return new SiteOutlook(
            Math.Round((decimal)(told.Sales * (double)site.FirstYearShare), 2), Math.Round((decimal)(told.TakenFromOwn * (double)site.FirstYearShare), 2), Math.Round(told.Return, 4), Math.Round(told.Low, 4), Math.Round(told.High, 4), little, near.Count,
            little
                ? $"Rests on little: {near.Count} own shops within {Reach:0} km{(site.AreaDemand is null ? ", and the demand around it is taken to be as around them" : string.Empty)}."
                : $"Fitted to {near.Count} own shops within {Reach:0} km.");
    }

    /// <summary>What a shop at the candidate would take from one own shop, as a share of its sales; null where it is out of reach.</summary>
    public static (double Share, bool RestsOnLittle)? Loss(SiteRow site, IReadOnlyList<(Node Node, double Sales)> shops, Node location)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(location);
        var near = Near(site, shops);
        var own = near.FindIndex(shop => shop.Node.Id == location.Id);
        if (own < 0)
        {
            return null;
        }

        var places = near.ConvertAll(shop => (shop.Node.Latitude!.Value, shop.Node.Longitude!.Value));
        var area = new TradeArea([.. near.Select(shop => shop.Sales)], [.. near.Select(shop => (double)shop.Node.Chairs!.Value)], [.. places.Select(place => places.Select(store => Kilometres(place, store)).ToArray())]);
        var (model, isFitted) = ModelOf(area, [.. near.Select(shop => shop.Sales)], near.Count);
        var with = new TradeArea(area.Demand, [.. area.Size, site.Chairs], [.. area.Distance.Select((row, at) => row.Append(Kilometres(places[at], (site.Latitude, site.Longitude))).ToArray())]);
        var (before, after) = (model.Sales(area)[own], model.Sales(with)[own]);
        return (Math.Clamp(1 - (after / before), 0, 1), !isFitted);
    }

    private static List<(Node Node, double Sales)> Near(SiteRow site, IReadOnlyList<(Node Node, double Sales)> shops) =>
    [
        .. shops.Where(shop => shop.Node is { Latitude: not null, Longitude: not null, Chairs: > 0 } && shop.Sales > 0)
            .Select(shop => (Shop: shop, Distance: Kilometres(site.Latitude, site.Longitude, shop.Node))).Where(one => one.Distance <= Reach)
            .OrderBy(one => one.Distance).Take(MostShops).Select(one => one.Shop),
    ];

    // Where too few shops are near, or their sales do not tell how size and distance count, usual values stand in.
    private static (HuffModel Model, bool IsFitted) ModelOf(TradeArea area, double[] sales, int shops)
    {
        if (shops >= HuffModel.FewestShops)
        {
            try
            {
                return (HuffModel.Fit(area, sales), true);
            }
            catch (NotSettledException)
            {
                return (Usual, false);
            }
        }

        return (Usual, false);
    }

    // Nobody else nearby: all that is spent around it could come, and nobody knows how much does.
    private static SiteOutlook Alone(SiteRow site, double demand)
    {
        double Return(double factor) => ((factor * demand * (double)site.ContributionRate * (double)site.FirstYearShare) - (double)site.RunningCost) / (double)site.Investment;
        return new SiteOutlook(Math.Round((decimal)(demand * (double)site.FirstYearShare), 2), 0, Math.Round(Return(1), 4), Math.Round(Return(0.5), 4), Math.Round(Return(2), 4), true, 0, "Rests on little: no shop nearby, so all of the assumed demand is taken to come.");
    }

    private static double Kilometres(double latitude, double longitude, Node node) => Kilometres((latitude, longitude), (node.Latitude!.Value, node.Longitude!.Value));

    // Great-circle distance (haversine).
    private static double Kilometres((double Latitude, double Longitude) one, (double Latitude, double Longitude) other)
    {
        var (lat, lon) = (double.DegreesToRadians(other.Latitude - one.Latitude) / 2, double.DegreesToRadians(other.Longitude - one.Longitude) / 2);
        var chord = (Math.Sin(lat) * Math.Sin(lat)) + (Math.Cos(double.DegreesToRadians(one.Latitude)) * Math.Cos(double.DegreesToRadians(other.Latitude)) * Math.Sin(lon) * Math.Sin(lon));
        return Math.Max(LeastDistance, 2 * Earth * Math.Asin(Math.Min(1, Math.Sqrt(chord))));
    }
}
