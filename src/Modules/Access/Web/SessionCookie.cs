using BookedBarber.Access.Domain;
using BookedBarber.Storage;
using Microsoft.AspNetCore.Http;

namespace BookedBarber.Access.Web;

/// <summary>The browser's session cookie. It slides: each request in its last stretch brings a new one, until the session itself is over.</summary>
internal sealed class SessionCookie(Tickets tickets, IDatabase database)
{
    public const string Name = "bookedbarber_session";

    /// <summary>Sent by our own screens with every unsafe request; another site's form or link cannot send it.</summary>
    public const string ProofHeader = "X-BookedBarber-Request";

    public static string? Read(HttpContext context) => context.Request.Cookies.TryGetValue(Name, out var value) && value.Length > 0 ? value : null;

    public void Write(HttpContext context, Guid session, Guid person, DateTimeOffset now) =>
        context.Response.Cookies.Append(Name, tickets.WriteCookie(new Ticket(session, person, now, now + SessionTimes.CookieIdle)), Options(context, SessionTimes.CookieIdle));

    public static void Clear(HttpContext context) => context.Response.Cookies.Delete(Name, Options(context, maxAge: null));

    public async Task RenewAsync(HttpContext context, Ticket ticket, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Write(context, ticket.Session, ticket.Person, now);
        await using var session = await database.SystemAsync("access", cancellationToken);
        await session.ExecuteAsync("update access.session set last_seen_at = @Now where id = @Id and last_seen_at < @Now", new { Id = ticket.Session, Now = now }, cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    private static CookieOptions Options(HttpContext context, TimeSpan? maxAge) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        Path = "/",
        IsEssential = true,
        MaxAge = maxAge,
    };
}
