using System.Security.Cryptography;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Shared;

namespace BookedBarber.Integrations.Connections.Credentials;

/// <summary>Makes grants out of what the vault holds, as the manifest says.</summary>
internal sealed class Grants(ClientApps apps, TimeProvider clock)
{
    /// <summary>A grant.</summary>
    /// <returns>The grant; <c>connection_not_ready</c> when something that it needs is missing.</returns>
    public Result<VendorGrant> Make(Connection connection, Manifest manifest, IReadOnlyDictionary<string, Secret> typed, TokenSet? tokens, DateTimeOffset? expiresAt, long generation)
    {
        var client = apps.Find(connection.Vendor, connection.Environment, typed);
        if (manifest.Auth.Kind == AuthKind.OAuth1)
        {
            return OAuth1(typed, client, manifest, tokens).Then(signature => new VendorGrant(request => Sign(request, signature, clock), expiresAt, generation));
        }

        var headers = new List<KeyValuePair<string, Secret>>();
        foreach (var (name, text) in manifest.Auth.Headers)
        {
            if (PlaceText.Fill(text, Find) is not { } value)
            {
                return NotReady(manifest);
            }

            headers.Add(new KeyValuePair<string, Secret>(name, new Secret(value)));
        }

        var query = new List<KeyValuePair<string, Secret>>();
        foreach (var (name, text) in manifest.Auth.Query)
        {
            if (PlaceText.Fill(text, Find) is not { } value)
            {
                return NotReady(manifest);
            }

            query.Add(new KeyValuePair<string, Secret>(name, new Secret(value)));
        }

        return new VendorGrant(request => Apply(request, headers, query), expiresAt, generation);

        string? Find(string place) => place switch
        {
            "token" => tokens?.Access?.Reveal(),
            "client.id" => client?.Id,
            "client.secret" => client?.Secret?.Reveal(),
            "account" => connection.AccountId,
            _ => typed.TryGetValue(place, out var secret) ? secret.Reveal() : connection.Settings.GetValueOrDefault(place),
        };
    }

    private static void Apply(HttpRequestMessage request, List<KeyValuePair<string, Secret>> headers, List<KeyValuePair<string, Secret>> query)
    {
        foreach (var (name, value) in headers)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value.Reveal());
        }

        if (query.Count > 0)
        {
            var address = new UriBuilder(request.RequestUri!);
            var added = string.Join('&', query.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value.Reveal())}"));
            address.Query = address.Query.Length > 1 ? $"{address.Query[1..]}&{added}" : added;
            request.RequestUri = address.Uri;
        }
    }

    private static Result<OAuth1Signature> OAuth1(IReadOnlyDictionary<string, Secret> typed, ClientApp? client, Manifest manifest, TokenSet? tokens)
    {
        var (key, secret) = (typed.GetValueOrDefault("consumer_key")?.Reveal() ?? client?.Id, typed.GetValueOrDefault("consumer_secret")?.Reveal() ?? client?.Secret?.Reveal());
        var (token, tokenSecret) = (typed.GetValueOrDefault("token")?.Reveal() ?? tokens?.Access?.Reveal(), typed.GetValueOrDefault("token_secret")?.Reveal() ?? tokens?.Refresh?.Reveal());
        return key is null || secret is null || token is null || tokenSecret is null
            ? NotReady(manifest)
            : new OAuth1Signature(key, secret, token, tokenSecret, typed.GetValueOrDefault("realm")?.Reveal());
    }

    private static void Sign(HttpRequestMessage request, OAuth1Signature signature, TimeProvider clock)
    {
        IEnumerable<KeyValuePair<string, string>> form = [];
        if (request.Content is { Headers.ContentType.MediaType: "application/x-www-form-urlencoded" } content)
        {
            using var reader = new StreamReader(content.ReadAsStream(), leaveOpen: true);
            form = OAuth1Signature.Fields(reader.ReadToEnd());
        }

        request.Headers.Remove("Authorization");
        request.Headers.TryAddWithoutValidation("Authorization", signature.Header(request.Method, request.RequestUri!, form, clock.GetUtcNow(), RandomNumberGenerator.GetHexString(32, lowercase: true)));
    }

    private static Problem NotReady(Manifest manifest) =>
        new("connection_not_ready", $"The connection to {manifest.Title} lacks something that authorises it. Connect it again and fill in every field.", ProblemKind.Refused);
}
