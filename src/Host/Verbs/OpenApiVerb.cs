using BookedBarber.Host.Serving;
using BookedBarber.Shared;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace BookedBarber.Host.Verbs;

/// <summary>Writes the OpenAPI document, so that the committed one can be renewed and compared.</summary>
internal sealed class OpenApiVerb(IConfiguration configuration) : IOfflineVerb
{
    public string Name => "openapi";

    public string Summary => "Write the OpenAPI document of this release.";

    public string Usage => "Usage: ./run openapi FILE\n\nWrites the document that /openapi/v2.json serves to FILE. The committed one is docs/api/openapi.json.";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        if (arguments is not [var file])
        {
            await error.WriteLineAsync(Usage);
            return 2;
        }

        await File.WriteAllTextAsync(file, await RenderAsync(configuration, cancellationToken), cancellationToken);
        await output.WriteLineAsync($"Wrote {file}.");
        return 0;
    }

    /// <summary>The document's text; nothing is started and no database is needed.</summary>
    internal static async Task<string> RenderAsync(IConfiguration configuration, CancellationToken cancellationToken)
    {
        var settings = new HostSettings(["http://127.0.0.1:0"], Path.GetTempPath(), ConnectionString: null, WebFolder: null);
        await using var app = WebEdge.Build(settings, configuration, "Host=nowhere");
        var provider = app.Services.GetRequiredKeyedService<IOpenApiDocumentProvider>(ApiDocument.Name);
        var document = await provider.GetOpenApiDocumentAsync(cancellationToken);
        return await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, cancellationToken) + "\n";
    }
}
