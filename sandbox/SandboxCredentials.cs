namespace BookedBarber.Sandbox;

/// <summary>How to reach one simulated vendor: its address and made-up credentials, the same on every start. What a vendor does not have is null.</summary>
/// <param name="Vendor">The vendor's name, such as <c>square</c>.</param>
/// <param name="Url">Scheme, host and port; the vendor's own paths follow.</param>
/// <param name="ClientId">The app's client id.</param>
/// <param name="ClientSecret">The app's client secret.</param>
/// <param name="AccessToken">A token of the first account that does not run out by itself.</param>
/// <param name="RefreshToken">What renews it.</param>
/// <param name="ApiKey">The key, where the vendor has keys.</param>
/// <param name="AccountId">The first account's identity at the vendor: merchant, company, portal, shop.</param>
/// <param name="WebhookSecret">What webhooks are signed with, or the value they carry; a public key where the vendor signs with a private one.</param>
public sealed record SandboxCredentials(
    string Vendor,
    string Url,
    string? ClientId,
    string? ClientSecret,
    string? AccessToken,
    string? RefreshToken,
    string? ApiKey,
    string? AccountId,
    string? WebhookSecret);
