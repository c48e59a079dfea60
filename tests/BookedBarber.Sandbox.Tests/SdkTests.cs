using System.Diagnostics;
using System.Text.Json;

namespace BookedBarber.Sandbox.Tests;

/// <summary>The vendors' own published SDKs (npm) against the simulators: only scheme, host and port are changed. Scripts are in tests/sdk.</summary>
public sealed class SdkTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    [Theory]
    [InlineData("square")]
    [InlineData("stripe")]
    [InlineData("quickbooks-online")]
    [InlineData("xero")]
    [InlineData("hubspot")]
    [InlineData("mailchimp")]
    [InlineData("shopify")]
    [InlineData("salesforce")]
    [InlineData("twilio")]
    [InlineData("sendgrid")]
    [InlineData("google-calendar")]
    public async Task The_vendors_sdk_works_against_the_simulator(string vendor)
    {
        var folder = Folder();
        Assert.SkipWhen(!Directory.Exists(Path.Combine(folder, "node_modules")), "The vendors' SDKs are not installed: npm ci in tests/sdk, which ./test does by itself.");
        Assert.SkipWhen(Node() is null, "Node is not installed.");
        await using var simulated = await Simulated.StartAsync(vendor);
        var start = new ProcessStartInfo(Node()!, [$"{vendor}.mjs"]) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["SANDBOX_ROW"] = JsonSerializer.Serialize(simulated.Row, Json);

        using var node = Process.Start(start)!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        var (output, error) = (node.StandardOutput.ReadToEndAsync(patience.Token), node.StandardError.ReadToEndAsync(patience.Token));
        try
        {
            await node.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            node.Kill(entireProcessTree: true);
            throw;
        }

        node.ExitCode.ShouldBe(0, await error);
        (await output).ShouldStartWith("ok: ");
    }

    private static string? Node() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "node.exe" : "node")).FirstOrDefault(File.Exists);

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "BookedBarber.slnx")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the checkout."), "tests", "sdk");
    }
}
