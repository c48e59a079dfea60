using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Hooks.Signatures;

namespace BookedBarber.Integrations.Tests.Hooks;

public sealed class SignatureRefusalTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 15, 0, 0, TimeSpan.Zero);

    private static readonly SignatureRule Token = new() { Algorithm = SignatureAlgorithm.Token, From = "header:X-Channel-Token" };

    private static readonly SignatureRule Jwt = new() { Algorithm = SignatureAlgorithm.Jwt, From = "header:Authorization", Prefix = "Bearer ", Issuers = ["https://issuer.example"], Email = "push@vendor.example" };

    [Fact]
    public void A_message_without_signature_is_refused() =>
        SignatureCheck.Check(Token, Message("{}"), ["secret"], Now)!.Code.ShouldBe("signature_missing");

    [Theory]
    [InlineData]
    [InlineData("")]
    public void Without_a_secret_nothing_is_believed(params string[] secrets) =>
        SignatureCheck.Check(Token, Message("{}", ("X-Channel-Token", "")), secrets, Now)!.Code.ShouldBe("secret_missing");

    [Theory]
    [InlineData("header:X-Channel-Token")]
    [InlineData("query:token")]
    [InlineData("body:google_key")]
    public void A_shared_token_is_found_in_header_address_or_body(string from)
    {
        var message = new HookRequest("POST", new Uri("https://hub.example/hooks?token=s3cret"), Headers(("X-Channel-Token", "s3cret")), Encoding.UTF8.GetBytes("""{"google_key":"s3cret"}"""));

        SignatureCheck.Check(Token with { From = from }, message, ["s3cret"], Now).ShouldBeNull();
        SignatureCheck.Check(Token with { From = from }, message, ["s3cret2"], Now)!.Code.ShouldBe("signature_wrong");
    }

    [Fact]
    public void A_client_certificate_is_known_by_its_fingerprint_however_it_is_written()
    {
        var rule = new SignatureRule { Algorithm = SignatureAlgorithm.ClientCertificate, From = "header:X-Client-Cert-Fingerprint" };

        SignatureCheck.Check(rule, Message("{}", ("X-Client-Cert-Fingerprint", "ab:cd:01")), ["ABCD01"], Now).ShouldBeNull();
        SignatureCheck.Check(rule, Message("{}", ("X-Client-Cert-Fingerprint", "ab:cd:02")), ["ABCD01"], Now)!.Code.ShouldBe("signature_wrong");
    }

    [Fact]
    public void A_token_of_the_vendors_key_is_believed_while_it_holds_and_only_for_this_address()
    {
        using var key = RSA.Create(2048);

        Check(key, Now).ShouldBeNull();
        Check(key, Now.AddHours(2)).ShouldBe("signature_wrong");
        Check(key, Now, issuer: "https://other.example").ShouldBe("signature_wrong");
        Check(key, Now, audience: "https://hub.example/hooks/other").ShouldBe("signature_wrong");
        Check(key, Now, email: "somebody@else.example").ShouldBe("signature_wrong");
        Check(key, Now, algorithm: "none").ShouldBe("signature_wrong");
        Check(key, Now, algorithm: "HS256").ShouldBe("signature_wrong");
    }

    [Fact]
    public void A_token_of_another_key_is_not_believed()
    {
        using var key = RSA.Create(2048);
        using var other = RSA.Create(2048);
        var message = Message("{}", ("Authorization", "Bearer " + Sign(other, "RS256", "https://issuer.example", "https://hub.example/hooks", "push@vendor.example")));

        SignatureCheck.Check(Jwt, message, [KeySet(key)], Now)!.Code.ShouldBe("signature_wrong");
    }

    [Theory]
    [InlineData("")]
    [InlineData("Bearer a.b")]
    [InlineData("Bearer a.b.c")]
    [InlineData("Bearer ....")]
    public void A_token_that_is_none_is_refused(string header)
    {
        using var key = RSA.Create(2048);

        SignatureCheck.Check(Jwt, Message("{}", ("Authorization", header)), [KeySet(key)], Now)!.Code.ShouldBe(header.Length == 0 ? "signature_missing" : "signature_wrong");
    }

    [Theory]
    [InlineData("1700000000", 1_700_000_000L)]
    [InlineData("1700000000123", 1_700_000_000L)]
    [InlineData("2023-11-14T22:13:20Z", 1_700_000_000L)]
    [InlineData("99999999999999999", null)]
    [InlineData("soon", null)]
    public void Moments_are_read_as_they_look(string text, long? seconds) => (HookTime.Read(text, TimestampFormat.Any)?.ToUnixTimeSeconds()).ShouldBe(seconds);

    private static string? Check(RSA key, DateTimeOffset now, string issuer = "https://issuer.example", string audience = "https://hub.example/hooks", string email = "push@vendor.example", string algorithm = "RS256") =>
        SignatureCheck.Check(Jwt, Message("{}", ("Authorization", "Bearer " + Sign(key, algorithm, issuer, audience, email))), [KeySet(key)], now)?.Code;

    private static string Sign(RSA key, string algorithm, string issuer, string audience, string email)
    {
        static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
        var content = Encode($$"""{"alg":"{{algorithm}}","kid":"one"}""") + "."
            + Encode($$"""{"iss":"{{issuer}}","aud":"{{audience}}","email":"{{email}}","email_verified":true,"exp":{{Now.AddHours(1).ToUnixTimeSeconds()}}}""");
        return content + "." + Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    private static string KeySet(RSA key)
    {
        var open = key.ExportParameters(includePrivateParameters: false);
        return $$"""{"keys":[{"kty":"RSA","kid":"one","alg":"RS256","n":"{{Base64Url.EncodeToString(open.Modulus)}}","e":"{{Base64Url.EncodeToString(open.Exponent)}}"}]}""";
    }

    private static HookRequest Message(string body, params (string Name, string Value)[] headers) => SignatureVectorTests.Post("https://hub.example/hooks", body, headers);

    private static Dictionary<string, string> Headers(params (string Name, string Value)[] headers) => headers.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.OrdinalIgnoreCase);
}
