using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connections.Authorising;
using BookedBarber.Integrations.Connections.Credentials;

namespace BookedBarber.Integrations.Tests.Connections;

public sealed class SchemeTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 15, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_challenge_is_that_of_RFC_7636_appendix_B() =>
        ProofKey.Challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk").ShouldBe("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");

    [Fact]
    public void A_proof_key_has_the_length_that_RFC_7636_asks_for_and_never_comes_twice()
    {
        var made = Enumerable.Range(0, 100).Select(_ => ProofKey.New()).ToList();

        made.ShouldAllBe(key => key.Length == 43);
        made.Distinct().Count().ShouldBe(100);
    }

    [Fact]
    public void OAuth1_signs_the_request_of_the_specifications_example()
    {
        // OAuth Core 1.0, appendix A.5.
        var signature = new OAuth1Signature("dpf43f3p2l4k3l03", "kd94hf93k423kf44", "nnch734d00sl2jdk", "pfkkdhi9sl3r4s00", usesSha1: true);

        var header = signature.Header(
            HttpMethod.Get, new Uri("http://photos.example.net/photos?file=vacation.jpg&size=original"), [], DateTimeOffset.FromUnixTimeSeconds(1191242096), "kllo9940pd9333jh");

        header.ShouldContain("oauth_signature=\"tR3%2BTy81lMeYAr%2FFid0kMTYa%2FWM%3D\"");
    }

    [Fact]
    public void OAuth1_sorts_and_escapes_as_RFC_5849_shows()
    {
        // Section 3.4.1.3.2 and 3.4.1.1.
        var text = OAuth1Signature.BaseString(
            HttpMethod.Post,
            new Uri("http://example.com/request"),
            OAuth1Signature.Fields("b5=%3D%253D&a3=a&c%40=&a2=r%20b&oauth_consumer_key=9djdj82h48djs9d2&oauth_token=kkk9d7dh3k39sjv7&oauth_signature_method=HMAC-SHA1&oauth_timestamp=137131201&oauth_nonce=7d8f3e4a&c2=&a3=2+q"));

        text.ShouldBe(
            "POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26"
            + "oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7");
    }

    [Theory]
    [InlineData("RS256")]
    [InlineData("ES256")]
    public void An_assertion_verifies_with_the_public_key_and_says_what_was_asked(string algorithm)
    {
        using var rsa = RSA.Create(2048);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var pem = algorithm == "RS256" ? rsa.ExportPkcs8PrivateKeyPem() : curve.ExportPkcs8PrivateKeyPem();

        // Keys out of JSON files have their line breaks written as two characters.
        var made = JwtAssertions.Sign(algorithm, new Secret(pem.Replace("\n", "\\n")), new Dictionary<string, string> { ["iss"] = "us", ["aud"] = "them" }, Now, TimeSpan.FromMinutes(3));

        var parts = made.Value!.Reveal().Split('.');
        var (text, signature) = (Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64(parts[2]));
        (algorithm == "RS256" ? rsa.VerifyData(text, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) : curve.VerifyData(text, signature, HashAlgorithmName.SHA256)).ShouldBeTrue();
        var claims = JsonDocument.Parse(Base64(parts[1])).RootElement;
        (claims.GetProperty("iss").GetString(), claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64()).ShouldBe(("us", 180));
    }

    [Fact]
    public void A_key_that_is_none_is_said_without_repeating_it()
    {
        var made = JwtAssertions.Sign("RS256", new Secret("planted"), new Dictionary<string, string>(), Now, TimeSpan.FromMinutes(3));

        made.Problem!.Code.ShouldBe("key_unreadable");
        made.Problem.ToString().ShouldNotContain("planted");
    }

    [Theory]
    [InlineData("Bearer {token}", "Bearer T")]
    [InlineData("Basic {base64(key:x)}", "Basic S2V5Ong=")]
    [InlineData("Basic {base64(client.id:client.secret)}", "Basic aWQ6c2VjcmV0")]
    [InlineData("{key}", "Key")]
    [InlineData("{other}", null)]
    [InlineData("Basic {base64(other:x)}", null)]
    [InlineData("plain", "plain")]
    public void Places_of_an_authorisation_are_filled_in(string text, string? filled) =>
        PlaceText.Fill(text, name => name switch { "token" => "T", "key" => "Key", "client.id" => "id", "client.secret" => "secret", _ => null }).ShouldBe(filled);

    [Fact]
    public void A_signed_callback_is_taken_as_signed_and_not_otherwise()
    {
        var secret = new Secret("hush");
        var parameters = new Dictionary<string, string> { ["code"] = "0907a61c0c8d55e99db179b68161bc00", ["shop"] = "some-shop.example", ["state"] = "0.6784241404160823", ["timestamp"] = "1337178173" };
        parameters["hmac"] = Convert.ToHexStringLower(HMACSHA256.HashData(
            "hush"u8.ToArray(), Encoding.UTF8.GetBytes("code=0907a61c0c8d55e99db179b68161bc00&shop=some-shop.example&state=0.6784241404160823&timestamp=1337178173")));

        CallbackProof.IsRight(parameters, "hmac", secret).ShouldBeTrue();
        CallbackProof.IsRight(new Dictionary<string, string>(parameters) { ["shop"] = "other.example" }, "hmac", secret).ShouldBeFalse();
        CallbackProof.IsRight(new Dictionary<string, string>(parameters) { ["added"] = "1" }, "hmac", secret).ShouldBeFalse();
        CallbackProof.IsRight(new Dictionary<string, string> { ["code"] = "c" }, "hmac", secret).ShouldBeFalse();
    }

    [Fact]
    public void A_token_is_renewed_between_three_and_seventeen_twentieths_of_its_life()
    {
        var end = Now.AddHours(1);

        TokenTimes.Of(Now, end, null, 0).RenewAt.ShouldBe(Now.AddMinutes(45));
        TokenTimes.Of(Now, end, null, 1).RenewAt.ShouldBe(Now.AddMinutes(51));
        TokenTimes.Of(Now, null, null, 0.5).RenewAt.ShouldBeNull();
    }

    [Fact]
    public void A_secret_shows_itself_in_no_text_and_no_JSON()
    {
        var secret = new Secret("planted");

        $"{secret}{JsonSerializer.Serialize(secret)}{JsonSerializer.Serialize(new { secret })}{new TokenSet("planted", "planted")}".ShouldNotContain("planted");
    }

    private static byte[] Base64(string text) => System.Buffers.Text.Base64Url.DecodeFromChars(text);
}
