using BookedBarber.Algorithms;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Measures.Reading;

/// <summary>DEF-09: what a new client is worth over 36 months.</summary>
internal static class LifetimeValue
{
    private const int Months = 36;

    public static async Task<IReadOnlyList<(Guid Node, string Currency, decimal? Value)>> ReadAsync(Session session, NetworkId network, Guid[] nodes, DateOnly asOf, CancellationToken cancellationToken)
    {
        var parameters = await MeasureParameters.ReadAsync(session, network, cancellationToken);
        var lives = (await ClientReader.MonthsOfLifeAsync(session, network, nodes, asOf, Months, cancellationToken)).ToLookup(row => row.NodeId);
        var tickets = await ClientReader.TicketsAsync(session, network, nodes, asOf, cancellationToken);
        return [.. tickets.Select(ticket => (ticket.NodeId, ticket.Currency, Value(lives[ticket.NodeId], ticket, parameters)))];
    }

    /// <summary>Visits expected in a client's month k × net sales per visit × contribution ÷ (1 + discount)^k, summed. Null when too few clients are known.</summary>
    private static decimal? Value(IEnumerable<ClientReader.MonthOfLife> lives, ClientReader.Ticket ticket, MeasureParameters parameters)
    {
        var observed = lives.OrderBy(row => row.Month).Select(row => (row.Clients, row.Visits)).ToList();
        if (ticket.Visits == 0 || observed.Count == 0 || observed[0].Clients < ExpectedVisits.FewestClients)
        {
            return null;
        }

        var visits = ExpectedVisits.PerMonth(observed, Months);
        var discount = 1 / (1 + (double)parameters.MonthlyDiscount);
        var discounted = visits.Select((expected, month) => expected * Math.Pow(discount, month)).Sum();
        return (decimal)discounted * parameters.ContributionRate * ticket.NetSales / ticket.Visits;
    }
}

/// <summary>What a network sets for its measures.</summary>
/// <param name="ContributionRate">Share of net sales that is left after what the visit itself costs. Default 0.40.</param>
/// <param name="MonthlyDiscount">By how much a month's delay makes money worth less. Default 0.01.</param>
internal sealed record MeasureParameters(decimal ContributionRate, decimal MonthlyDiscount)
{
    public const string ContributionRateName = "contribution_rate";
    public const string MonthlyDiscountName = "monthly_discount";

    public static MeasureParameters Default { get; } = new(0.40m, 0.01m);

    private sealed record Row(string Name, decimal Value);

    public static async Task<MeasureParameters> ReadAsync(Session session, NetworkId network, CancellationToken cancellationToken)
    {
        var rows = (await session.QueryAsync<Row>("select name, value from measures.parameter where network_id = @network", new { network }, cancellationToken)).ToDictionary(row => row.Name, row => row.Value, StringComparer.Ordinal);
        return new(rows.GetValueOrDefault(ContributionRateName, Default.ContributionRate), rows.GetValueOrDefault(MonthlyDiscountName, Default.MonthlyDiscount));
    }
}
