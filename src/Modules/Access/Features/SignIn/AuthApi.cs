using BookedBarber.Access.Features.WhoAmI;
using BookedBarber.Access.Features.Sessions;
using BookedBarber.Access.Storage;
using BookedBarber.Access.Web;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Access.Features.SignIn;

/// <summary>Signing in and out: tokens for programs, the cookie for browsers.</summary>
internal static class AuthApi
{
    public static void MapAuth(this IEndpointRouteBuilder endpoints)
    {
        var auth = endpoints.MapGroup("/api/v2/auth").WithTags("Sign-in");
        auth.MapPost("/token", GetTokensAsync).OpenToAnyone().WithName("getTokens").WithSummary("Sign in a program")
            .WithDescription("Trades e-mail and password for an access token of 15 minutes and a refresh token of 30 days. After five failures within one sitting the account is locked for 15 minutes.");
        auth.MapPost("/refresh", RefreshAsync).OpenToAnyone().WithName("refreshTokens").WithSummary("Renew tokens")
            .WithDescription("Trades a refresh token for a new pair; the old one is void. Sending an old one again ends the session and all its tokens, so refresh one at a time.");
        auth.MapPost("/revoke", RevokeAsync).OpenToAnyone().WithName("revokeTokens").WithSummary("Sign out a program")
            .WithDescription("Ends the session of a refresh token, with its access tokens. Always answers 204.");
        auth.MapPost("/session", OpenSessionAsync).OpenToAnyone().WithName("openSession").WithSummary("Sign in a browser")
            .WithDescription("Sets an HttpOnly session cookie: 12 hours idle, 14 days at most. Unsafe requests with the cookie must carry 'X-BookedBarber-Request: 1'.");
        auth.MapDelete("/session", CloseSessionAsync).OpenToAnyone().WithName("closeSession").WithSummary("Sign out a browser");
        auth.MapGet("/me", MeAsync).NeedsSignIn().WithName("getMe").WithSummary("Who am I, and what may I do?");
    }

    private static async Task<Results<Ok<TokenAnswer>, ProblemHttpResult>> GetTokensAsync(Credentials credentials, PasswordCheck check, SessionBook book, HttpContext context, CancellationToken cancellationToken)
    {
        var (person, refusal) = await check.RunAsync(credentials.Email, credentials.Password, context.Connection.RemoteIpAddress, cancellationToken);
        return person is null ? Refuse(context, refusal!)
            : await book.OpenFamilyAsync(person, DeviceOf(context), cancellationToken) is { } pair ? Answer(context, pair)
            : SignInRefusal.Wrong.Problem.ToHttp(); // the password was changed between the check and here
    }

    private static async Task<Results<Ok<TokenAnswer>, ProblemHttpResult>> RefreshAsync(RefreshRequest request, SessionBook book, HttpContext context, CancellationToken cancellationToken)
    {
        var pair = await book.RefreshAsync(request.RefreshToken, cancellationToken);
        return pair.Succeeded ? Answer(context, pair.Value) : pair.Problem.ToHttp();
    }

    private static async Task<NoContent> RevokeAsync(RefreshRequest request, SessionBook book, CancellationToken cancellationToken)
    {
        await book.RevokeAsync(request.RefreshToken, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<Me>, ProblemHttpResult>> OpenSessionAsync(
        Credentials credentials,
        PasswordCheck check,
        SessionBook book,
        SessionCookie cookie,
        Callers callers,
        INetworkTree tree,
        TimeProvider clock,
        HttpContext context,
        CancellationToken cancellationToken)
    {
        var (person, refusal) = await check.RunAsync(credentials.Email, credentials.Password, context.Connection.RemoteIpAddress, cancellationToken);
        if (person is null)
        {
            return Refuse(context, refusal!);
        }

        if (await book.OpenCookieAsync(person, DeviceOf(context), cancellationToken) is not { } session || await callers.OfSessionAsync(session, cancellationToken) is not { } caller)
        {
            return SignInRefusal.Wrong.Problem.ToHttp(); // disabled, or the password changed, between the check and here
        }

        await tree.LoadAsync(cancellationToken);
        cookie.Write(context, session, person.Id, clock.GetUtcNow());
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(Me.Of(caller, person.Name, person.Email!, tree));
    }

    private static async Task<NoContent> CloseSessionAsync(SessionBook book, HttpContext context, CancellationToken cancellationToken)
    {
        if (context.Features.Get<Identity>() is { Means: Means.Cookie, Caller: { } caller, Session: { } session })
        {
            await book.EndAsync(caller, session, "signed_out", cancellationToken);
        }

        SessionCookie.Clear(context);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<Me>> MeAsync(Caller caller, IDatabase database, INetworkTree tree, CancellationToken cancellationToken)
    {
        await using var session = await database.SystemAsync("access", cancellationToken);
        var row = await session.FirstAsync<MyRow>("select name as Name, email as Email from access.person where id = @Id", new { caller.Id }, cancellationToken);
        return TypedResults.Ok(Me.Of(caller, row!.Name, row.Email, tree));
    }

    internal static ProblemHttpResult Refuse(HttpContext context, SignInRefusal refusal)
    {
        if (refusal.RetryAfterSeconds is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return refusal.Problem.ToHttp();
    }

    private static Ok<TokenAnswer> Answer(HttpContext context, TokenPair pair)
    {
        context.Response.Headers.CacheControl = "no-store"; // RFC 6749, section 5.1
        return TypedResults.Ok(new TokenAnswer(pair.AccessToken, pair.RefreshToken, pair.ExpiresIn, "Bearer"));
    }

    private static string? DeviceOf(HttpContext context) =>
        context.Request.Headers.UserAgent.ToString() is { Length: > 0 } agent ? agent[..Cut(agent, 200)] : null;

    // Half a character cannot be stored.
    private static int Cut(string text, int most) => text.Length <= most ? text.Length : char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;

    private sealed record MyRow(string Name, string Email);
}

internal sealed record Credentials(string? Email, string? Password);

internal sealed record RefreshRequest(string? RefreshToken);

/// <summary>Tokens, named as in the REST contract.</summary>
internal sealed record TokenAnswer(string AccessToken, string RefreshToken, int ExpiresIn, string TokenType);
