using System.Security.Cryptography;
using System.Text;
using BookedBarber.Webhooks.Domain;
using BookedBarber.Webhooks.Signing;
using FsCheck;
using FsCheck.Fluent;
using NSec.Cryptography;

namespace BookedBarber.Webhooks.Tests.Signing;

public sealed class SigningTests
{
    [Fact]
    public void A_shared_secret_signs_as_the_specification_shows() =>
        SigningKey.Of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").Sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, """{"test": 2432232314}"""u8)
            .ShouldBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");

    [Fact]
    public void A_key_pair_signs_what_its_public_key_verifies() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
    {
        var (key, body) = (SigningKey.New(SignatureScheme.V1a), Encoding.UTF8.GetBytes(text ?? string.Empty));
        var signature = key.Sign("evt_1", 1614265330, body);
        var publicKey = PublicKey.Import(SignatureAlgorithm.Ed25519, Convert.FromBase64String(key.PublicKey!["whpk_".Length..]), KeyBlobFormat.RawPublicKey);
        byte[] signed = [.. "evt_1.1614265330."u8, .. body];

        return signature.StartsWith("v1a,", StringComparison.Ordinal) && SignatureAlgorithm.Ed25519.Verify(publicKey, signed, Convert.FromBase64String(signature[4..]));
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("v1", "whsec_", "whsec_")]
    [InlineData("v1a", "whsk_", "whpk_")]
    public void A_key_is_kept_whole_and_shows_only_what_the_receiver_needs(string scheme, string kept, string shown)
    {
        var key = SigningKey.New(SignatureSchemes.Of(scheme));

        key.Text.ShouldStartWith(kept);
        key.Verifier.ShouldStartWith(shown);
        SigningKey.Of(key.Text).Sign("a", 1, "b"u8).ShouldBe(key.Sign("a", 1, "b"u8));
        key.ToString().ShouldNotContain(key.Text[6..]);
        Convert.FromBase64String(key.Text[(key.Text.IndexOf('_') + 1)..]).Length.ShouldBe(32);
    }

    [Fact]
    public void Two_keys_are_never_the_same() => SigningKey.New(SignatureScheme.V1).Text.ShouldNotBe(SigningKey.New(SignatureScheme.V1).Text);

    [Fact]
    public void What_is_no_key_is_refused() => Should.Throw<ArgumentException>(() => SigningKey.Of("nonsense")).ParamName.ShouldBe("text");

    [Fact]
    public void The_signed_content_is_id_timestamp_and_body()
    {
        var secret = RandomNumberGenerator.GetBytes(32);

        SigningKey.Of("whsec_" + Convert.ToBase64String(secret)).Sign("id", 5, "body"u8).ShouldBe("v1," + Convert.ToBase64String(HMACSHA256.HashData(secret, "id.5.body"u8)));
    }
}
