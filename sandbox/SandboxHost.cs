using BookedBarber.Sandbox.Kit;
using BookedBarber.Sandbox.Kit.Authorising;
using BookedBarber.Sandbox.Kit.Faults;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.Steering;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BookedBarber.Sandbox;

/// <summary>Runs simulated vendors, each on a port of its own on this machine.</summary>
public sealed class SandboxHost : IAsyncDisposable
{
    /// <summary>The first vendor's port when none is asked for.</summary>
    public const int DefaultFirstPort = 18101;

    private readonly List<(WebApplication App, Simulation Simulation, Api Api)> _running = [];

    private SandboxHost()
    {
    }

    /// <summary>Names of all vendors that can be simulated.</summary>
    public static IReadOnlyList<string> Vendors => VendorCatalogue.Available;

    /// <summary>Where each vendor is and what opens it.</summary>
    public IReadOnlyList<SandboxCredentials> Credentials => [.. _running.Select(running => running.Simulation.Vendor.Credentials with { Url = running.App.Urls.First() })];

    /// <summary>The credentials of one vendor.</summary>
    /// <param name="vendor">Its name; throws when it is not running.</param>
    public SandboxCredentials this[string vendor] => Credentials.Single(row => row.Vendor == vendor);

    /// <summary>The credentials as they are when the vendors run on their usual ports.</summary>
    /// <param name="vendors">Names; empty for all.</param>
    /// <param name="firstPort">Port of the first vendor of the alphabet.</param>
    public static IReadOnlyList<SandboxCredentials> List(IReadOnlyList<string> vendors, int firstPort) =>
        [.. (vendors.Count == 0 ? Vendors : vendors).Select(name => VendorCatalogue.Make(name).Credentials with { Url = $"http://127.0.0.1:{VendorCatalogue.Port(name, firstPort)}" })];

    /// <summary>Starts vendors.</summary>
    /// <param name="vendors">Names; empty for all.</param>
    /// <param name="firstPort">Port of the first vendor of the alphabet; 0 for any free ports.</param>
    /// <param name="time">The real clock, which each vendor's own clock follows; null for the system's.</param>
    /// <param name="webhookAddress">Where webhooks go, <c>{vendor}</c> standing for the vendor's name; null for nowhere until steered.</param>
    /// <param name="cancellationToken">Ends the starting.</param>
    /// <exception cref="ArgumentException">A vendor is not known.</exception>
    public static async Task<SandboxHost> StartAsync(
        IReadOnlyList<string> vendors, int firstPort = 0, TimeProvider? time = null, string? webhookAddress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(vendors);
        if (vendors.FirstOrDefault(name => !Vendors.Contains(name, StringComparer.Ordinal)) is { } unknown)
        {
            throw new ArgumentException($"There is no simulated vendor '{unknown}'. There are: {string.Join(", ", Vendors)}.", nameof(vendors));
        }

        var host = new SandboxHost();
        try
        {
            foreach (var name in vendors.Count == 0 ? Vendors : vendors)
            {
                await host.StartAsync(VendorCatalogue.Make(name), firstPort == 0 ? 0 : VendorCatalogue.Port(name, firstPort), time ?? TimeProvider.System, webhookAddress, cancellationToken);
            }

            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops all vendors; what they held is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var (app, simulation, _) in _running)
        {
            await simulation.DisposeAsync();
            await app.DisposeAsync();
        }

        _running.Clear();
    }

    /// <summary>Starts a system that is not among the vendors, on a free port.</summary>
    internal static async Task<SandboxHost> StartAsync(Vendor vendor, TimeProvider time, CancellationToken cancellationToken)
    {
        var host = new SandboxHost();
        await host.StartAsync(vendor, 0, time, webhookAddress: null, cancellationToken);
        return host;
    }

    internal Simulation Simulation(string vendor) => _running.Single(running => running.Simulation.Vendor.Name == vendor).Simulation;

    internal IReadOnlyList<(string Method, string Path)> Routes(string vendor) => _running.Single(running => running.Simulation.Vendor.Name == vendor).Api.Routes;

    private async Task StartAsync(Vendor vendor, int port, TimeProvider time, string? webhookAddress, CancellationToken cancellationToken)
    {
        var simulation = new Simulation(vendor, time);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "BookedBarber.Sandbox" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
        }).UseUrls($"http://127.0.0.1:{port}");
        builder.Services.AddRoutingCore();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var app = builder.Build();
        var faults = new FaultMiddleware(simulation);
        app.Use(next => context => faults.InvokeAsync(context, next));
        app.UseRouting();
        var api = new Api(app, simulation);
        new SteeringApi(simulation).Map(app);
        if (simulation.Vendor.OAuth is { } oauth)
        {
            new OAuthServer(simulation, oauth).Map(api);
        }

        simulation.Vendor.Map(api);
        app.MapFallback("{**path}", (HttpContext context) => Api.WriteAsync(context, simulation.Vendor.Failed(404)));
        _running.Add((app, simulation, api));
        await app.StartAsync(cancellationToken);
        if (webhookAddress is not null && await WebhookSteering.AddAsync(simulation, webhookAddress, null, cancellationToken) is { } why)
        {
            throw new ArgumentException($"{simulation.Vendor.Title} does not accept the webhook address: {why}", nameof(webhookAddress));
        }
    }
}
