using BookedBarber.Network.Contracts;
using BookedBarber.Predictions.Features.PriceLab;
using BookedBarber.Predictions.Features.ReadDemand;
using BookedBarber.Predictions.Features.Sites;
using BookedBarber.Shared;

namespace BookedBarber.Predictions.Features.Scenarios;

/// <summary>By which factor a change moves a day's sales.</summary>
/// <param name="Factor">Of a weekday.</param>
/// <param name="Low">One time in twenty it is below this; null where its spread is not known.</param>
internal sealed record ScenarioEffect(Func<DayOfWeek, double> Factor, Func<DayOfWeek, double>? Low, Func<DayOfWeek, double>? High, bool RestsOnLittle, string Sentence);

/// <summary>Tells what a change would do from what the records show.</summary>
internal sealed class ScenarioEffects(PriceReading prices, DemandReading demand, SiteStore sites)
{
    public async Task<Result<ScenarioEffect>> OfAsync(Scope scope, Node location, ScenarioRequest body, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(body);
        return body.Kind switch
        {
            "hours" => await HoursAsync(location, body, cancellationToken),
            "opening" => await OpeningAsync(scope, location, body, cancellationToken),
            _ => await PriceAsync(location, body.PriceChange!.Value, cancellationToken),
        };
    }

    // Sales follow price times units; units follow the price to the power of the elasticity, each service by itself.
    private async Task<Result<ScenarioEffect>> PriceAsync(Node location, double change, CancellationToken cancellationToken)
    {
        var list = await prices.ReadAsync(location, cancellationToken);
        if (!list.Succeeded)
        {
            return list.Problem;
        }

        var items = list.Value.Items;
        var sum = items.Sum(item => (double)item.Price * item.UnitsAWeek);
        double Sales(Func<PriceItem, double> elasticity) => items.Sum(item => (double)item.Price * item.UnitsAWeek * Math.Pow(1 + change, 1 + elasticity(item))) / sum;
        var (mean, one, other) = (Sales(item => item.Elasticity), Sales(item => item.ElasticityLow), Sales(item => item.ElasticityHigh));
        var little = items.All(item => item.RestsOnLittle);
        return new ScenarioEffect(
            _ => mean, _ => Math.Min(one, other), _ => Math.Max(one, other), little,
            $"From how units of {items.Count} services followed prices{(little ? "; prices hardly moved here, so mostly what other locations show" : string.Empty)}. A promotion is taken as a price cut that everybody gets.");
    }

    // Hours that were open show what is wanted in them; hours that never were show nothing of it.
    private async Task<Result<ScenarioEffect>> HoursAsync(Node location, ScenarioRequest body, CancellationToken cancellationToken)
    {
        var told = await demand.ReadAsync(location, null, cancellationToken);
        if (!told.Succeeded)
        {
            return told.Problem;
        }

        var hours = told.Value.Hours;
        var open = hours.Where(hour => hour.Weekday == body.Weekday).ToList();
        var usual = open.Sum(hour => hour.Served);
        var dropped = open.Where(hour => (body.DropHours ?? []).Contains(hour.Hour)).ToList();
        var added = (body.AddHours ?? []).Distinct().Where(hour => open.All(one => one.Hour != hour)).ToList();

        // An hour that was never open on this weekday is expected to hold what it holds on others.
        var seen = added.Select(hour => hours.Where(one => one.Hour == hour).ToList()).ToList();
        if (usual <= 0 || seen.Any(one => one.Count == 0))
        {
            return new Problem("never_seen", "An hour that has never been open on any day says nothing of what it would bring; try hours that other weekdays have.", ProblemKind.Refused);
        }

        var gained = seen.Sum(one => one.Average(hour => hour.Mean));
        double Factor(double gain, double loss) => Math.Max(0, 1 + ((gain - loss) / usual));
        var weekday = (DayOfWeek)(body.Weekday!.Value % 7);
        Func<DayOfWeek, double> Of(double gain, double loss) => day => day == weekday ? Factor(gain, loss) : 1;

        // Between all and nothing of what is added comes from other hours.
        return new ScenarioEffect(
            Of(0.5 * gained, 0.7 * dropped.Sum(hour => hour.Served)), Of(0, dropped.Sum(hour => hour.Served)), Of(gained, 0.3 * dropped.Sum(hour => hour.Served)), true,
            "From the same hours of other weekdays. Clients shift between hours, and nobody can tell from these records how many: half of what an added hour holds is taken as new, a third of what a dropped hour held as kept; the range holds all of it to none.");
    }

    private async Task<Result<ScenarioEffect>> OpeningAsync(Scope scope, Node location, ScenarioRequest body, CancellationToken cancellationToken)
    {
        var site = await sites.LossAsync(scope, body.SiteId!.Value, location, cancellationToken);
        return site.Succeeded
            ? new ScenarioEffect(_ => 1 - site.Value.Share, null, null, site.Value.RestsOnLittle, $"A shop at '{site.Value.Name}' would take {site.Value.Share:P1} of this location's sales, by how size and distance share out demand.")
            : site.Problem;
    }
}
