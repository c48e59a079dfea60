using BookedBarber.Integrations.Connections.Vault;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Connections.Authorising;

/// <summary>Consents under way: each good once, for ten minutes, for the person who began it.</summary>
internal sealed class ConsentStore(IDatabase database, TimeProvider clock)
{
    /// <summary>Long enough to sign in at the vendor, short enough that a leaked address is worthless soon.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private const string Cause = "consent";

    /// <summary>Notes that a person was sent to the vendor.</summary>
    public async Task BeginAsync(Connection connection, PersonId person, string state, string redirectUri, SealedSecret verifier, CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync(Cause, cancellationToken);
        var now = clock.GetUtcNow();
        await session.ExecuteAsync("delete from integrations.authorisation where network_id = @Network and expires_at < @Before", new { connection.Network, Before = now - TimeSpan.FromDays(1) }, cancellationToken);
        await session.ExecuteAsync(
            """
            insert into integrations.authorisation (network_id, state_hash, connection_id, person_id, redirect_uri, key_version, verifier, created_at, expires_at)
            values (@Network, @Hash, @Id, @person, @redirectUri, @KeyVersion, @Message, @now, @Until)
            """,
            new { connection.Network, Hash = ProofKey.Hash(state), connection.Id, person, redirectUri, verifier.KeyVersion, verifier.Message, now, Until = now + Lifetime },
            cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    /// <summary>Uses a state up. Null: it is not one, was used, is too old, or belongs to somebody else; which of these is not told apart.</summary>
    public async Task<Consent?> UseAsync(string state, PersonId person, CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync(Cause, cancellationToken);
        var now = clock.GetUtcNow();
        var consent = await session.FirstAsync<Consent>(
            """
            update integrations.authorisation set used_at = @now
            where state_hash = @Hash and person_id = @person and used_at is null and expires_at > @now
            returning network_id, connection_id, redirect_uri, key_version, verifier
            """,
            new { Hash = ProofKey.Hash(state), person, now },
            cancellationToken);
        await session.CommitAsync(cancellationToken);
        return consent;
    }
}
