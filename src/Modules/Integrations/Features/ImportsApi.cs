using System.ComponentModel;
using System.Globalization;
using BookedBarber.Integrations.Features.Previewing;
using BookedBarber.Integrations.Features.RunImport;
using BookedBarber.Integrations.Features.UploadImport;
using BookedBarber.Integrations.Features.Watching;
using BookedBarber.Integrations.Profiles;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Integrations.Features;

/// <summary>Imports over REST.</summary>
internal static class ImportsApi
{
    public static void MapImports(this IEndpointRouteBuilder endpoints)
    {
        var imports = endpoints.MapGroup("/api/v2/franchise/networks/{networkId:guid}/imports").WithTags("Imports");
        imports.MapGet("/profiles", Profiles).Needs(Permission.ImportsRead).WithName("listImportProfiles").WithSummary("List import profiles")
            .WithDescription("The built-in profiles with the columns that each reads and their YAML, to begin a profile of your own with.");
        imports.MapPost("/", StartAsync).Needs(Permission.ImportsRun).WithName("startImport").WithSummary("Start an import")
            .WithDescription("multipart/form-data with file (one or more, also gzip), profile (a built-in name) or profileYaml (your own), locationId where the rows name no location, and dryRun. Answers at once; the Location header leads to the progress.")
            .WithMetadata(new DisableRequestSizeLimitAttribute()).DisableAntiforgery();
        imports.MapPost("/preview", PreviewAsync).Needs(Permission.ImportsRun).WithName("previewImport").WithSummary("Preview a file")
            .WithDescription("The first ten rows before and after mapping. Without a profile the built-in one whose columns fit best is used. Writes nothing.")
            .WithMetadata(new DisableRequestSizeLimitAttribute()).DisableAntiforgery();
        imports.MapGet("/", ListAsync).Needs(Permission.ImportsRead).WithName("listImports").WithSummary("List imports").WithDescription("The newest first.");
        imports.MapGet("/{importId:guid}", GetAsync).Needs(Permission.ImportsRead).WithName("getImport").WithSummary("Read an import").WithDescription("With its progress while it runs.");
        imports.MapGet("/{importId:guid}/refused", RefusedAsync).Needs(Permission.ImportsRead).WithName("listRefusedRows").WithSummary("List refused rows")
            .WithDescription("File, line, column, cause and the row itself. With format=csv all of them as a CSV file.");
        imports.MapPost("/{importId:guid}/cancel", CancelAsync).Needs(Permission.ImportsRun).WithName("cancelImport").WithSummary("Cancel an import")
            .WithDescription("Stops it after the rows under way; what was imported stays.");
    }

    private static Ok<ImportPage<ProfileItem>> Profiles(Guid networkId, Scope scope) =>
        TypedResults.Ok(new ImportPage<ProfileItem>(
            [.. BuiltInProfiles.All().Select(profile => new ProfileItem(profile.Name, profile.Title, profile.Record, [.. Enumerable.Range(0, profile.Fields.Count).Select(index => profile.Fields[index].Name)], profile.Description, BuiltInProfiles.Find(profile.Name)!))],
            null));

    private static async Task<Results<Accepted<ImportItem>, ProblemHttpResult>> StartAsync(
        Guid networkId, Scope scope, HttpRequest request, StartImport start, WatchImports watch, CancellationToken cancellationToken)
    {
        var upload = await Upload.ReadAsync(request, cancellationToken);
        if (!upload.Succeeded)
        {
            return upload.Problem.ToHttp();
        }

        await using var files = upload.Value;
        var started = await start.RunAsync(scope, files, cancellationToken);
        return started.Succeeded
            ? TypedResults.Accepted($"/api/v2/franchise/networks/{networkId}/imports/{started.Value}", await watch.FindAsync(scope, started.Value, cancellationToken))
            : started.Problem!.ToHttp();
    }

    private static async Task<Results<Ok<ImportPreview>, ProblemHttpResult>> PreviewAsync(
        Guid networkId, Scope scope, HttpRequest request, PreviewImport preview, CancellationToken cancellationToken)
    {
        var upload = await Upload.ReadAsync(request, cancellationToken);
        if (!upload.Succeeded)
        {
            return upload.Problem.ToHttp();
        }

        await using var files = upload.Value;
        var shown = await preview.RunAsync(scope, files, cancellationToken);
        return shown.Succeeded ? TypedResults.Ok(shown.Value) : shown.Problem.ToHttp();
    }

    private static async Task<Ok<ImportPage<ImportItem>>> ListAsync(
        Guid networkId,
        Scope scope,
        WatchImports watch,
        [Description("nextCursor of the page before.")] string? cursor,
        [Description("Items on a page, 1 to 200; 50 by default.")] int? limit,
        CancellationToken cancellationToken) => TypedResults.Ok(await watch.ListAsync(scope, cursor, limit, cancellationToken));

    private static async Task<Results<Ok<ImportItem>, ProblemHttpResult>> GetAsync(Guid networkId, Guid importId, Scope scope, WatchImports watch, CancellationToken cancellationToken) =>
        await watch.FindAsync(scope, importId, cancellationToken) is { } item ? TypedResults.Ok(item) : Problem.NotFound("import").ToHttp();

    private static async Task<Results<Ok<ImportItem>, ProblemHttpResult>> CancelAsync(Guid networkId, Guid importId, Scope scope, WatchImports watch, CancellationToken cancellationToken) =>
        await watch.CancelAsync(scope, importId, cancellationToken) is { } item ? TypedResults.Ok(item) : Problem.NotFound("import").ToHttp();

    private static async Task<Results<Ok<ImportPage<RefusedRow>>, PushStreamHttpResult, ProblemHttpResult>> RefusedAsync(
        Guid networkId,
        Guid importId,
        Scope scope,
        ImportStore store,
        [Description("csv for all refused rows as a file; else a page as JSON.")] string? format,
        [Description("nextCursor of the page before.")] string? cursor,
        [Description("Items on a page, 1 to 200; 50 by default.")] int? limit,
        CancellationToken cancellationToken)
    {
        if (await store.FindAsync(scope.Network, importId, cancellationToken) is null)
        {
            return Problem.NotFound("import").ToHttp();
        }

        if (format == "csv")
        {
            return TypedResults.Stream(body => WriteAllAsync(store, scope.Network, importId, body, cancellationToken), "text/csv; charset=utf-8", $"refused-{importId}.csv");
        }

        var size = Math.Clamp(limit ?? 50, 1, 200);
        var after = long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var entries = await store.RefusalsAsync(scope.Network, importId, after, size + 1, cancellationToken);
        var page = entries.Take(size).ToList();
        return TypedResults.Ok(new ImportPage<RefusedRow>([.. page.Select(RefusalReport.Shown)], entries.Count > size ? page[^1].Number.ToString(CultureInfo.InvariantCulture) : null));
    }

    private static async Task WriteAllAsync(ImportStore store, NetworkId network, Guid import, Stream body, CancellationToken cancellationToken)
    {
        await RefusalReport.WriteAsync(body, store.AllRefusalsAsync(network, import, cancellationToken), json: false, cancellationToken);
    }

    /// <summary>A built-in profile.</summary>
    /// <param name="Columns">Columns that a file must have.</param>
    /// <param name="Yaml">Its mapping, as <c>profileYaml</c> takes one.</param>
    internal sealed record ProfileItem(string Name, string Title, string Record, IReadOnlyList<string> Columns, string Description, string Yaml);
}
