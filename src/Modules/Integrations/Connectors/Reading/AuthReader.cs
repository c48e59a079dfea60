using System.Text.RegularExpressions;
using BookedBarber.Integrations.Mapping;

namespace BookedBarber.Integrations.Connectors;

/// <summary>Reads how a connection is authorised.</summary>
internal static partial class AuthReader
{
    private static readonly string[] RevokePlaces = ["token.access", "token.refresh", "client.id", "client.secret"];

    /// <summary>The section <c>auth</c>; a kind <c>none</c> when it is missing, which is a fault.</summary>
    public static Authorisation Read(ManifestSection root)
    {
        var section = root.Section("auth") ?? Missing(root);
        var kind = section.Choice("kind", AuthKind.None, required: true);
        var fields = section.Fields("fields");
        var usesTokens = kind is not (AuthKind.None or AuthKind.ApiKey or AuthKind.OAuth1);
        var auth = new Authorisation(
            kind,
            RequestReader.Address(section, "authorize", required: kind is AuthKind.OAuth2Code or AuthKind.OAuth1),
            RequestReader.Address(section, "token", required: kind is not (AuthKind.ApiKey or AuthKind.None)),
            Refresh(section),
            RequestReader.Under(section, "revoke", RevokePlaces),
            Scopes(section),
            section.Text("scopeSeparator") ?? " ",
            section.Flag("pkce"),
            section.Choice("body", BodyEncoding.Form),
            section.Choice("client", ClientPlace.Body),
            section.Texts("parameters"),
            section.Texts("tokenParameters"),
            Answer(section),
            section.Section("access") is { } access ? Closed(access, access.Span("lifetime")) : null,
            Headers(section, kind),
            section.Texts("query"),
            fields,
            Jwt(section, kind))
        {
            CallbackSignature = section.Text("callbackSignature"),
        };
        section.Close();
        Check(section, auth, usesTokens);
        return auth;
    }

    private static ManifestSection Missing(ManifestSection root)
    {
        root.Fault("auth", "'auth' is missing.", "Add auth: { kind: … }; write kind: none for a connector that asks nobody.");
        return new ManifestSection(new YamlMap(new YamlDotNet.RepresentationModel.YamlMappingNode { { "kind", "none" } }, root.Scope.Faults), root.Scope);
    }

    private static RefreshRule Refresh(ManifestSection section)
    {
        if (section.Section("refresh") is not { } refresh)
        {
            return new RefreshRule(null, null, Rotates: false, TimeSpan.Zero, SendsSecret: true);
        }

        return Closed(refresh, new RefreshRule(RequestReader.Address(refresh, "address"), refresh.Span("lifetime"), refresh.Flag("rotates"), refresh.Span("grace") ?? TimeSpan.Zero, refresh.Flag("secret", otherwise: true)));
    }

    private static TokenAnswer Answer(ManifestSection section)
    {
        var answer = section.Section("answer");
        var read = new TokenAnswer(
            answer?.Text("access") ?? "access_token",
            answer?.Text("refresh") ?? "refresh_token",
            answer?.Text("expires") ?? "expires_in",
            answer?.Choice("expiresFormat", ExpiryFormat.Seconds) ?? ExpiryFormat.Seconds,
            answer?.Text("refreshExpires"),
            answer?.Text("scope") ?? "scope");
        answer?.Close();
        return read;
    }

    private static IReadOnlyDictionary<string, string> Scopes(ManifestSection section)
    {
        var scopes = section.Texts("scopes");
        foreach (var (scope, reason) in scopes.Where(entry => entry.Value.Length < 8))
        {
            section.Fault("scopes", $"The scope '{scope}' says '{reason}', which tells nobody why it is asked for.", "Say in plain words what it is needed for.");
        }

        return scopes;
    }

    private static IReadOnlyDictionary<string, string> Headers(ManifestSection section, AuthKind kind)
    {
        var headers = new Dictionary<string, string>(section.Texts("headers"), StringComparer.OrdinalIgnoreCase);
        if (section.Text("header") is { } single)
        {
            if (single.IndexOf(": ", StringComparison.Ordinal) is > 0 and var colon)
            {
                headers[single[..colon]] = single[(colon + 2)..];
            }
            else
            {
                section.Fault("header", $"'{single}' is not a header.", "Write it as \"Authorization: Bearer {token}\".");
            }
        }

        if (headers.Count == 0 && kind is AuthKind.OAuth2Code or AuthKind.ClientCredentials or AuthKind.JwtBearer or AuthKind.Session)
        {
            headers["Authorization"] = "Bearer {token}";
        }

        foreach (var name in headers.Values.SelectMany(text => PlaceIn().Matches(text)).SelectMany(match => match.Groups["name"].Captures.Select(capture => capture.Value)))
        {
            if (name is not ("token" or "client.id" or "client.secret") && !section.Scope.Settings.Contains(name))
            {
                section.Fault(section.Has("header") ? "header" : "headers", $"Nothing fills '{{{name}}}' here.", ProfileFaults.Suggest(name, ["token", "client.id", "client.secret", .. section.Scope.Settings]));
            }
        }

        return headers;
    }

    private static JwtAssertion? Jwt(ManifestSection section, AuthKind kind)
    {
        if (section.Section("jwt") is not { } jwt)
        {
            if (kind == AuthKind.JwtBearer)
            {
                section.Fault("kind", "'jwt-bearer' needs jwt: algorithm, key and claims.");
            }

            return null;
        }

        var read = new JwtAssertion(jwt.Text("algorithm") ?? "RS256", jwt.Text("key", required: true) ?? string.Empty, jwt.Texts("claims"), jwt.Span("lifetime") ?? TimeSpan.FromMinutes(3));
        jwt.Close();
        if (read.Algorithm is not "RS256" and not "ES256")
        {
            jwt.Fault("algorithm", $"'{read.Algorithm}' is not known here.", "Write RS256 or ES256.");
        }

        if (!section.Scope.Settings.Contains(read.KeyField))
        {
            jwt.Fault("key", $"There is no field '{read.KeyField}'.", ProfileFaults.Suggest(read.KeyField, section.Scope.Settings));
        }

        return read;
    }

    private static void Check(ManifestSection section, Authorisation auth, bool usesTokens)
    {
        if (auth.Kind == AuthKind.ApiKey && (auth.Fields.Count == 0 || (auth.Headers.Count == 0 && auth.Query.Count == 0)))
        {
            section.Fault("kind", "'api-key' needs the fields that the user types, and the header or query that carries them.", "Add fields: and header:.");
        }

        if (usesTokens && !auth.Headers.Values.Concat(auth.Query.Values).Any(text => text.Contains("{token}", StringComparison.Ordinal)))
        {
            section.Fault("header", "No header or query carries {token}, so that no request would be authorised.", "Write header: \"Authorization: Bearer {token}\".");
        }

        if (auth.UsesPkce && auth.Kind != AuthKind.OAuth2Code)
        {
            section.Fault("pkce", "'pkce' belongs to oauth2-code.", "Leave it out.");
        }

        if (auth.Kind != AuthKind.OAuth2Code && auth.Authorize is not null && auth.Kind != AuthKind.OAuth1)
        {
            section.Fault("authorize", $"'{ManifestWords.Of(auth.Kind)}' sends nobody's browser anywhere.", "Leave 'authorize' out, or write kind: oauth2-code.");
        }

        foreach (var field in auth.Fields.Where(field => auth.Kind == AuthKind.ApiKey && !auth.Headers.Values.Concat(auth.Query.Values).Any(text => text.Contains(field.Name, StringComparison.Ordinal)) && field.IsSecret && auth.Fields.Count == 1))
        {
            section.Fault("fields", $"The field '{field.Name}' is typed in and nothing uses it.");
        }
    }

    private static T Closed<T>(ManifestSection section, T value)
    {
        section.Close();
        return value;
    }

    [GeneratedRegex(@"\{(base64\((?<name>[\w.]+)(:[^)]*)?\)|(?<name>[\w.]+))\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PlaceIn();
}
