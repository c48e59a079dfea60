using System.Text.Json.Serialization;
using BookedBarber.Measures.Domain;
using BookedBarber.Measures.Reading;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Measures.Features.SetTargets;

/// <summary>A target to be set.</summary>
/// <param name="Measure">Name of a measure.</param>
/// <param name="NodeId">A share or an average holds for this node and all below it; a sum is per calendar month and holds for this node alone.</param>
/// <param name="Value">Decimal, 0 or more.</param>
/// <param name="From">Day from which it holds; today when left out.</param>
internal sealed record TargetBody(string? Measure, Guid? NodeId, [property: JsonConverter(typeof(DecimalString))] decimal? Value, DateOnly? From);

/// <summary>A target.</summary>
internal sealed record TargetItem(string Measure, Guid NodeId, [property: JsonConverter(typeof(DecimalString))] decimal Value, DateOnly From, DateTimeOffset SetAt);

/// <summary>Targets that the caller may see.</summary>
internal sealed record TargetList(IReadOnlyList<TargetItem> Items);

/// <summary>What a network sets for its measures.</summary>
/// <param name="ContributionRate">Share of net sales that is left after what a visit itself costs, 0–1; for lifetime value. Default 0.40.</param>
/// <param name="MonthlyDiscount">By how much a month's delay makes money worth less, 0–1; for lifetime value. Default 0.01.</param>
internal sealed record ParametersItem([property: JsonConverter(typeof(DecimalString))] decimal ContributionRate, [property: JsonConverter(typeof(DecimalString))] decimal MonthlyDiscount);

/// <summary>Targets and parameters of measures over REST.</summary>
internal static class TargetsApi
{
    public static void MapTargets(this IEndpointRouteBuilder endpoints)
    {
        var network = endpoints.MapGroup("/api/v2/franchise/networks/{networkId:guid}").WithTags("Measures");
        network.MapGet("/targets", ListAsync).Needs(Permission.MeasuresRead).WithName("listTargets").WithSummary("List targets")
            .WithDescription("Target values of measures, newest first, at nodes that the caller may see.");
        network.MapPut("/targets", PutAsync).Needs(Permission.TargetsWrite).WithName("setTarget").WithSummary("Set a target")
            .WithDescription("Sets the target of a measure at a node from a day on. The same measure, node and day again replaces the value.");
        network.MapGet("/measures/parameters", GetParametersAsync).Needs(Permission.MeasuresRead).WithName("readMeasureParameters").WithSummary("Read the measures' parameters")
            .WithDescription("What the network sets for its measures, or the defaults.");
        network.MapPut("/measures/parameters", PutParametersAsync).Needs(Permission.TargetsWrite).WithName("setMeasureParameters").WithSummary("Set the measures' parameters")
            .WithDescription("Needs the permission for the whole network.");
    }

    private static async Task<Ok<TargetList>> ListAsync(Scope scope, IDatabase database, INetworkTree tree, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(scope.Network, cancellationToken);
        var items = await session.QueryAsync<TargetItem>(
            "select measure, node_id, value, from_day as \"from\", set_at from measures.target where network_id = @Network order by from_day desc, measure, node_id", new { scope.Network }, cancellationToken);
        return TypedResults.Ok(new TargetList([.. items.Where(item => tree.Find(new NodeId(item.NodeId)) is { } node && scope.Sees(node.Ref))]));
    }

    private static async Task<Results<Ok<TargetItem>, ProblemHttpResult>> PutAsync(Scope scope, TargetBody body, IDatabase database, INetworkTree tree, TimeProvider clock, CancellationToken cancellationToken)
    {
        var faults = new List<FieldProblem>();
        if (body.Measure is null || Catalogue.Find(body.Measure) is null)
        {
            faults.Add(new FieldProblem("measure", "unknown_measure", "Name a measure of the catalogue."));
        }

        // Fifteen digits before the point are more than any network takes.
        if (body.Value is not (>= 0 and < 1_000_000_000_000_000m))
        {
            faults.Add(new FieldProblem("value", "out_of_range", "Give a decimal of 0 or more."));
        }

        if (body.NodeId is null)
        {
            faults.Add(new FieldProblem("nodeId", "required", "Give the node's id."));
        }

        if (faults.Count > 0)
        {
            return Problem.Invalid([.. faults]).ToHttp();
        }

        if (tree.Find(new NodeId(body.NodeId!.Value)) is not { } node || !scope.Sees(node.Ref))
        {
            return Problem.NotFound("node").ToHttp();
        }

        var item = new TargetItem(body.Measure!, node.Id.Value, body.Value!.Value, body.From ?? node.DayAt(clock.GetUtcNow()), clock.GetUtcNow());
        await using var session = await database.WriteAsync(scope, "api", cancellationToken);
        await session.ExecuteAsync(
            """
            insert into measures.target (network_id, id, measure, node_id, from_day, value, set_at)
            values (@Network, @Id, @Measure, @NodeId, @From, @Value, @SetAt)
            on conflict (network_id, measure, node_id, from_day) do update set value = excluded.value, set_at = excluded.set_at
            """,
            new { scope.Network, Id = Guid.CreateVersion7(clock.GetUtcNow()), item.Measure, item.NodeId, item.From, item.Value, item.SetAt },
            cancellationToken);
        await session.CommitAsync(cancellationToken);
        return TypedResults.Ok(item);
    }

    private static async Task<Ok<ParametersItem>> GetParametersAsync(Scope scope, IDatabase database, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(scope.Network, cancellationToken);
        var parameters = await MeasureParameters.ReadAsync(session, scope.Network, cancellationToken);
        return TypedResults.Ok(new ParametersItem(parameters.ContributionRate, parameters.MonthlyDiscount));
    }

    private static async Task<Results<Ok<ParametersItem>, ProblemHttpResult>> PutParametersAsync(Scope scope, ParametersItem body, IDatabase database, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (!scope.SeesWholeNetwork)
        {
            return Problem.Forbidden("set what holds for the whole network").ToHttp();
        }

        if (body.ContributionRate is < 0 or > 1 || body.MonthlyDiscount is < 0 or > 1)
        {
            return Problem.Invalid(new FieldProblem("contributionRate", "out_of_range", "Both are shares between 0 and 1.")).ToHttp();
        }

        await using var session = await database.WriteAsync(scope, "api", cancellationToken);
        await session.ExecuteAsync(
            """
            insert into measures.parameter (network_id, id, name, value)
            select @Network, i, n, v from unnest(@Ids::uuid[], @Names::text[], @Values::numeric[]) p(i, n, v)
            on conflict (network_id, name) do update set value = excluded.value
            """,
            new
            {
                scope.Network,
                Ids = new[] { Guid.CreateVersion7(clock.GetUtcNow()), Guid.CreateVersion7(clock.GetUtcNow()) },
                Names = new[] { MeasureParameters.ContributionRateName, MeasureParameters.MonthlyDiscountName },
                Values = new[] { body.ContributionRate, body.MonthlyDiscount },
            },
            cancellationToken);
        await session.CommitAsync(cancellationToken);
        return TypedResults.Ok(body);
    }
}
