using BookedBarber.Integrations.Mapping;

namespace BookedBarber.Integrations.Connectors.Linting;

/// <summary>Checks manifests: by themselves, and against what vendors describe.</summary>
internal static class ConnectorLint
{
    /// <summary>All faults of a manifest, in the order of its lines.</summary>
    /// <param name="yaml">The manifest.</param>
    /// <param name="descriptions">The vendor's descriptions; none: it is checked by itself only.</param>
    public static IReadOnlyList<ProfileFault> Check(string yaml, IReadOnlyList<ApiDescription> descriptions)
    {
        var manifest = ManifestReader.Read(yaml, out var faults);
        if (manifest is null || descriptions.Count == 0)
        {
            return [.. faults.OrderBy(fault => fault.At.Line).ThenBy(fault => fault.At.Column)];
        }

        var told = new DescriptionCheck(manifest, descriptions).Run();
        return [.. told.Distinct().OrderBy(fault => fault.At.Line).ThenBy(fault => fault.At.Column)];
    }
}
