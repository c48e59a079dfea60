using BookedBarber.Records.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Records.Features.Consents;

internal sealed class ConsentsOfNetwork : IConsents
{
    // The address is brought into the form of consent.address_key by the same expression.
    private const string Sql =
        """
        select asked.address, latest.state = 'granted' as is_granted
        from unnest(@Addresses::text[]) as asked (address)
        cross join lateral (
            select c.state from records.consent c
            where c.network_id = @Network and c.channel = @channel and c.purpose = @purpose
              and c.address_key = (case when asked.address like '%@%' then lower(asked.address) else regexp_replace(asked.address, '[^0-9+]', '', 'g') end) collate "C"
            order by c.at desc, c.state = 'withdrawn' desc limit 1) latest
        """;

    public async Task<IReadOnlyDictionary<string, bool>> LatestAsync(
        Session session, NetworkId network, string channel, string purpose, IReadOnlyCollection<string> addresses, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(addresses);
        var rows = await session.QueryAsync<(string Address, bool IsGranted)>(
            Sql, new { Network = network.Value, channel, purpose, Addresses = addresses.Distinct(StringComparer.Ordinal).ToArray() }, cancellationToken);
        return rows.ToDictionary(row => row.Address, row => row.IsGranted, StringComparer.Ordinal);
    }
}
