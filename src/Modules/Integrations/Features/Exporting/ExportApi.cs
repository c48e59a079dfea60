using System.ComponentModel;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Integrations.Features.Exporting;

/// <summary>Exports over REST.</summary>
internal static class ExportApi
{
    public static void MapExports(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGroup("/api/v2/franchise/networks/{networkId:guid}/export").WithTags("Exports")
            .MapGet("/{record}", ExportAsync).Needs(Permission.Export).WithName("exportRecords").WithSummary("Export records")
            .WithDescription("All records of a type that the caller may see, as a file: bookings, clients, daily-closes, products, sales, services, shifts and staff, which the import profile bookedbarber/RECORD reads, and what connected systems bring, such as invoices, journal-entries, leads, campaigns, messages or reviews. Each export is noted in the audit trail.");

    private static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> ExportAsync(
        Guid networkId,
        string record,
        Scope scope,
        ExportRecords export,
        [Description("csv (default) or json.")] string? format,
        [Description("First business day; for records that have a day.")] DateOnly? from,
        [Description("Last business day.")] DateOnly? to,
        CancellationToken cancellationToken)
    {
        if (ExportTables.Find(record) is not { } table)
        {
            return new Problem("unknown_record", $"There is no export of '{record}'. Known are: {string.Join(", ", ExportTables.All.Select(known => known.Name))}.", ProblemKind.NotFound).ToHttp();
        }

        if (format is not (null or "csv" or "json") || from > to)
        {
            return Problem.Invalid(from > to ? new FieldProblem("to", "out_of_range", "'to' is before 'from'.") : new FieldProblem("format", "unknown_format", "The format is csv or json.")).ToHttp();
        }

        var days = from is null && to is null ? (Period?)null : new Period(from ?? DateOnly.MinValue, to ?? DateOnly.MaxValue);
        await export.NoteAsync(scope, table, format ?? "csv", days, cancellationToken);
        return TypedResults.Stream(
            body => export.WriteAsync(scope, table, format == "json", days, body, cancellationToken),
            format == "json" ? "application/json" : "text/csv; charset=utf-8",
            $"{record}.{format ?? "csv"}");
    }
}
