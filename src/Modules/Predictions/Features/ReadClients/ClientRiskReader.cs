using System.ComponentModel;
using System.Text.Json.Serialization;
using BookedBarber.Predictions.Web;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Predictions.Features.ReadClients;

/// <summary>What is to be expected of a client.</summary>
internal sealed record ClientRiskItem
{
    public Guid ClientId { get; init; }

    public string? Name { get; init; }

    [Description("Where the last visit was.")]
    public Guid LocationId { get; init; }

    public string Currency { get; init; } = string.Empty;

    [Description("The last day that was known.")]
    public DateOnly AsOf { get; init; }

    public Guid ModelId { get; init; }

    [Description("own_rhythm, visit_model (too few like them to learn more) or share_of_all (too few for a model).")]
    public string Basis { get; init; } = string.Empty;

    public int Visits { get; init; }

    public DateOnly FirstVisit { get; init; }

    public DateOnly LastVisit { get; init; }

    [Description("Median days from one visit to the next; null with fewer than three visits.")]
    public double? UsualGapDays { get; init; }

    [Description("Away for more than twice the usual gap, or for more than 120 days where there is none.")]
    public bool IsLapsed { get; init; }

    [Description("Chance that the client has not left for good.")]
    public double Alive { get; init; }

    [Description("Chance of no visit in the next 90 days.")]
    public double NoVisit { get; init; }

    [Description("In the next 90 days.")]
    public double ExpectedVisits { get; init; }

    [JsonConverter(typeof(DecimalString))]
    public decimal ValueToDate { get; init; }

    [Description("36 months of expected visits, what is left of them, discounted; null where too little is known.")]
    [JsonConverter(typeof(DecimalString))]
    public decimal? ValueAhead { get; init; }

    [Description("What the next 90 days would bring at the usual rhythm, times the chance of no visit.")]
    [JsonConverter(typeof(DecimalString))]
    public decimal ValueAtRisk { get; init; }

    [Description("none, reminder, second_visit_offer, win_back_offer, personal_call or let_go.")]
    public string Step { get; init; } = string.Empty;

    public string Reason { get; init; } = string.Empty;
}

/// <summary>Clients of a unit in numbers.</summary>
/// <param name="AsOf">The last day that was known; null before the first run.</param>
internal sealed record ClientRiskSummary(DateOnly? AsOf, long Clients, long AtRisk, long Lapsed, IReadOnlyList<ValueSum> ValueAtRisk, IReadOnlyList<StepCount> Steps);

/// <summary>A sum in one currency, of clients at risk.</summary>
internal sealed record ValueSum(string Currency, [property: JsonConverter(typeof(DecimalString))] decimal Amount);

/// <summary>How many clients a step is proposed for.</summary>
internal sealed record StepCount(string Step, long Clients);

/// <summary>Which clients.</summary>
internal sealed record ClientQuestion(VisibleLocations Locations, string State, string? Step, double? MinRisk, string Sort);

/// <summary>Reads what is to be expected of clients.</summary>
internal sealed class ClientRiskReader(IDatabase database)
{
    private const string Columns =
        """
        o.client_id, c.name, o.location_id, o.currency, o.as_of, o.model_id, o.basis, o.visits, o.first_day as first_visit, o.last_day as last_visit, round(o.usual_gap::numeric, 1)::float8 as usual_gap_days, o.is_lapsed,
        round(o.p_alive::numeric, 4)::float8 as alive, round(o.p_no_visit::numeric, 4)::float8 as no_visit, round(o.expected_visits::numeric, 3)::float8 as expected_visits, o.value_to_date, o.value_ahead, o.value_at_risk, o.step, o.reason
        """;

    private const string Joined = "predictions.client_outlook o left join records.v_client_contact c on c.network_id = o.network_id and c.id = o.client_id";

    // Somebody who has been gone for a year is not at risk any more.
    private const string AtRisk = "o.p_no_visit >= 0.5 and not o.is_lapsed";

    public async Task<IReadOnlyList<ClientRiskItem>> ListAsync(NetworkId network, ClientQuestion question, Paging paging, CancellationToken cancellationToken)
    {
        var condition = question.State switch { "at_risk" => AtRisk, "lapsed" => "o.is_lapsed", _ => "true" };
        var order = question.Sort switch { "risk" => "o.p_no_visit desc", "last_visit" => "o.last_day desc", "value_ahead" => "o.value_ahead desc nulls last", _ => "o.value_at_risk desc" };
        await using var session = await database.ReadAsync(network, cancellationToken);
        return await session.QueryAsync<ClientRiskItem>(
            $"""
             select {Columns} from {Joined}
             where o.network_id = @network and (@Everywhere or o.location_id = any(@Ids)) and {condition}
               and (@Step::text is null or o.step = @Step) and (@MinRisk::float8 is null or o.p_no_visit >= @MinRisk)
             order by {order}, o.client_id limit @Limit + 1 offset @Offset
             """,
            new { network, Everywhere = question.Locations.Ids is null, Ids = question.Locations.Ids?.ToArray() ?? [], question.Step, question.MinRisk, paging.Limit, paging.Offset },
            cancellationToken);
    }

    public async Task<ClientRiskItem?> FindAsync(NetworkId network, Guid client, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(network, cancellationToken);
        return await session.FirstAsync<ClientRiskItem>($"select {Columns} from {Joined} where o.network_id = @network and o.client_id = @client", new { network, client }, cancellationToken);
    }

    public async Task<ClientRiskSummary> SummaryAsync(NetworkId network, VisibleLocations locations, CancellationToken cancellationToken)
    {
        const string Where = "o.network_id = @network and (@Everywhere or o.location_id = any(@Ids))";
        var parameters = new { network, Everywhere = locations.Ids is null, Ids = locations.Ids?.ToArray() ?? [] };
        await using var session = await database.ReadAsync(network, cancellationToken);
        var counts = await session.FirstAsync<Counts>(
            $"select max(o.as_of) as as_of, count(*) as clients, count(*) filter (where {AtRisk}) as at_risk, count(*) filter (where o.is_lapsed) as lapsed from predictions.client_outlook o where {Where}", parameters, cancellationToken);
        var sums = await session.QueryAsync<ValueSum>(
            $"select o.currency, sum(o.value_at_risk) as amount from predictions.client_outlook o where {Where} and {AtRisk} group by o.currency order by o.currency", parameters, cancellationToken);
        var steps = await session.QueryAsync<StepCount>($"select o.step, count(*) as clients from predictions.client_outlook o where {Where} and o.step <> 'none' group by o.step order by 2 desc", parameters, cancellationToken);
        return new ClientRiskSummary(counts!.AsOf, counts.Clients, counts.AtRisk, counts.Lapsed, sums, steps);
    }

    private sealed record Counts
    {
        public DateOnly? AsOf { get; init; }

        public long Clients { get; init; }

        public long AtRisk { get; init; }

        public long Lapsed { get; init; }
    }
}
