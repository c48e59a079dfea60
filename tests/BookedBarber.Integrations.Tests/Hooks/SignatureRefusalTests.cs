using System.Text;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Hooks.Signatures;

namespace BookedBarber.Integrations.Tests.Hooks;

public sealed class SignatureRefusalTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 15, 0, 0, TimeSpan.Zero);

    private static readonly SignatureRule Token = new() { Algorithm = SignatureAlgorithm.Token, From = "header:X-Channel-Token" };

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

    [Theory]
    [InlineData("1700000000", 1_700_000_000L)]
    [InlineData("1700000000123", 1_700_000_000L)]
    [InlineData("2023-11-14T22:13:20Z", 1_700_000_000L)]
    [InlineData("99999999999999999", null)]
    [InlineData("soon", null)]
    public void Moments_are_read_as_they_look(string text, long? seconds) => (HookTime.Read(text, TimestampFormat.Any)?.ToUnixTimeSeconds()).ShouldBe(seconds);

    private static HookRequest Message(string body, params (string Name, string Value)[] headers) => SignatureVectorTests.Post("https://hub.example/hooks", body, headers);

    private static Dictionary<string, string> Headers(params (string Name, string Value)[] headers) => headers.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.OrdinalIgnoreCase);
}
