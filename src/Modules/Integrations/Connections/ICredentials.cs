using BookedBarber.Shared;

namespace BookedBarber.Integrations.Connections;

/// <summary>The only door to what opens a vendor's system. What comes out can be put on a request, not read.</summary>
internal interface ICredentials
{
    /// <summary>What authorises calls now, renewed before it expires: by one caller at a time over all nodes.</summary>
    /// <returns>
    /// The grant; <c>reconnect_needed</c> when a person has to agree again, <c>connection_not_ready</c> when it was never authorised,
    /// <c>renewal_unavailable</c> when the vendor cannot be reached to renew it.
    /// </returns>
    Task<Result<VendorGrant>> GetAsync(Connection connection, CancellationToken cancellationToken);

    /// <summary>The vendor answered 401 to this grant. Renews it once over all nodes, however many callers met the 401; one that cannot be renewed asks its owner to reconnect.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="refused">The grant that was refused. A newer one that exists already is returned as it is.</param>
    /// <param name="cancellationToken">Ends the caller's waiting, not the renewal.</param>
    /// <returns>As <see cref="GetAsync"/>.</returns>
    Task<Result<VendorGrant>> RefusedAsync(Connection connection, VendorGrant refused, CancellationToken cancellationToken);

    /// <summary>What webhooks of this connection are verified with.</summary>
    Task<HookSecrets> HookSecretsAsync(Connection connection, CancellationToken cancellationToken);

    /// <summary>Keeps the secret that the vendor gave when a webhook was registered. The one before stays good for <paramref name="overlap"/>.</summary>
    Task KeepHookSecretAsync(Connection connection, Secret secret, TimeSpan overlap, CancellationToken cancellationToken);
}
