using System.ComponentModel;
using BookedBarber.Network.Contracts;
using BookedBarber.Network.Editing;
using BookedBarber.Network.Tree;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Network.Features.Networks;

/// <summary>A network to be created.</summary>
internal sealed record NewNetworkBody(
    string Name,
    [property: Description("ISO 4217 code, such as EUR.")] string Currency,
    [property: Description("IANA zone of the head office, such as Europe/Vienna.")] string TimeZone,
    [property: Description("Derived from the name when left out.")] string? Slug = null);

/// <summary>Creates a network, once for each idempotency key.</summary>
internal sealed class CreateNetwork(NetworkCreation creation, NetworkTree tree, IDatabase database, TimeProvider clock)
{
    public async Task<Result<(NetworkItem Item, bool IsNew)>> RunAsync(Caller caller, NewNetworkBody body, CreationKey? key, CancellationToken cancellationToken)
    {
        var id = key?.NetworkFor(caller) ?? NetworkId.New(clock);
        if (key is not null)
        {
            await using var session = await database.ReadAsync(id, cancellationToken);
            var known = await key.FindAsync(session, id, caller, cancellationToken);
            if (!known.Succeeded)
            {
                return known.Problem!;
            }

            if (known.Value is not null)
            {
                return Item(id, isNew: false);
            }
        }

        var wanted = new NewNetwork(body.Name, body.Slug, body.Currency, body.TimeZone, id);
        var made = await creation.RunAsync(
            caller,
            wanted,
            "api",
            key is null ? null : (session, network) => key.RememberAsync(session, network, caller, NodeId.Root(network), clock.GetUtcNow(), cancellationToken),
            cancellationToken);
        return made.Succeeded ? Item(id, isNew: true) : made.Problem;
    }

    private Result<(NetworkItem, bool)> Item(NetworkId id, bool isNew) =>
        tree.Snapshot(id) is { } made ? (NetworkItem.Of(made, [NodeId.Root(id)]), isNew) : Problem.NotFound("network");
}
