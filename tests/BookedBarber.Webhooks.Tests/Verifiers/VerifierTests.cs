using System.Diagnostics;
using System.Text.Json;

namespace BookedBarber.Webhooks.Tests.Verifiers;

public sealed class VerifierTests(Office office) : IClassFixture<Office>
{
    private static readonly string Root = FindRoot();

    [Fact]
    public async Task The_published_verifier_and_the_guides_sample_accept_our_deliveries_and_nothing_forged()
    {
        Assert.SkipUnless(await IsThereAsync("node"), "Node is not installed.");
        Assert.SkipUnless(Directory.Exists(Path.Combine(Root, "web", "node_modules", "standardwebhooks")), "The web app's npm packages are not fetched; ./test fetches them.");
        var deliveries = new List<object>();
        foreach (var scheme in new[] { "v1", "v1a" })
        {
            var (delivery, key) = await DeliverAsync(scheme);
            deliveries.Add(new { key, headers = delivery.Headers, body = Convert.ToBase64String(delivery.Body) });
        }

        var judged = JsonSerializer.Deserialize<JsonElement>(await RunAsync(JsonSerializer.Serialize(deliveries)));

        Judgement(judged[0]).ShouldBe((true, false, true, false, false));
        Judgement(judged[1]).ShouldBe((null, null, true, false, false));
    }

    [Fact]
    public async Task The_sample_in_csharp_accepts_our_deliveries_and_nothing_forged_or_late()
    {
        var (delivery, key) = await DeliverAsync("v1");
        byte[] forged = [.. delivery.Body[..^1], (byte)' '];
        var now = office.Clock.GetUtcNow();

        Judge(delivery.Body, now).ShouldBeTrue();
        Judge(forged, now).ShouldBeFalse();
        Judge(delivery.Body, now + TimeSpan.FromSeconds(301)).ShouldBeFalse();

        bool Judge(byte[] body, DateTimeOffset at) => OurWebhooks.IsOurs(key, delivery.Id, delivery.Headers["webhook-timestamp"], delivery.Headers["webhook-signature"], body, at);
    }

    [Fact]
    public async Task The_guide_shows_the_sample_that_is_tested()
    {
        var guide = await File.ReadAllTextAsync(Path.Combine(Root, "docs", "guides", "webhooks.md"), Office.Ct);

        var sample = await File.ReadAllTextAsync(Path.Combine(Root, "tests", "BookedBarber.Webhooks.Tests", "Verifiers", "OurWebhooks.cs"), Office.Ct);
        guide.ShouldContain(sample[sample.IndexOf("public static class", StringComparison.Ordinal)..]);
    }

    private async Task<(Delivery Delivery, string Key)> DeliverAsync(string scheme)
    {
        var street = await office.StreetAsync();
        await using var receiver = await Receiver.OpenAsync();
        var webhook = await street.SubscribeAsync(receiver.Url, null, scheme, null, "sale.*");
        await street.SellAsync(street.Main, "1");
        return ((await receiver.WaitForAsync(1))[0], webhook.Secret);
    }

    private static (bool?, bool?, bool?, bool?, bool?) Judgement(JsonElement judged) =>
        (Flag(judged, "published"), Flag(judged, "publishedForged"), Flag(judged, "sample"), Flag(judged, "sampleForged"), Flag(judged, "sampleLate"));

    private static bool? Flag(JsonElement judged, string name) => judged.GetProperty(name).ValueKind == JsonValueKind.Null ? null : judged.GetProperty(name).GetBoolean();

    private static async Task<string> RunAsync(string input)
    {
        using var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(Root, "tests", "BookedBarber.Webhooks.Tests", "Verifiers", "verify.cjs"), Root])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        await node.StandardInput.WriteAsync(input);
        node.StandardInput.Close();
        var error = node.StandardError.ReadToEndAsync(Office.Ct);
        var output = await node.StandardOutput.ReadToEndAsync(Office.Ct);
        await node.WaitForExitAsync(Office.Ct);
        node.ExitCode.ShouldBe(0, await error);
        return output;
    }

    private static async Task<bool> IsThereAsync(string program)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, ["--version"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
            await process.WaitForExitAsync(Office.Ct);
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // that is the answer
        }
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "BookedBarber.slnx")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
