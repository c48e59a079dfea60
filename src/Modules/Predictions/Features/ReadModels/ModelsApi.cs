using System.ComponentModel;
using BookedBarber.Predictions.Models;
using BookedBarber.Predictions.Web;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Predictions.Features.ReadModels;

/// <summary>The register of models over REST.</summary>
internal static class ModelsApi
{
    private const int MostListed = 200;
    private const int LongestNote = 1000;

    private static readonly string[] States = ["at_work", "waiting", "refused", "retired"];

    public static void MapModels(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup(PredictionsApi.Group + "/models").WithTags(PredictionsApi.Tag);
        group.MapGet("", ListAsync).Needs(Permission.MeasuresRead).WithName("listPredictionModels").WithSummary("List versions of models")
            .WithDescription("Which version answers, which ones wait for a decision, and how each did on outcomes that it had not seen, beside the naive forecast. The newest 200 of what is asked for.");
        group.MapGet("/{modelId:guid}", GetAsync).Needs(Permission.MeasuresRead).WithName("getPredictionModel").WithSummary("Read a version of a model")
            .WithDescription("Its settings, seed, training window, trials and calibration.");
        group.MapPost("/{modelId:guid}/decision", DecideAsync).Needs(Permission.PredictionsManage).WithName("decidePredictionModel").WithSummary("Approve or refuse a version of a model")
            .WithDescription("An approved version goes to work with the next run and retires the one before it; refusing the one at work brings back the one before it. Models are the whole network's, so the permission is needed there. The audit trail keeps who decided.");
    }

    private static async Task<Results<Ok<ModelList>, ProblemHttpResult>> ListAsync(
        Scope scope,
        [Description("revenue, clients, no_show, demand, price or sites; all by default.")] string? kind,
        [Description("at_work, waiting, refused or retired; all by default.")] string? state,
        IDatabase database,
        CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(kind) && !PredictionKinds.TryParse(kind, out _))
        {
            return Problem.Invalid(new FieldProblem("kind", "unknown", $"Give one of {string.Join(", ", PredictionKinds.All.Select(one => one.Name()))}.")).ToHttp();
        }

        if (!string.IsNullOrEmpty(state) && !States.Contains(state, StringComparer.Ordinal))
        {
            return Problem.Invalid(new FieldProblem("state", "unknown", $"Give one of {string.Join(", ", States)}.")).ToHttp();
        }

        await using var session = await database.ReadAsync(scope.Network, cancellationToken);
        var models = await session.QueryAsync<ModelVersion>(
            $"""
             select {ModelVersion.Columns} from predictions.model
             where network_id = @Network and (@Kind::text is null or kind = @Kind) and (@State::text is null or state = @State) order by trained_at desc, id desc limit {MostListed}
             """,
            new { scope.Network, Kind = string.IsNullOrEmpty(kind) ? null : kind, State = string.IsNullOrEmpty(state) ? null : state },
            cancellationToken);
        return TypedResults.Ok(new ModelList([.. models.Select(ModelItem.Of)]));
    }

    private static async Task<Results<Ok<ModelDetail>, ProblemHttpResult>> GetAsync(Scope scope, Guid modelId, IDatabase database, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(scope.Network, cancellationToken);
        return await session.FirstAsync<ModelVersion>($"select {ModelVersion.Columns} from predictions.model where network_id = @Network and id = @modelId", new { scope.Network, modelId }, cancellationToken) is { } model
            ? TypedResults.Ok(ModelDetail.Of(model))
            : Problem.NotFound("model").ToHttp();
    }

    private static async Task<Results<Ok<ModelDetail>, ProblemHttpResult>> DecideAsync(Scope scope, Guid modelId, ModelDecision body, IDatabase database, ModelRegistry registry, CancellationToken cancellationToken)
    {
        var faults = new List<FieldProblem>();
        if (body.Decision is not ("approve" or "refuse"))
        {
            faults.Add(new FieldProblem("decision", "unknown", "Give approve or refuse."));
        }

        if (string.IsNullOrWhiteSpace(body.Note) || body.Note.Length > LongestNote || body.Note.Contains('\0', StringComparison.Ordinal))
        {
            faults.Add(new FieldProblem("note", "required", $"Say why, in at most {LongestNote} characters."));
        }

        if (faults.Count > 0)
        {
            return Problem.Invalid([.. faults]).ToHttp();
        }

        if (!scope.SeesWholeNetwork)
        {
            return Problem.Forbidden("decide about models of the whole network").ToHttp();
        }

        await using var session = await database.WriteAsync(scope, "api", cancellationToken);
        var decided = await registry.DecideAsync(session, scope, modelId, body.Decision == "approve", body.Note!.Trim(), cancellationToken);
        if (!decided.Succeeded)
        {
            return decided.Problem.ToHttp();
        }

        await session.CommitAsync(cancellationToken);
        return TypedResults.Ok(ModelDetail.Of(decided.Value));
    }
}
