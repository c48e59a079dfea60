using System.Text.Json;
using System.Text.RegularExpressions;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Shared;
using Microsoft.Extensions.Configuration;

namespace BookedBarber.Integrations.Transport;

/// <summary>Where a vendor is, for a connection: live, at the vendor's own test host, or at our sandbox.</summary>
/// <remarks>
/// The sandbox of a vendor is <c>Integrations:Sandbox:VENDOR</c>: an address, or <c>vendor</c> for the vendor's own test host. Unset, it is the address at which
/// <c>./run sandbox</c> serves that vendor by default, and for vendors that it does not know the vendor's own test host.
/// </remarks>
internal sealed partial class VendorAddresses(IConfiguration configuration)
{
    private static readonly IReadOnlyDictionary<string, int> Ports = ReadPorts();

    /// <summary>Scheme, host and port of our sandbox for the connection; null where it is not connected to it.</summary>
    public Uri? SandboxOf(Connection connection) => SandboxOf(connection.Vendor, connection.Environment);

    /// <summary>As above, before there is a connection.</summary>
    public Uri? SandboxOf(string vendor, VendorEnvironment environment)
    {
        if (environment != VendorEnvironment.Sandbox)
        {
            return null;
        }

        return configuration[$"Integrations:Sandbox:{vendor}"] switch
        {
            "vendor" => null,
            { Length: > 0 } address when Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" => new Uri(uri.GetLeftPart(UriPartial.Authority)),
            _ => Ports.TryGetValue(vendor, out var port) ? new Uri($"http://127.0.0.1:{port}") : null,
        };
    }

    /// <summary>The whole address of a path on one of the vendor's hosts.</summary>
    /// <param name="connection">Gives environment and settings.</param>
    /// <param name="manifest">Gives the hosts.</param>
    /// <param name="host">Name of the host.</param>
    /// <param name="pathAndQuery">Filled in and escaped, with a leading slash; or a whole address, which must be on a host of the manifest.</param>
    /// <returns>The address; <c>no_sandbox</c>, <c>setting_missing</c>, <c>setting_invalid</c>, <c>foreign_address</c>.</returns>
    public Result<Uri> Resolve(Connection connection, Manifest manifest, string host, string pathAndQuery)
    {
        if (!pathAndQuery.StartsWith('/'))
        {
            return ResolveLink(connection, manifest, pathAndQuery);
        }

        return BaseOf(connection, manifest, host).Then(address => new Uri(address.AbsoluteUri.TrimEnd('/') + pathAndQuery));
    }

    private Result<Uri> ResolveLink(Connection connection, Manifest manifest, string link)
    {
        if (Uri.TryCreate(link, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            foreach (var name in manifest.Hosts.Keys)
            {
                var at = BaseOf(connection, manifest, name);
                if (at.Succeeded && Uri.Compare(at.Value, address, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0)
                {
                    return address;
                }
            }
        }

        return new Problem("foreign_address", $"{manifest.Title} named an address that is not its own; it was not called. If the vendor has a new host, its connector has to name it.", ProblemKind.Refused);
    }

    /// <summary>The base address of a host, with its path.</summary>
    public Result<Uri> BaseOf(Connection connection, Manifest manifest, string host)
    {
        var hosts = manifest.Hosts[host];
        var sandbox = SandboxOf(connection);
        if (connection.Environment == VendorEnvironment.Sandbox && sandbox is null && hosts.Sandbox is null)
        {
            return new Problem("no_sandbox", $"{manifest.Title} has no sandbox here. Connect it live, or set Integrations:Sandbox:{manifest.Name}.", ProblemKind.Refused);
        }

        var template = connection.Environment == VendorEnvironment.Sandbox && sandbox is null ? hosts.Sandbox! : hosts.Live;
        foreach (var path in template.Paths)
        {
            if (!connection.Settings.TryGetValue(path.Text, out var value))
            {
                return new Problem("setting_missing", $"The connection lacks the setting '{path.Text}', which is part of {manifest.Title}'s address. Fill it in and connect again.", ProblemKind.Refused);
            }

            if (!template.IsOnePlace && !HostPart().IsMatch(value))
            {
                return new Problem("setting_invalid", $"The setting '{path.Text}' may hold letters, digits, dashes and dots only: it is part of {manifest.Title}'s address.", ProblemKind.Refused);
            }
        }

        var text = template.Render(new TemplateContext().With(connection.Settings));
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http") || address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            return new Problem("setting_invalid", $"The settings of the connection make no address of {manifest.Title}. Correct them and connect again.", ProblemKind.Refused);
        }

        return sandbox is null ? address : new Uri(sandbox, address.AbsolutePath);
    }

    private static Dictionary<string, int> ReadPorts()
    {
        using var stream = typeof(VendorAddresses).Assembly.GetManifestResourceStream("sandbox-ports.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, int>>(stream)!;
    }

    [GeneratedRegex("^[A-Za-z0-9]([A-Za-z0-9._-]{0,251}[A-Za-z0-9])?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HostPart();
}
