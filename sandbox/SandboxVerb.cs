using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using BookedBarber.Shared;

namespace BookedBarber.Sandbox;

/// <summary>Runs simulators of the vendors, so that connections can be tried without an account anywhere.</summary>
internal sealed class SandboxVerb(TimeProvider time) : IOfflineVerb
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public string Name => "sandbox";

    public string Summary => "Run simulators of the vendors that can be connected.";

    public string Usage => $"""
        Usage: ./run sandbox [--vendors a,b] [--first-port {SandboxHost.DefaultFirstPort}] [--webhook-address URL] [--list]

        Runs each vendor on a port of its own, at the vendor's own paths, until it is stopped (Ctrl-C).
          --vendors          only these: {string.Join(", ", SandboxHost.Vendors)}
          --first-port       the first vendor's port; each vendor keeps its place, whichever others run
          --webhook-address  where webhooks go; {"{vendor}"} stands for the vendor's name
          --list             print addresses and credentials as JSON, and stop

        POST to /_sandbox/… of a vendor steers it: see docs/guides/sandbox.md.
        """;

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        if (Read(arguments) is not { } asked)
        {
            await error.WriteLineAsync(Usage);
            return 2;
        }

        if (asked.Vendors.FirstOrDefault(name => !SandboxHost.Vendors.Contains(name, StringComparer.Ordinal)) is { } unknown)
        {
            await error.WriteLineAsync($"There is no simulated vendor '{unknown}'. There are: {string.Join(", ", SandboxHost.Vendors)}.");
            return 2;
        }

        if (asked.List)
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(SandboxHost.List(asked.Vendors, asked.FirstPort), Json));
            return 0;
        }

        try
        {
            await using var host = await SandboxHost.StartAsync(asked.Vendors, asked.FirstPort, time, asked.WebhookAddress, cancellationToken);
            foreach (var row in host.Credentials)
            {
                await output.WriteLineAsync($"{row.Vendor,-24} {row.Url}");
            }

            await output.WriteLineAsync("The simulators run. './run sandbox --list' prints their credentials; Ctrl-C stops them.");
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ContinueWith(_ => { }, TaskScheduler.Default);
            return 0;
        }
        catch (IOException fault)
        {
            await error.WriteLineAsync($"{fault.Message} Stop the program that uses the port, or choose others with --first-port.");
            return 2;
        }
        catch (ArgumentException fault)
        {
            await error.WriteLineAsync(fault.Message);
            return 2;
        }
    }

    private static Asked? Read(IReadOnlyList<string> arguments)
    {
        var asked = new Asked([], SandboxHost.DefaultFirstPort, null, List: false);
        for (var index = 0; index < arguments.Count; index++)
        {
            var value = index + 1 < arguments.Count ? arguments[index + 1] : null;
            switch (arguments[index])
            {
                case "--list":
                    asked = asked with { List = true };
                    continue;
                case "--vendors" when value is { Length: > 0 }:
                    asked = asked with { Vendors = value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) };
                    break;
                case "--first-port" when int.TryParse(value, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65_000:
                    asked = asked with { FirstPort = port };
                    break;
                case "--webhook-address" when value is { Length: > 0 }:
                    asked = asked with { WebhookAddress = value };
                    break;
                default:
                    return null;
            }

            index++;
        }

        return asked;
    }

    private sealed record Asked(IReadOnlyList<string> Vendors, int FirstPort, string? WebhookAddress, bool List);
}
