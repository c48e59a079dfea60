using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Transport;
using BookedBarber.Shared;

namespace BookedBarber.Integrations.Connections.Credentials;

/// <summary>Asks vendors for tokens. Not through the budgets of calls: a renewal must not wait behind the work that waits for it.</summary>
internal sealed class TokenEndpoint(VendorDoor door, VendorAddresses addresses, ClientApps apps, TimeProvider clock)
{
    /// <summary>Vendors have been seen to take 25 seconds; shorter than the lease of a renewal.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(40);

    private const int MostBytes = 256 * 1024;

    /// <summary>Exchanges the code of a consent.</summary>
    public Task<TokenResponse> ExchangeAsync(Connection connection, Manifest manifest, IReadOnlyDictionary<string, Secret> typed, Secret code, string redirectUri, Secret? verifier, CancellationToken cancellationToken)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["grant_type"] = "authorization_code", ["code"] = code.Reveal(), ["redirect_uri"] = redirectUri };
        if (verifier is not null)
        {
            fields["code_verifier"] = verifier.Reveal();
        }

        return AskAsync(connection, manifest, typed, before: null, new TokenRequest(fields, IsRenewal: false), cancellationToken);
    }

    /// <summary>Gets tokens without a person: the first ones of a scheme that needs none, or new ones.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="manifest">The vendor.</param>
    /// <param name="typed">What a person typed.</param>
    /// <param name="before">Tokens held; null: none yet.</param>
    /// <param name="cancellationToken">Gives it up; whether it happened is then unknown.</param>
    public Task<TokenResponse> RenewAsync(Connection connection, Manifest manifest, IReadOnlyDictionary<string, Secret> typed, TokenSet? before, CancellationToken cancellationToken)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        switch (manifest.Auth.Kind)
        {
            case AuthKind.OAuth2Code when before?.Refresh is { } refresh:
                fields["grant_type"] = "refresh_token";
                fields["refresh_token"] = refresh.Reveal();
                break;
            case AuthKind.ClientCredentials:
                fields["grant_type"] = "client_credentials";
                if (manifest.Auth.Scopes.Count > 0)
                {
                    fields["scope"] = string.Join(manifest.Auth.ScopeSeparator, manifest.Auth.Scopes.Keys);
                }

                break;
            case AuthKind.JwtBearer when manifest.Auth.Jwt is { } jwt:
                var assertion = Assertion(jwt, connection, typed);
                if (!assertion.Succeeded)
                {
                    return Task.FromResult(TokenResponse.Failed(TokenOutcome.Refused, assertion.Problem));
                }

                fields["grant_type"] = "urn:ietf:params:oauth:grant-type:jwt-bearer";
                fields["assertion"] = assertion.Value.Reveal();
                break;
            case AuthKind.Session:
                break;
            default:
                return Task.FromResult(TokenResponse.Failed(TokenOutcome.Refused, Over401(manifest)));
        }

        return AskAsync(connection, manifest, typed, before, new TokenRequest(fields, IsRenewal: before is not null), cancellationToken);
    }

    private Result<Secret> Assertion(JwtAssertion jwt, Connection connection, IReadOnlyDictionary<string, Secret> typed)
    {
        if (!typed.TryGetValue(jwt.KeyField, out var key))
        {
            return new Problem("field_missing", $"The field '{jwt.KeyField}' is missing. Fill it in and connect again.", ProblemKind.Refused);
        }

        var claims = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, text) in jwt.Claims)
        {
            if (PlaceText.Fill(text, place => Find(place, connection, typed, client: null)) is not { } value)
            {
                return new Problem("field_missing", $"The claim '{name}' needs a field that is missing. Fill it in and connect again.", ProblemKind.Refused);
            }

            claims[name] = value;
        }

        return JwtAssertions.Sign(jwt.Algorithm, key, claims, clock.GetUtcNow(), jwt.Lifetime);
    }

    private async Task<TokenResponse> AskAsync(Connection connection, Manifest manifest, IReadOnlyDictionary<string, Secret> typed, TokenSet? before, TokenRequest ask, CancellationToken cancellationToken)
    {
        var auth = manifest.Auth;
        var client = apps.Find(connection.Vendor, connection.Environment, typed);
        if (client is null && auth.Kind is AuthKind.OAuth2Code or AuthKind.ClientCredentials && auth.TokenParameters.Count == 0)
        {
            return TokenResponse.Failed(TokenOutcome.NotNow, NoClient(manifest));
        }

        var fields = new Dictionary<string, string>(ask.Fields, StringComparer.Ordinal);
        foreach (var (name, text) in auth.TokenParameters)
        {
            if (PlaceText.Fill(text, place => Find(place, connection, typed, client)) is not { } value)
            {
                return TokenResponse.Failed(TokenOutcome.Refused, new Problem("field_missing", $"{manifest.Title} needs '{text.Trim('{', '}')}', which is missing. Fill it in and connect again.", ProblemKind.Refused));
            }

            fields[name] = value;
        }

        var target = (ask.IsRenewal ? auth.Refresh.Address : null) ?? auth.Token;
        if (target?.Path.Render(new TemplateContext().With(connection.Settings), Uri.EscapeDataString) is not { } path)
        {
            return TokenResponse.Failed(TokenOutcome.Refused, new Problem("setting_missing", $"{manifest.Title}'s address of tokens needs a setting that is missing. Fill it in and connect again.", ProblemKind.Refused));
        }

        var address = addresses.Resolve(connection, manifest, target.Host, path);
        if (!address.Succeeded)
        {
            return TokenResponse.Failed(TokenOutcome.Refused, address.Problem);
        }

        using var request = Request(manifest, address.Value, fields, client, sendsSecret: !ask.IsRenewal || auth.Refresh.SendsSecret);
        try
        {
            var answer = await door.SendAsync(request, new DoorCall(addresses.SandboxOf(connection), Timeout, MostBytes, FollowsRedirects: false), cancellationToken);
            return Read(manifest, answer, before);
        }
        catch (DoorException fault)
        {
            var problem = new Problem("renewal_unavailable", $"{manifest.Title} cannot be reached to authorise the connection. {fault.Message} It is tried again by itself.", ProblemKind.Unavailable);
            return TokenResponse.Failed(fault.WasNeverSent ? TokenOutcome.NotNow : TokenOutcome.Unknown, problem);
        }
    }

    private static HttpRequestMessage Request(Manifest manifest, Uri address, Dictionary<string, string> fields, ClientApp? client, bool sendsSecret)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address);
        var auth = manifest.Auth;
        if (client is not null && auth.Kind is AuthKind.OAuth2Code or AuthKind.ClientCredentials)
        {
            // A manifest that names id and secret among the parameters of its token request says where they go by that.
            var named = auth.TokenParameters.Values.Any(text => text.Contains("{client.", StringComparison.Ordinal));
            if (auth.Client == ClientPlace.Basic && sendsSecret)
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(client.Id)}:{Uri.EscapeDataString(client.Secret?.Reveal() ?? string.Empty)}")));
            }
            else if (!named)
            {
                fields["client_id"] = client.Id;
                if (sendsSecret && client.Secret is { } secret)
                {
                    fields["client_secret"] = secret.Reveal();
                }
            }
        }

        request.Headers.Accept.ParseAdd("application/json");
        request.Content = auth.Encoding == BodyEncoding.Form ? new FormUrlEncodedContent(fields) : new StringContent(JsonSerializer.Serialize(fields), Encoding.UTF8, "application/json");
        return request;
    }

    private TokenResponse Read(Manifest manifest, DoorAnswer answer, TokenSet? before)
    {
        using var json = Parse(answer.Body);
        var root = json?.RootElement is { ValueKind: JsonValueKind.Object } found ? found : default;
        if (answer.Status is >= 200 and < 300 && root.ValueKind == JsonValueKind.Object && Text(root, manifest.Auth.Answer.AccessToken) is { Length: > 0 } access)
        {
            return Granted(manifest, root.Clone(), access, before);
        }

        var error = root.ValueKind == JsonValueKind.Object ? Text(root, "error") ?? Text(root, "errors.0.code") ?? Text(root, "code") : null;
        return answer.Status switch
        {
            429 or 503 => TokenResponse.Failed(TokenOutcome.NotNow, Unavailable(manifest)),
            408 or >= 500 => TokenResponse.Failed(answer.Status == 500 || root.ValueKind == JsonValueKind.Object ? TokenOutcome.NotNow : TokenOutcome.Unknown, Unavailable(manifest)),
            _ when error == "invalid_client" => TokenResponse.Failed(TokenOutcome.NotNow, new Problem(
                "client_refused", $"{manifest.Title} does not know our app: its client id or secret is wrong. The operator has to correct Integrations:Clients:{manifest.Name}.", ProblemKind.Refused)),
            >= 200 and < 300 => TokenResponse.Failed(TokenOutcome.Unknown, new Problem("token_missing", $"{manifest.Title} answered without a token. Try again; if it stays so, its connector has to be corrected.", ProblemKind.Unavailable)),
            _ => TokenResponse.Failed(TokenOutcome.Refused, Over401(manifest)), // invalid_grant and all that vendors say instead of it
        };
    }

    private TokenResponse Granted(Manifest manifest, JsonElement root, string access, TokenSet? before)
    {
        var shape = manifest.Auth.Answer;
        var now = clock.GetUtcNow();
        var expires = Instant(Text(root, shape.Expires), shape.ExpiresFormat, now) ?? (manifest.Auth.Access is { } lifetime ? now + lifetime : null);
        var refreshExpires = (shape.RefreshExpires is { } path ? Instant(Text(root, path), shape.ExpiresFormat, now) : null) ?? (manifest.Auth.Refresh.Lifetime is { } life ? now + life : null);
        var tokens = new TokenSet(access, Text(root, shape.RefreshToken) ?? before?.Refresh?.Reveal());
        var scopes = Text(root, shape.Scope)?.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        return new TokenResponse(TokenOutcome.Granted, tokens, expires, refreshExpires, scopes, root, null);
    }

    private static DateTimeOffset? Instant(string? text, ExpiryFormat format, DateTimeOffset now) => format switch
    {
        _ when text is null => null,
        ExpiryFormat.Iso => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null,
        ExpiryFormat.Unix => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 4e9 ? DateTimeOffset.FromUnixTimeSeconds((long)seconds) : null,
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 4e9 ? now.AddSeconds(seconds) : null,
    };

    private static string? Find(string place, Connection connection, IReadOnlyDictionary<string, Secret> typed, ClientApp? client) => place switch
    {
        "client.id" => client?.Id,
        "client.secret" => client?.Secret?.Reveal(),
        "account" => connection.AccountId,
        _ => typed.TryGetValue(place, out var secret) ? secret.Reveal() : connection.Settings.GetValueOrDefault(place),
    };

    private static string? Text(JsonElement root, string path) => ItemPath.TryParse(path)?.FindText(root);

    private static JsonDocument? Parse(byte[] body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            return null; // HTML, or cut short: judged by its status alone
        }
    }

    private static Problem Unavailable(Manifest manifest) =>
        new("renewal_unavailable", $"{manifest.Title} does not authorise connections at the moment. It is tried again by itself.", ProblemKind.Unavailable);

    private static Problem Over401(Manifest manifest) =>
        new("reconnect_needed", $"{manifest.Title} no longer accepts this connection's authorisation. Connect it again; what it brought in stays.", ProblemKind.Refused);

    private static Problem NoClient(Manifest manifest) => new(
        "client_not_configured", $"This installation has no app at {manifest.Title}. The operator has to set Integrations:Clients:{manifest.Name}:Id and :Secret; the sandbox works without.", ProblemKind.Refused);
}
