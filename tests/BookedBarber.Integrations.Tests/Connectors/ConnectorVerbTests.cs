using System.Text.Json;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Connectors.Verbs;
using BookedBarber.Shared;

namespace BookedBarber.Integrations.Tests.Connectors;

public sealed class ConnectorVerbTests
{
    [Fact]
    public async Task The_list_as_json_says_what_each_connector_does()
    {
        var (code, output, _) = await RunAsync(new ConnectorListVerb(), "--json");

        code.ShouldBe(0);
        var square = JsonDocument.Parse(output).RootElement.EnumerateArray().Single(row => row.GetProperty("vendor").GetString() == "square");
        (square.GetProperty("category").GetString(), square.GetProperty("auth").GetString(), square.GetProperty("status").GetString()).ShouldBe(("point-of-sale", "oauth2-code", "ready"));
        square.GetProperty("streams").EnumerateArray().Select(name => name.GetString()).ShouldContain("sales");
        square.GetProperty("webhooks").GetArrayLength().ShouldBeGreaterThan(5);
        JsonDocument.Parse(output).RootElement.GetArrayLength().ShouldBe(BuiltInConnectors.Names.Count);
    }

    [Fact]
    public async Task A_faulty_manifest_is_told_with_file_line_and_column()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, ConnectorNewVerb.Manifest("town-crm").Replace("record: client", "record: klient", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        var (code, output, _) = await RunAsync(new ConnectorLintVerb(), file);
        File.Delete(file);

        code.ShouldBe(1);
        output.ShouldContain($"{file}:13:13: 'klient' is not a type of record. Did you mean 'client'?");
    }

    [Fact]
    public async Task What_new_writes_has_no_fault()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, ConnectorNewVerb.Manifest("town-crm"), TestContext.Current.CancellationToken);

        var (code, output, _) = await RunAsync(new ConnectorLintVerb(), file);
        File.Delete(file);

        (code, output.Trim()).ShouldBe((0, $"{file}: no faults."));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_said_so()
    {
        var (code, _, error) = await RunAsync(new ConnectorLintVerb(), "no-such-file.yaml");

        code.ShouldBe(2);
        error.ShouldContain("no-such-file.yaml");
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(IVerb verb, params string[] words)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        return (await verb.RunAsync(words, output, error, TestContext.Current.CancellationToken), output.ToString(), error.ToString());
    }
}
