namespace BookedBarber.Integrations.Connectors;

/// <summary>An address at a vendor.</summary>
/// <param name="Host">Name of the host in <see cref="Manifest.Hosts"/>.</param>
/// <param name="Path">Path with a leading slash; may hold settings.</param>
internal sealed record VendorAddress(string Host, Template Path);
