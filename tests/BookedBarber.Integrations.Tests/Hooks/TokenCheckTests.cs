using System.Net;
using System.Security.Cryptography;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Hooks.Signatures;
using BookedBarber.Integrations.Transport;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BookedBarber.Integrations.Tests.Hooks;

/// <summary>Messages that are proved by a token which the vendor signs with published keys.</summary>
public sealed class TokenCheckTests : IDisposable
{
    private const string Sender = "push@vendor.example";

    private static readonly SignatureRule Rule = new()
    {
        Algorithm = SignatureAlgorithm.Jwt, From = "header:Authorization", Prefix = "Bearer ", Keys = new Uri("https://vendor.example/certs"), Issuers = ["https://issuer.example", "issuer.example"],
    };

    private readonly FakeClock _clock = new(new DateTimeOffset(2026, 3, 2, 15, 0, 0, TimeSpan.Zero));
    private readonly RSA _key = RSA.Create(2048);
    private readonly PublishedKeys _published = new();
    private readonly Connection _connection;
    private readonly VendorDoor _door;
    private readonly TokenCheck _tokens;

    public TokenCheckTests()
    {
        var now = _clock.GetUtcNow();
        _connection = new Connection(Guid.CreateVersion7(now), new NetworkId(Guid.CreateVersion7(now)), new NodeId(Guid.CreateVersion7(now)), "vendor", VendorEnvironment.Live, ConnectionState.Active, "Vendor", new Dictionary<string, string>(), null, null, [], null, 1, now, now);
        _published.Keys["one"] = _key;
        _door = new VendorDoor(_clock, _published, new PublishedKeys());
        _tokens = new TokenCheck(new KeySets(_door, new VendorAddresses(new ConfigurationBuilder().Build()), _clock, NullLogger<KeySets>.Instance), _clock);
    }

    [Fact]
    public async Task A_token_of_the_vendors_key_for_this_address_and_sender_is_believed_while_it_holds()
    {
        var token = Sign();

        (await CheckAsync(token)).ShouldBeNull();
        _clock.Advance(TimeSpan.FromHours(2));
        (await CheckAsync(token)).ShouldBe("signature_wrong");
    }

    [Fact]
    public async Task A_token_that_says_anything_else_is_not()
    {
        (await CheckAsync(Sign(issuer: "https://other.example"))).ShouldBe("signature_wrong");
        (await CheckAsync(Sign(audience: "https://hub.example/hooks/other"))).ShouldBe("signature_wrong");
        (await CheckAsync(Sign(email: "somebody@else.example"))).ShouldBe("signature_wrong");
        (await CheckAsync(Sign(verified: false))).ShouldBe("signature_wrong");
        (await CheckAsync(Sign(from: _clock.GetUtcNow().AddMinutes(5)))).ShouldBe("signature_wrong");
        (await CheckAsync(Sign(issuer: "issuer.example"))).ShouldBeNull();
    }

    [Fact]
    public async Task A_token_chooses_neither_its_key_nor_its_algorithm()
    {
        using var other = RSA.Create(2048);
        var shared = new SymmetricSecurityKey(_key.ExportSubjectPublicKeyInfo()) { KeyId = "one" };

        (await CheckAsync(Sign(key: other))).ShouldBe("signature_wrong");
        (await CheckAsync(Sign(signing: new SigningCredentials(shared, SecurityAlgorithms.HmacSha256)))).ShouldBe("signature_wrong");
        (await CheckAsync(Sign(unsigned: true))).ShouldBe("signature_wrong");
    }

    [Theory]
    [InlineData("", "signature_missing")]
    [InlineData("Bearer a.b", "signature_wrong")]
    [InlineData("Bearer a.b.c", "signature_wrong")]
    [InlineData("Bearer ....", "signature_wrong")]
    [InlineData("Basic YTpi", "signature_wrong")]
    public async Task A_token_that_is_none_is_refused_before_keys_are_fetched(string header, string code)
    {
        (await _tokens.CheckAsync(_connection, Rule, Message(header), [Sender], TestContext.Current.CancellationToken))!.Code.ShouldBe(code);

        _published.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task Without_a_sender_nothing_is_believed() =>
        (await _tokens.CheckAsync(_connection, Rule, Message($"Bearer {Sign()}"), [], TestContext.Current.CancellationToken))!.Code.ShouldBe("secret_missing");

    [Fact]
    public async Task Keys_are_fetched_once_and_again_when_a_new_one_is_named_or_they_have_ended()
    {
        using var next = RSA.Create(2048);
        await CheckAsync(Sign());
        (await CheckAsync(Sign())).ShouldBeNull();
        _published.Calls.ShouldBe(1);

        _clock.Advance(TimeSpan.FromMinutes(2));
        _published.Keys["two"] = next;
        (await CheckAsync(Sign(key: next, keyId: "two"))).ShouldBeNull();
        _published.Calls.ShouldBe(2);

        _clock.Advance(PublishedKeys.Life + TimeSpan.FromMinutes(1));
        _published.Keys.Remove("one");
        (await CheckAsync(Sign())).ShouldBe("signature_wrong");
        _published.Calls.ShouldBe(3);
    }

    [Fact]
    public async Task Names_that_nobody_knows_make_us_ask_once_a_minute_at_most()
    {
        await CheckAsync(Sign());
        for (var guess = 0; guess < 20; guess++)
        {
            _clock.Advance(TimeSpan.FromSeconds(10));
            (await CheckAsync(Sign(keyId: $"guess-{guess}"))).ShouldBe("signature_wrong");
        }

        _published.Calls.ShouldBe(4); // the first, and those of 60, 120 and 180 seconds
    }

    [Fact]
    public async Task While_keys_cannot_be_fetched_the_vendor_is_asked_to_send_again_unless_the_old_ones_do()
    {
        _published.Status = HttpStatusCode.BadGateway;
        (await CheckAsync(Sign())).ShouldBe("keys_unreachable");
        (await CheckAsync(Sign())).ShouldBe("keys_unreachable");
        _published.Calls.ShouldBe(1); // whoever sends meanwhile makes no calls

        _published.Status = HttpStatusCode.OK;
        _clock.Advance(TimeSpan.FromSeconds(6));
        (await CheckAsync(Sign())).ShouldBeNull();

        _published.Status = HttpStatusCode.BadGateway;
        _clock.Advance(PublishedKeys.Life + TimeSpan.FromMinutes(1));
        (await CheckAsync(Sign())).ShouldBeNull();
    }

    public void Dispose()
    {
        _key.Dispose();
        _door.Dispose();
        _published.Dispose();
    }

    private async Task<string?> CheckAsync(string token) => (await _tokens.CheckAsync(_connection, Rule, Message($"Bearer {token}"), ["former@vendor.example", Sender], TestContext.Current.CancellationToken))?.Code;

    private string Sign(
        string issuer = "https://issuer.example", string audience = "https://hub.example/hooks", string email = Sender, bool verified = true, RSA? key = null, string keyId = "one", DateTimeOffset? from = null, SigningCredentials? signing = null, bool unsigned = false) =>
        new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            IssuedAt = _clock.GetUtcNow().UtcDateTime,
            NotBefore = (from ?? _clock.GetUtcNow()).UtcDateTime,
            Expires = _clock.GetUtcNow().AddHours(1).UtcDateTime,
            Claims = new Dictionary<string, object> { ["email"] = email, ["email_verified"] = verified },
            SigningCredentials = unsigned ? null : signing ?? new SigningCredentials(new RsaSecurityKey(key ?? _key) { KeyId = keyId, CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } }, SecurityAlgorithms.RsaSha256),
        });

    private static HookRequest Message(string header) => SignatureVectorTests.Post("https://hub.example/hooks", "{}", ("Authorization", header));

    /// <summary>Where the vendor publishes its keys.</summary>
    private sealed class PublishedKeys : HttpMessageHandler
    {
        public static readonly TimeSpan Life = TimeSpan.FromHours(6);

        public Dictionary<string, RSA> Keys { get; } = [];

        public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

        public int Calls { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Calls++;
            var keys = Keys.Select(pair => JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(pair.Value.ExportParameters(includePrivateParameters: false)) { KeyId = pair.Key }))
                .Select(key => $$"""{"kty":"RSA","alg":"RS256","use":"sig","kid":"{{key.Kid}}","n":"{{key.N}}","e":"{{key.E}}"}""");
            var answer = new HttpResponseMessage(Status) { Content = new StringContent($$"""{"keys":[{{string.Join(',', keys)}}]}""", null, "application/json") };
            answer.Headers.CacheControl = new() { Public = true, MaxAge = Life };
            return Task.FromResult(answer);
        }
    }
}
