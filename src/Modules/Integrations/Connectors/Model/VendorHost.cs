namespace BookedBarber.Integrations.Connectors;

/// <summary>One of a vendor's hosts.</summary>
/// <param name="Live">Base address, such as <c>https://connect.squareup.com</c> or <c>https://{shop}.myshopify.com/admin</c>; placeholders without a dot are the connection's settings.</param>
/// <param name="Sandbox">The vendor's own test host; null: the vendor has none. A platform sandbox (see <c>Integrations:Sandbox:VENDOR</c>) takes the place of every host of the vendor.</param>
/// <remarks>Requests keep the path of <see cref="Live"/>: in the sandbox the scheme, host and port change, nothing else.</remarks>
internal sealed record VendorHost(Template Live, Template? Sandbox);
