using System.Runtime.CompilerServices;
using BookedBarber.Algorithms.Clients;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Npgsql;

namespace BookedBarber.Predictions.Inputs;

/// <summary>A client with the visits that the records tell of.</summary>
/// <param name="Location">Where the last visit was.</param>
/// <param name="Currency">Of the last visit; amounts in other currencies are left out.</param>
internal sealed record VisitingClient(Guid Id, Guid Location, string Currency, ClientVisits Visits);

/// <summary>Reads clients one after the other, so that a network of any size takes little memory.</summary>
internal sealed class VisitReader(IDatabase database)
{
    // All days of a large network, read while the night's other work goes on.
    private const int NightSeconds = 600;

    private sealed record Visit(Guid Client, Guid Location, DateOnly Day, string Currency, double Amount);

    /// <summary>Every client of a network with a visit before a day, by id.</summary>
    public async IAsyncEnumerable<VisitingClient> ReadAsync(NetworkId network, DateOnly before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(network, cancellationToken);
        await using var command = new NpgsqlCommand(
            """
            select client_id, location_id, business_day, currency, net_sales::float8 from records.v_client_sale
            where network_id = $1 and is_visit and business_day < $2
            order by client_id, business_day
            """,
            session.Connection,
            session.Transaction) { CommandTimeout = NightSeconds };
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = network.Value });
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = before });
        var visits = new List<Visit>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var visit = new Visit(reader.GetGuid(0), reader.GetGuid(1), reader.GetFieldValue<DateOnly>(2), string.Intern(reader.GetString(3)), reader.GetDouble(4));
            if (visits.Count > 0 && visits[^1].Client != visit.Client)
            {
                yield return Client(visits);
                visits.Clear();
            }

            visits.Add(visit);
        }

        if (visits.Count > 0)
        {
            yield return Client(visits);
        }
    }

    // Several receipts of one day are one visit.
    private static VisitingClient Client(List<Visit> visits)
    {
        var last = visits[^1];
        var days = visits.GroupBy(visit => visit.Day).Select(day => (day.Key, Amount: day.Where(visit => visit.Currency == last.Currency).Sum(visit => visit.Amount))).ToList();
        return new VisitingClient(last.Client, last.Location, last.Currency, new ClientVisits([.. days.Select(day => day.Key)], [.. days.Select(day => day.Amount)]));
    }
}
