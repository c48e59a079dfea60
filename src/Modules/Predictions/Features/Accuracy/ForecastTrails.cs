using BookedBarber.Network.Contracts;
using BookedBarber.Predictions.Features.ReadModels;
using BookedBarber.Predictions.Features.ReadRevenue;
using BookedBarber.Predictions.Models;
using BookedBarber.Predictions.Web;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Predictions.Features.Accuracy;

/// <summary>A forecast followed from its inputs to what came.</summary>
/// <param name="Inputs">What it was made from.</param>
/// <param name="Model">The version that made it, with its trials.</param>
/// <param name="RunId">The run in which it was made.</param>
/// <param name="Outcome">What has come since.</param>
internal sealed record ForecastTrail(Guid ForecastId, NodeItem Node, bool IsTrial, DateOnly MadeOn, ForecastInputs Inputs, ModelDetail Model, Guid RunId, JudgedForecast Outcome);

/// <summary>What a forecast was made from.</summary>
/// <param name="Measure">The measure whose days were read; its definition is in the catalogue of measures.</param>
/// <param name="From">First day with sales.</param>
/// <param name="To">Last day that was known.</param>
/// <param name="Days">Days with sales.</param>
internal sealed record ForecastInputs(string Measure, Guid NodeId, string Currency, DateOnly From, DateOnly To, int Days);

/// <summary>Follows forecasts.</summary>
internal sealed class ForecastTrails(IDatabase database, INetworkTree tree, ForecastJudge judge, TimeProvider clock)
{
    public async Task<Result<ForecastTrail>> FollowAsync(Scope scope, Guid id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        await tree.LoadAsync(cancellationToken);
        RevenueRow? row;
        ModelVersion? model;
        await using (var session = await database.ReadAsync(scope.Network, cancellationToken))
        {
            row = await session.FirstAsync<RevenueRow>(
                $"select {RevenueRow.Columns}, m.method, m.version from predictions.revenue r join predictions.model m on m.network_id = r.network_id and m.id = r.model_id where r.network_id = @Network and r.id = @id", new { scope.Network, id }, cancellationToken);
            model = row is null ? null : await session.FirstAsync<ModelVersion>($"select {ModelVersion.Columns} from predictions.model where network_id = @Network and id = @ModelId", new { scope.Network, row.ModelId }, cancellationToken);
        }

        if (row is null || model is null || tree.Find(new NodeId(row.NodeId)) is not { } node || !scope.Sees(node.Ref))
        {
            return Problem.NotFound("forecast");
        }

        return new ForecastTrail(
            row.Id, AskedNode.Item(node), row.IsTrial, row.MadeOn, new ForecastInputs("net_sales", row.NodeId, row.Currency, row.KnownFrom, row.MadeOn.AddDays(-1), row.KnownDays), ModelDetail.Of(model), row.RunId,
            await judge.JudgeAsync(node, row, node.DayAt(clock.GetUtcNow()), cancellationToken));
    }
}
