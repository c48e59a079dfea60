using BookedBarber.Shared;

namespace BookedBarber.Access.Web;

/// <summary>What is known of who sent a request; a feature of the request once it was looked into.</summary>
/// <param name="Caller">Who it is; null when nobody is signed in.</param>
/// <param name="Means">What they showed.</param>
/// <param name="Session">The session behind an access token or a cookie.</param>
/// <param name="Refusal">What to answer where somebody has to be signed in and nobody is.</param>
internal sealed record Identity(Caller? Caller, Means Means, Guid? Session, Problem? Refusal)
{
    public static Identity Nobody { get; } = new(null, Means.Nothing, null, new Problem(
        "unauthenticated", "Sign in first: send an access token or an API key as 'Authorization: Bearer …', or use the browser session.", ProblemKind.Unauthenticated));

    public static Identity Expired { get; } = new(null, Means.AccessToken, null, new Problem(
        "token_expired", "The access token has expired. Get a new one from /api/v2/auth/refresh and repeat the request.", ProblemKind.Unauthenticated));

    public static Identity Invalid { get; } = new(null, Means.AccessToken, null, new Problem(
        "token_invalid", "The token or API key is not valid, was revoked, or its session has ended. Sign in again or use another key.", ProblemKind.Unauthenticated));
}

/// <summary>Ways to show who one is.</summary>
internal enum Means
{
    Nothing,
    AccessToken,
    ApiKey,
    Cookie,
}
