using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Mapping;

namespace BookedBarber.Integrations.Tests.Support;

/// <summary>Manifests for tests, made in code: only what a test speaks of differs from a plain vendor with a code flow.</summary>
internal static class Vendors
{
    public const string Name = "fake";

    public static Manifest Plain(
        AuthKind kind = AuthKind.OAuth2Code,
        bool rotates = false,
        TimeSpan grace = default,
        IReadOnlyList<RateLimit>? limits = null,
        LimitReport? report = null,
        ErrorShape? errors = null,
        AccountSource? account = null,
        IReadOnlyList<ConnectorField>? settings = null,
        IReadOnlyList<ConnectorField>? fields = null,
        string live = "https://api.fake.example",
        string? callbackSignature = null,
        IReadOnlyDictionary<string, string>? tokenParameters = null) => new(
            Name,
            "Fake",
            "point-of-sale",
            "A vendor of tests.",
            "https://fake.example/docs",
            ConnectionLevel.Network,
            new Dictionary<string, VendorHost> { ["main"] = new(Text(live), null) },
            new Dictionary<string, Template> { ["Fake-Version"] = Text("2026-01-01") },
            settings ?? [],
            new Authorisation(
                kind,
                kind == AuthKind.OAuth2Code ? new VendorAddress("main", Text("/authorize")) : null,
                kind is AuthKind.ApiKey or AuthKind.None ? null : new VendorAddress("main", Text("/token")),
                new RefreshRule(null, null, rotates, grace, SendsSecret: true),
                Revoke: null,
                kind == AuthKind.OAuth2Code ? new Dictionary<string, string> { ["sales.read"] = "Read sales" } : new Dictionary<string, string>(),
                " ",
                UsesPkce: true,
                BodyEncoding.Form,
                ClientPlace.Body,
                new Dictionary<string, string>(),
                tokenParameters ?? new Dictionary<string, string>(),
                new TokenAnswer("access_token", "refresh_token", "expires_in", ExpiryFormat.Seconds, null, "scope"),
                Access: null,
                kind == AuthKind.ApiKey ? new Dictionary<string, string> { ["X-Api-Key"] = "{key}" } : kind == AuthKind.None ? new Dictionary<string, string>() : new Dictionary<string, string> { ["Authorization"] = "Bearer {token}" },
                new Dictionary<string, string>(),
                fields ?? (kind == AuthKind.ApiKey ? [new ConnectorField("key", "API key", null, IsSecret: true, IsRequired: true, null, null, [])] : []),
                Jwt: null) { CallbackSignature = callbackSignature },
            account,
            limits ?? [],
            report,
            errors ?? new ErrorShape(null, null, null, WhenOk: false, null, new Dictionary<string, string>()),
            Streams: [],
            Actions: [],
            Webhooks: null,
            Health: new RequestTemplate(HttpMethod.Get, new VendorAddress("main", Text("/me")), [], new Dictionary<string, Template>(), null, BodyEncoding.Json),
            Inbox: null,
            new Dictionary<string, string>(),
            new Dictionary<string, string>(),
            IsOwn: false,
            Version: 1,
            Fingerprint: "test",
            Yaml: string.Empty);

    public static Template Text(string text)
    {
        var faults = new ProfileFaults();
        var template = new TemplateParser(new Dictionary<string, Lookup>(), faults).Parse(text, default);
        faults.All.ShouldBeEmpty();
        return template!;
    }

    public static ItemPath Path(string text) => ItemPath.TryParse(text)!;
}
