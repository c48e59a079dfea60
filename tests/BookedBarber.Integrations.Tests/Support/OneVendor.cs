using BookedBarber.Integrations.Connectors;
using BookedBarber.Shared;

namespace BookedBarber.Integrations.Tests.Support;

/// <summary>A catalogue of given manifests, which a test may exchange.</summary>
internal sealed class OneVendor(params Manifest[] manifests) : ICatalogue
{
    public IReadOnlyList<Manifest> Manifests { get; set; } = manifests;

    public Manifest? Find(NetworkId? network, string vendor) => Manifests.FirstOrDefault(manifest => manifest.Name == vendor);

    public IReadOnlyList<Manifest> All(NetworkId? network) => Manifests;

    public ValueTask LoadAsync(NetworkId network, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
