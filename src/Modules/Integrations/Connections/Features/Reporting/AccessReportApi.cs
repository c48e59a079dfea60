using System.ComponentModel;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Integrations.Connections.Features.Reporting;

/// <summary>The report on access over REST.</summary>
internal static class AccessReportApi
{
    private const int DefaultDays = 90;
    private const int MostDays = 366;

    public static void MapAccessReport(this IEndpointRouteBuilder integrations) =>
        integrations.MapGet("/access-report", MakeAsync).Needs(Permission.IntegrationsRead).WithName("readAccessReport").WithSummary("Report on access to other systems")
            .WithDescription("Each connection in the caller's branches: what the vendor lets us do and why, who gave leave, how old that is, how it was used, renewed, refused and ended, and what a person has to do. Nothing of the credentials themselves.");

    private static async Task<Ok<AccessReport>> MakeAsync(
        Guid networkId, Scope scope, AccessReports reports, [Description("Days back that are counted, 1 to 366; 90 by default.")] int? days, CancellationToken cancellationToken) =>
        TypedResults.Ok(await reports.MakeAsync(scope, Math.Clamp(days ?? DefaultDays, 1, MostDays), cancellationToken));
}
