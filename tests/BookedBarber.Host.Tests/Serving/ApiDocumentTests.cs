using System.Text.Json;
using BookedBarber.Host.Verbs;
using Microsoft.Extensions.Configuration;

namespace BookedBarber.Host.Tests.Serving;

public sealed class ApiDocumentTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_committed_document_is_the_one_that_this_release_serves()
    {
        var committed = Path.Combine(Root(), "docs", "api", "openapi.json");

        var made = await OpenApiVerb.RenderAsync(new ConfigurationBuilder().Build(), Ct);

        (await File.ReadAllTextAsync(committed, Ct)).ShouldBe(made, "Renew it with ./run openapi docs/api/openapi.json and look at what changed.");
    }

    [Fact]
    public async Task Every_operation_has_a_name_of_its_own_and_a_summary()
    {
        using var document = JsonDocument.Parse(await OpenApiVerb.RenderAsync(new ConfigurationBuilder().Build(), Ct));

        var operations = document.RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(method => (Address: $"{method.Name} {path.Name}", method.Value)))
            .ToList();

        operations.Count.ShouldBeGreaterThan(80);
        operations.Where(operation => !operation.Value.TryGetProperty("summary", out _)).Select(operation => operation.Address).ShouldBeEmpty();
        operations.Select(operation => operation.Value.TryGetProperty("operationId", out var id) ? id.GetString() : operation.Address).GroupBy(id => id).Where(group => group.Count() > 1).Select(group => group.Key).ShouldBeEmpty();
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "BookedBarber.slnx")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
