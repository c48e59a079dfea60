namespace BookedBarber.Integrations.Connections.Credentials;

/// <summary>Our app at a vendor, or the customer's own.</summary>
/// <param name="Id">Client id; not secret.</param>
/// <param name="Secret">Client secret; null for public clients.</param>
internal sealed record ClientApp(string Id, Secret? Secret);
