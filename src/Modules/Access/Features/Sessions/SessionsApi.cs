using BookedBarber.Access.Domain;
using BookedBarber.Access.Features.SignIn;
using BookedBarber.Access.Storage;
using BookedBarber.Access.Web;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Access.Features.Sessions;

/// <summary>The caller's own sign-ins and password.</summary>
internal static class SessionsApi
{
    public static void MapSessions(this IEndpointRouteBuilder endpoints)
    {
        var auth = endpoints.MapGroup("/api/v2/auth").WithTags("Sign-in").NeedsSignIn();
        auth.MapGet("/sessions", ListAsync).WithName("listSessions").WithSummary("Devices I am signed in on");
        auth.MapDelete("/sessions/{sessionId:guid}", EndAsync).WithName("endSession").WithSummary("Sign out one of my devices");
        auth.MapPost("/password", ChangePasswordAsync).WithName("changePassword").WithSummary("Change my password")
            .WithDescription("Ends all other sessions of the caller. API keys stay.");
    }

    private static async Task<Ok<SessionList>> ListAsync(Caller caller, IDatabase database, TimeProvider clock, HttpContext context, CancellationToken cancellationToken)
    {
        var current = context.Features.Get<Identity>()?.Session;
        await using var session = await database.SystemAsync("access", cancellationToken);
        var rows = await session.QueryAsync<SessionRow>(
            """
            select id as Id, kind as Kind, device as Device, created_at as CreatedAt, last_seen_at as LastSeenAt, expires_at as ExpiresAt
            from access.session
            where person_id = @Person and ended_at is null and expires_at > @Now
              and last_seen_at > @Now - case kind when 'cookie' then @CookieIdle else @TokenIdle end
            order by last_seen_at desc
            """,
            new { Person = caller.Id, Now = clock.GetUtcNow(), CookieIdle = SessionTimes.CookieIdle, TokenIdle = SessionTimes.RefreshToken },
            cancellationToken);
        return TypedResults.Ok(new SessionList([.. rows.Select(row => new SessionItem(row.Id, row.Kind, row.Device, row.CreatedAt, row.LastSeenAt, row.ExpiresAt, row.Id == current))]));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EndAsync(Guid sessionId, Caller caller, SessionBook book, CancellationToken cancellationToken) =>
        await book.EndAsync(caller, sessionId, "ended_remotely", cancellationToken) ? TypedResults.NoContent() : Problem.NotFound("session").ToHttp();

    private static async Task<Results<NoContent, ProblemHttpResult>> ChangePasswordAsync(
        PasswordChange change, Caller caller, PasswordCheck check, UserManager<Person> people, IDatabase database, Callers callers, HttpContext context, CancellationToken cancellationToken)
    {
        if (caller.Kind == CallerKind.ApiKey)
        {
            return Problem.Forbidden("change a password with an API key").ToHttp();
        }

        var person = await people.FindByIdAsync(caller.Id.ToString());
        if (person is null)
        {
            return SignInRefusal.Wrong.Problem.ToHttp();
        }

        // Checked like a sign-in, with its limits and its lockout: who has got hold of a session must not be able to try passwords without end.
        var (_, refusal) = await check.RunAsync(person.Email, change.CurrentPassword, context.Connection.RemoteIpAddress, cancellationToken, isSignIn: false);
        if (refusal is not null)
        {
            return refusal.RetryAfterSeconds is not null ? AuthApi.Refuse(context, refusal) : Problem.Invalid([new FieldProblem("currentPassword", "wrong", "This is not your current password.")]).ToHttp();
        }

        if (await Passwords.FaultAsync(people, person, change.NewPassword) is { } fault)
        {
            return Problem.Invalid([new FieldProblem("newPassword", "password_weak", fault)]).ToHttp();
        }

        await using var session = await database.ActAsync(caller, "api", cancellationToken);
        await Passwords.StoreAsync(session, caller.Id, people.PasswordHasher.HashPassword(person, change.NewPassword!), cancellationToken);
        var ended = await SessionBook.EndAllAsync(session, caller.Id, context.Features.Get<Identity>()?.Session, "password_changed", cancellationToken);
        await session.CommitAsync(cancellationToken);
        foreach (var id in ended)
        {
            callers.ForgetSession(id);
        }

        return TypedResults.NoContent();
    }

    private sealed record SessionRow(Guid Id, string Kind, string? Device, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt, DateTimeOffset ExpiresAt);
}

internal sealed record SessionList(IReadOnlyList<SessionItem> Items);

internal sealed record SessionItem(Guid Id, string Kind, string? Device, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt, DateTimeOffset ExpiresAt, bool IsCurrent);

internal sealed record PasswordChange(string? CurrentPassword, string? NewPassword);
