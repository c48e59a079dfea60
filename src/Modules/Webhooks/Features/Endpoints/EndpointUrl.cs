using System.Net;
using System.Net.Sockets;
using BookedBarber.Webhooks.Delivering;

namespace BookedBarber.Webhooks.Features.Endpoints;

/// <summary>Addresses of endpoints as they are typed: judged when they are stored, and by the guard again at every connection.</summary>
internal sealed class EndpointUrl(AddressGuard guard, WebhookOptions options)
{
    private const int MostCharacters = 2000;
    private static readonly TimeSpan LookUp = TimeSpan.FromSeconds(3);

    /// <returns>The address in its canonical form, or null with the fault added.</returns>
    public async Task<string?> CheckAsync(string? typed, Faults faults, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(typed) || typed.Length > MostCharacters || typed.Any(char.IsControl)
            || !Uri.TryCreate(typed.Trim(), UriKind.Absolute, out var url) || url.Host.Length == 0 || url.AbsoluteUri.Length > MostCharacters)
        {
            faults.Add("url", "malformed", $"Give a full address of at most {MostCharacters} characters, such as https://example.com/hooks.");
            return null;
        }

        if (url.Scheme != Uri.UriSchemeHttps && !(url.Scheme == Uri.UriSchemeHttp && options.AllowLoopback && url.IsLoopback))
        {
            faults.Add("url", "https_required", "Events are sent over https only.");
            return null;
        }

        if (url.UserInfo.Length > 0 || url.Fragment.Length > 0)
        {
            faults.Add("url", "malformed", "Leave user name, password and fragment out of the address; signatures say who sends.");
            return null;
        }

        if (await IsRefusedAsync(url, cancellationToken))
        {
            faults.Add("url", "address_refused", "The host leads to a private or reserved address, to which nothing is sent. Use a public address.");
            return null;
        }

        return url.AbsoluteUri;
    }

    // A name that is not known now may be known when the first event comes: that is no reason to refuse it.
    private async Task<bool> IsRefusedAsync(Uri url, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(LookUp);
        try
        {
            await guard.ResolveAsync(url.HostNameType == UriHostNameType.IPv6 ? IPAddress.Parse(url.Host).ToString() : url.IdnHost, patience.Token);
            return false;
        }
        catch (AddressRefusedException)
        {
            return true;
        }
        catch (Exception fault) when (fault is SocketException or ArgumentException || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }
}
