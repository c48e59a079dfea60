using BookedBarber.Integrations.Connectors;
using BookedBarber.Shared;

namespace BookedBarber.Integrations.Tests.Acceptance;

/// <summary>The catalogue, of which a stream's pages can be made small and few at a time: a few records are then a list of many pages, which come in one order.</summary>
/// <param name="inner">The product's.</param>
internal sealed class SmallPages(ICatalogue inner) : ICatalogue
{
    // Of an address that nobody calls, so that nothing else waits for it.
    private static readonly RateLimit OneAtATime = BuiltInConnectors.All["mailchimp"].Limits[0] with { Name = "one-at-a-time", Concurrency = 1, Path = "/nowhere" };

    /// <summary>Items on a page where the manifest says how many; null: as it says.</summary>
    public int? Size { get; set; }

    /// <summary>Whether as many pages are asked for at a time as the manifest allows, and not one after the other.</summary>
    public bool AreParallel { get; set; }

    public Manifest? Find(NetworkId? network, string vendor) => inner.Find(network, vendor) is not { } manifest ? null : manifest with
    {
        Limits = AreParallel ? manifest.Limits : [.. manifest.Limits, OneAtATime],
        Streams = Size is not { } size ? manifest.Streams : [.. manifest.Streams.Select(stream => stream.Paging.Size is null ? stream : stream with { Paging = stream.Paging with { Size = size } })],
    };

    public IReadOnlyList<Manifest> All(NetworkId? network) => inner.All(network);

    public ValueTask LoadAsync(NetworkId network, CancellationToken cancellationToken) => inner.LoadAsync(network, cancellationToken);
}
