using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Operations.Demo;

/// <summary>One demo network that goes on living: writes what has happened since the last step, as it happens.</summary>
internal sealed class LiveNetwork(DemoMaker.Made made, IDatabase database, DemoWriter writer, TotalsLoader totals)
{
    private static readonly TimeSpan Outlook = TimeSpan.FromHours(6);

    private DateTimeOffset _until = made.Row.LiveUntil;
    private DateTimeOffset _lookedUntil = made.Row.LiveUntil;
    private IReadOnlyList<LiveShop> _shops = [];

    public NetworkId Id => made.Row.NetworkId;

    /// <summary>Brings the network up to this moment. After a long pause (the server was down) that is more than a step's worth, shop by shop.</summary>
    public async Task StepAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (now > _lookedUntil)
        {
            await LookAheadAsync(now, cancellationToken);
        }

        var changed = _shops.Where(shop => shop.HasChanges(_until, now)).ToList();
        if (changed.Count > 0)
        {
            await using var session = await database.WriteAsync(Scope.OfSystem(Id), DemoWriter.Source, cancellationToken);
            await writer.WriteAsync(session, [.. changed.Select(shop => (shop.Location, shop.Changes(_until, now)))], cancellationToken);
            await DemoLedger.MoveAsync(session, Id, now, cancellationToken);
            await session.CommitAsync(cancellationToken);
        }

        _until = now;
    }

    /// <summary>Writes what was missed up to now, and learns what the next hours bring.</summary>
    private async Task LookAheadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ahead = now + Outlook;
        var shops = new List<LiveShop>(made.Plan.Storied.Count);
        foreach (var plan in made.Plan.Storied)
        {
            var shop = LiveShop.Look(plan, made.Locations[plan.Number - 1], _until, ahead);
            if (shop.HasChanges(_until, now))
            {
                await using var session = await database.WriteAsync(Scope.OfSystem(Id), DemoWriter.Source, cancellationToken);
                await writer.WriteAsync(session, [(shop.Location, shop.Changes(_until, now))], cancellationToken);
                await session.CommitAsync(cancellationToken);
            }

            shops.Add(shop);
        }

        await AddTotalsAsync(now, cancellationToken);
        await using (var session = await database.SystemAsync(DemoWriter.Source, cancellationToken))
        {
            await DemoLedger.MoveAsync(session, Id, now, cancellationToken);
            await session.CommitAsync(cancellationToken);
        }

        (_shops, _until, _lookedUntil) = (shops, now, ahead);
    }

    /// <summary>Days that have ended meanwhile, for the shops of a very large network that keep totals only.</summary>
    private async Task AddTotalsAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (from, to) = (DateOnly.FromDateTime(_until.UtcDateTime), DateOnly.FromDateTime(now.UtcDateTime).AddDays(-1));
        if (made.Row.Size.KeepsDayTotals && from <= to)
        {
            await totals.WriteDaysAsync(made.Row, made.Plan, made.Locations, from, to, _ => Task.CompletedTask, cancellationToken);
        }
    }
}
