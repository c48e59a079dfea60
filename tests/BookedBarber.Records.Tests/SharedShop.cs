namespace BookedBarber.Records.Tests;

/// <summary>One database for all tests of a class; each takes a network of its own.</summary>
public sealed class SharedShop : IAsyncLifetime
{
    private Shop _first = null!;

    internal Shop Fresh() => _first.OfAnotherNetwork();

    public async ValueTask InitializeAsync() => _first = await Shop.OpenAsync();

    public ValueTask DisposeAsync() => _first.DisposeAsync();
}
