using BookedBarber.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace BookedBarber.Access.Web;

/// <summary>A browser sends the cookie along with what another site makes it send; these are the marks by which our own screens are told apart.</summary>
internal static class CrossSite
{
    public static Problem Refusal { get; } = new(
        "cross_site_request",
        $"This request came with the session cookie but without the proof that it is from BookedBarber's own screens: send the header '{SessionCookie.ProofHeader}: 1', or use an access token.",
        ProblemKind.Forbidden);

    public static bool Refuses(HttpRequest request)
    {
        // A WebSocket cannot carry our header; there the browser tells the truth about where the page is from.
        if (IsWebSocket(request))
        {
            return request.Headers.Origin.ToString() is { Length: > 0 } origin && !IsOwn(origin, request);
        }

        return !IsSafe(request.Method) && request.Headers[SessionCookie.ProofHeader] != "1";
    }

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private static bool IsWebSocket(HttpRequest request) =>
        request.HttpContext.Features.Get<IHttpWebSocketFeature>()?.IsWebSocketRequest == true
        || request.Headers.Upgrade.ToString().Equals("websocket", StringComparison.OrdinalIgnoreCase);

    private static bool IsOwn(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Authority.Equals(HostOf(request), StringComparison.OrdinalIgnoreCase);

    // A default port is left out of an origin, and may or may not be written in Host.
    private static string HostOf(HttpRequest request) =>
        request.Host.Port is { } port && port == (request.IsHttps ? 443 : 80) ? request.Host.Host : request.Host.Value ?? string.Empty;
}
