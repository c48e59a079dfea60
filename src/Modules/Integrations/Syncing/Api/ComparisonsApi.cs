using System.ComponentModel;
using BookedBarber.Integrations.Connections.Features.Managing;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Syncing.Comparing;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Integrations.Syncing.Api;

/// <summary>Comparisons with vendors over REST.</summary>
internal static class ComparisonsApi
{
    public static void MapComparisons(this IEndpointRouteBuilder connection)
    {
        connection.MapGet("/comparisons", ListAsync).Needs(Permission.IntegrationsRead).WithName("listComparisons").WithSummary("List comparisons with a vendor").WithDescription("Counts, sums and hashes of both sides, and what differs by key.");
        connection.MapPost("/comparisons", StartAsync).Needs(Permission.IntegrationsManage).WithName("startComparison").WithSummary("Compare a stream with the vendor")
            .WithDescription("Over a span of the vendor's time, the last week by default. With repair what differs is read and written again.");
    }

    private static async Task<Results<Ok<SyncPage<ComparisonItem>>, ProblemHttpResult>> ListAsync(
        Guid networkId,
        Guid connectionId,
        Scope scope,
        ConnectionReader connections,
        IDatabase database,
        [Description("Only those of this stream.")] string? stream,
        [Description("nextCursor of the page before.")] string? cursor,
        [Description("Items on a page, 1 to 200; 50 by default.")] int? limit,
        CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(scope, connectionId, cancellationToken) is not { } connection)
        {
            return Problem.NotFound("connection").ToHttp();
        }

        var size = SyncPage<ComparisonItem>.Size(limit);
        await using var session = await database.ReadAsync(scope.Network, cancellationToken);
        var rows = await session.QueryAsync<ComparisonRow>(
            """
            select id, stream, from_at, to_at, state, ours, theirs, ours_sum, theirs_sum, encode(ours_hash, 'hex') as ours_hash, encode(theirs_hash, 'hex') as theirs_hash, missing, extra, different, repaired,
                   examples::text as examples, code, detail, created_at, finished_at
            from integrations.comparison
            where network_id = @Network and connection_id = @Id and (@stream::text is null or stream = @stream) and (@Before::uuid is null or id < @Before) order by id desc limit @Limit
            """,
            new { connection.Network, connection.Id, stream, Before = Guid.TryParse(cursor, out var before) ? before : (Guid?)null, Limit = size + 1 },
            cancellationToken);
        return TypedResults.Ok(SyncPage<ComparisonItem>.Of(
            rows, size,
            row => new ComparisonItem(
                row.Id, row.Stream, row.FromAt, row.ToAt, row.State, row.Ours, row.Theirs, Text(row.OursSum), Text(row.TheirsSum), row.OursHash, row.TheirsHash, row.Missing, row.Extra, row.Different, row.Repaired,
                StorageJson.Deserialize<List<ComparedKey>>(row.Examples), row.Code, row.Detail, row.CreatedAt, row.FinishedAt),
            row => row.Id.ToString()));
    }

    private static async Task<Results<Accepted<StartedComparison>, ProblemHttpResult>> StartAsync(
        Guid networkId, Guid connectionId, Scope scope, ComparisonRequest request, ConnectionReader connections, ICatalogue catalogue, Comparisons comparisons, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(scope, connectionId, cancellationToken) is not { } connection)
        {
            return Problem.NotFound("connection").ToHttp();
        }

        if (request.Stream is null || catalogue.Find(scope.Network, connection.Vendor)?.Stream(request.Stream) is not { Request: not null, Map: not null })
        {
            return Problem.Invalid(new FieldProblem("stream", "unknown_stream", "The connector has no such stream that can be compared.")).ToHttp();
        }

        if (request.To <= request.From)
        {
            return Problem.Invalid(new FieldProblem("to", "out_of_range", "'to' has to be later than 'from'.")).ToHttp();
        }

        var id = await comparisons.StartAsync(connection, request.Stream, request.From?.ToUniversalTime(), request.To?.ToUniversalTime(), request.Repair, scope.Caller, cancellationToken);
        return TypedResults.Accepted((string?)null, new StartedComparison(id));
    }

    private static string? Text(decimal? amount) => amount?.ToString("0.00##", System.Globalization.CultureInfo.InvariantCulture);

    private sealed record ComparisonRow(
        Guid Id, string Stream, DateTimeOffset? FromAt, DateTimeOffset? ToAt, string State, long? Ours, long? Theirs, decimal? OursSum, decimal? TheirsSum, string? OursHash, string? TheirsHash, long Missing, long Extra,
        long Different, long Repaired, string Examples, string? Code, string? Detail, DateTimeOffset CreatedAt, DateTimeOffset? FinishedAt);
}

/// <summary>A comparison.</summary>
internal sealed record ComparisonItem(
    Guid Id, string Stream, DateTimeOffset? From, DateTimeOffset? To,
    [property: Description("queued, running, same, different, repaired or failed.")] string State,
    [property: Description("Records here.")] long? Ours,
    [property: Description("Records at the vendor.")] long? Theirs,
    [property: Description("Sum of the records' amounts here, where they have one.")] string? OursSum,
    [property: Description("The same at the vendor.")] string? TheirsSum,
    [property: Description("Hash of keys and contents here, whatever their order.")] string? OursHash,
    [property: Description("The same at the vendor.")] string? TheirsHash,
    long Missing, long Extra, long Different, long Repaired,
    [property: Description("The first 200 differences.")] IReadOnlyList<ComparedKey> Examples,
    string? Code, string? Detail, DateTimeOffset CreatedAt, DateTimeOffset? FinishedAt);

/// <summary>A comparison that is asked for.</summary>
internal sealed record ComparisonRequest(
    [property: Description("A stream that can be read.")] string? Stream,
    [property: Description("Beginning of the span; null: a week ago.")] DateTimeOffset? From,
    [property: Description("End of the span; null: ten minutes ago.")] DateTimeOffset? To,
    [property: Description("Whether what differs is repaired. Default false.")] bool Repair);

/// <summary>A comparison that was queued.</summary>
internal sealed record StartedComparison(Guid ComparisonId);
