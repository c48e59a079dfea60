using BookedBarber.Network.Contracts;
using BookedBarber.Storage;
using BookedBarber.Webhooks.Domain;
using BookedBarber.Webhooks.Events;

namespace BookedBarber.Webhooks.FanOut;

/// <summary>Turns changes into events for those who subscribed to them: by branch of the tree, then by type.</summary>
internal sealed class Matching(INetworkTree tree, EventFactory factory, EventRoute route)
{
    private static readonly IReadOnlyDictionary<Guid, ClientContact> NoContacts = new Dictionary<Guid, ClientContact>();

    /// <summary>The events of a change with the subscriptions that get them; none where nobody does.</summary>
    /// <param name="subscriptions">Of the change's network.</param>
    public async Task<IReadOnlyList<MatchedEvent>> OfAsync(Session session, Change change, IReadOnlyList<Subscription> subscriptions, CancellationToken cancellationToken)
    {
        if (!EventFactory.Makes(change))
        {
            return [];
        }

        var interested = subscriptions.Where(one => EventFactory.TypesOf(change).Any(type => TypePattern.MatchesAny(one.Types, type))).ToList();
        if (interested.Count == 0)
        {
            return [];
        }

        await tree.LoadAsync(cancellationToken);
        var units = await route.OfAsync(session, change, cancellationToken);
        if (change.Entity != EventShapes.UnitEntity)
        {
            interested.RemoveAll(one => !units.Contains(one.NodeId));
        }

        if (interested.Count == 0)
        {
            return [];
        }

        var withFull = interested.Exists(one => one.TakesAllFields);
        var contacts = withFull && EventShapes.Of(change.Entity) is { HasContact: true } && change is { After: not null } ? await ContactsAsync(session, change, cancellationToken) : NoContacts;
        return
        [
            .. factory.EventsOf(change, withFull, contacts)
                .Select(one => new MatchedEvent(one, [.. interested.Where(subscription => Takes(subscription, one, units)).Select(subscription => subscription.Id)]))
                .Where(matched => matched.Endpoints.Count > 0),
        ];
    }

    private static bool Takes(Subscription subscription, WebhookEvent one, IReadOnlyList<Guid> units) =>
        (one.Units ?? units).Contains(subscription.NodeId) && TypePattern.MatchesAny(subscription.Types, one.Type);

    private static async Task<IReadOnlyDictionary<Guid, ClientContact>> ContactsAsync(Session session, Change change, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<ClientContact>(
            "select id, name, email, phone from records.v_client_contact where network_id = @Network and id = any(@Ids)",
            new { change.Network, Ids = change.Ids.ToArray() },
            cancellationToken);
        return rows.ToDictionary(row => row.Id);
    }
}
