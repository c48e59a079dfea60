using BookedBarber.Access.Contracts;
using BookedBarber.Access.Domain;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Http;

namespace BookedBarber.Access.Web;

/// <summary>
/// Finds out who sent a request: by the Authorization header (access token or API key), for a WebSocket also by its subprotocol, else by
/// the session cookie. A header that is there but wrong is an error, never a reason to look at the cookie.
/// </summary>
internal sealed class Identification(Tickets tickets, Callers callers, SessionCookie cookie, TimeProvider clock)
{
    private const string Bearer = "Bearer ";

    public ValueTask<Identity> IdentifyAsync(HttpContext context, CancellationToken cancellationToken, bool acceptExpired = false)
    {
        var header = context.Request.Headers.Authorization;
        if (header.Count > 0)
        {
            var text = header.ToString();
            return text.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
                ? OfTokenAsync(text[Bearer.Length..].Trim(), acceptExpired, cancellationToken)
                : ValueTask.FromResult(Identity.Invalid);
        }

        if (context.Request.Headers.SecWebSocketProtocol.Count > 0 && AccessTokens.FromSubprotocol(context) is { } token)
        {
            return OfTokenAsync(token, acceptExpired, cancellationToken);
        }

        return SessionCookie.Read(context) is { } value ? OfCookieAsync(context, value, acceptExpired, cancellationToken) : ValueTask.FromResult(Identity.Nobody);
    }

    private async ValueTask<Identity> OfTokenAsync(string token, bool acceptExpired, CancellationToken cancellationToken)
    {
        if (token.StartsWith(Secrets.KeyStart, StringComparison.Ordinal))
        {
            return await callers.OfKeyAsync(token, cancellationToken) is { } holder ? new Identity(holder, Means.ApiKey, null, null) : Identity.Invalid;
        }

        if (tickets.ReadAccessToken(token) is not { } ticket)
        {
            return Identity.Invalid;
        }

        if (ticket.ExpiresAt <= clock.GetUtcNow() && !acceptExpired)
        {
            return Identity.Expired;
        }

        return await callers.OfSessionAsync(ticket.Session, cancellationToken) is { } caller
            ? new Identity(caller, Means.AccessToken, ticket.Session, null)
            : Identity.Invalid;
    }

    private async ValueTask<Identity> OfCookieAsync(HttpContext context, string value, bool acceptExpired, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (tickets.ReadCookie(value) is not { } ticket
            || (ticket.ExpiresAt <= now && !acceptExpired)
            || await callers.OfSessionAsync(ticket.Session, cancellationToken) is not { } caller)
        {
            return Identity.Nobody;
        }

        if (now - ticket.IssuedAt >= SessionTimes.CookieRenewal && !context.Response.HasStarted)
        {
            await cookie.RenewAsync(context, ticket, now, cancellationToken);
        }

        return new Identity(caller, Means.Cookie, ticket.Session, null);
    }
}
