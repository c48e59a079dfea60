using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Access.Storage;

/// <summary>
/// Access is the one module that works in system sessions on behalf of requests, because people and sign-ins belong to no network.
/// Each such statement names the network and the nodes itself; the actor is set here so that the trail tells who it was.
/// </summary>
internal static class SessionActor
{
    public static async Task<Session> ActAsync(this IDatabase database, Caller caller, string cause, CancellationToken cancellationToken)
    {
        var session = await database.SystemAsync(cause, cancellationToken);
        await session.ActAsAsync(caller.Id, caller.Name, cancellationToken);
        return session;
    }

    public static Task ActAsAsync(this Session session, PersonId id, string name, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            "select set_config('app.actor_id', @Id, true), set_config('app.actor_name', @Name, true)",
            new { Id = id.ToString(), Name = name },
            cancellationToken);

    /// <summary>Records an action of a person in each network where they hold a role, or in the platform's trail when they hold none.</summary>
    public static async Task RecordForPersonAsync(this Session session, PersonId person, string action, Guid? subject, object details, CancellationToken cancellationToken)
    {
        var networks = await session.QueryAsync<NetworkId>("select distinct network_id from access.role_grant where person_id = @Person", new { Person = person }, cancellationToken);
        foreach (var network in networks.DefaultIfEmpty(Platform))
        {
            await session.RecordActionAsync(network, action, subject, details, cancellationToken);
        }
    }

    /// <summary>The network id under which the trail keeps what concerns no network.</summary>
    public static NetworkId Platform { get; } = new(Guid.Empty);
}
