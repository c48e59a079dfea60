using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Records.Contracts;

/// <summary>What people agreed to, over all sources. Whoever sends asks here first, in the transaction that sends: a withdrawal holds from the moment it is stored.</summary>
public interface IConsents
{
    /// <summary>The latest word of each address.</summary>
    /// <param name="session">A session that sees the network.</param>
    /// <param name="network">The network.</param>
    /// <param name="channel">email, sms, phone, push or post.</param>
    /// <param name="purpose">marketing, service or survey.</param>
    /// <param name="addresses">Mail addresses (compared without case) or phone numbers (compared by their digits and a leading +).</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>Per address as it was asked: true when granted, false when withdrawn. Addresses of which nothing was ever said are absent.</returns>
    /// <remarks>Of a grant and a withdrawal at one instant the withdrawal counts.</remarks>
    Task<IReadOnlyDictionary<string, bool>> LatestAsync(
        Session session, NetworkId network, string channel, string purpose, IReadOnlyCollection<string> addresses, CancellationToken cancellationToken);
}
