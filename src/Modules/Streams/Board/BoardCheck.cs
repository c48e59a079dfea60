using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BookedBarber.Streams.Board;

/// <summary>Ready once the live board holds all networks.</summary>
internal sealed class BoardCheck(LiveBoard board) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken) =>
        Task.FromResult(board.IsLoaded ? HealthCheckResult.Healthy("loaded") : HealthCheckResult.Unhealthy("loading"));
}
