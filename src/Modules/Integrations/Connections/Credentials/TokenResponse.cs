using System.Text.Json;
using BookedBarber.Shared;

namespace BookedBarber.Integrations.Connections.Credentials;

/// <summary>A vendor's answer about tokens.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Tokens">The tokens; null unless granted.</param>
/// <param name="ExpiresAt">End of the access token; null: not by time.</param>
/// <param name="RefreshExpiresAt">End of the refresh token; null: not told.</param>
/// <param name="Scopes">Scopes granted; null: not told, so those asked for.</param>
/// <param name="Answer">The answer, for what else is in it (the account). Holds tokens: never shown.</param>
/// <param name="Problem">What to tell people; null when granted.</param>
internal sealed record TokenResponse(
    TokenOutcome Outcome, TokenSet? Tokens, DateTimeOffset? ExpiresAt, DateTimeOffset? RefreshExpiresAt, IReadOnlyList<string>? Scopes, JsonElement Answer, Problem? Problem)
{
    public static TokenResponse Failed(TokenOutcome outcome, Problem problem) => new(outcome, null, null, null, null, default, problem);

    public override string ToString() => Outcome.ToString();
}
