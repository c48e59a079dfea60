using BookedBarber.Integrations.Connectors;

namespace BookedBarber.Integrations.Tests.Support;

/// <summary>One node for all tests of a class.</summary>
public sealed class EngineFixture : IAsyncLifetime
{
    private Engine? _engine;

    public async ValueTask InitializeAsync() => _engine = await Engine.StartAsync();

    public ValueTask DisposeAsync() => _engine?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>The node with a network of its own and a vendor that has forgotten everything.</summary>
    internal Task<Engine> FreshAsync(Manifest? manifest = null) => _engine!.FreshAsync(manifest);
}
