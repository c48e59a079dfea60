using Microsoft.Extensions.Configuration;

namespace BookedBarber.Webhooks;

/// <summary>Settings of outgoing webhooks.</summary>
/// <param name="AllowLoopback">
/// Whether endpoints may lie on this machine, also without TLS (<c>Webhooks:AllowLoopback</c>, in the environment <c>Webhooks__AllowLoopback</c>). Default false. For the sandbox and for trying things out:
/// it lets everybody who may make webhooks send requests to whatever listens here.
/// </param>
internal sealed record WebhookOptions(bool AllowLoopback)
{
    public static WebhookOptions Read(IConfiguration configuration) =>
        new(configuration["Webhooks:AllowLoopback"] is { Length: > 0 } text && (bool.TryParse(text, out var allowed)
            ? allowed
            : throw new InvalidOperationException($"Webhooks:AllowLoopback is '{text}'; write true or false.")));
}
