using System.Text;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Hooks.Signatures;

namespace BookedBarber.Integrations.Tests.Hooks;

/// <summary>Signatures that vendors publish in their own documentation and libraries.</summary>
public sealed class SignatureVectorTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 15, 0, 0, TimeSpan.Zero);

    private static readonly SignatureRule Square = new() { Algorithm = SignatureAlgorithm.HmacSha256, From = "header:x-square-hmacsha256-signature", Signed = "{url}{body}" };

    private static readonly SignatureRule Stripe = new()
    {
        Algorithm = SignatureAlgorithm.HmacSha256, From = "header:Stripe-Signature", Part = "v1", Encoding = SignatureEncoding.Hex, Signed = "{timestamp}.{body}", Timestamp = "part:t",
    };

    private static readonly SignatureRule Shopify = new() { Algorithm = SignatureAlgorithm.HmacSha256, From = "header:X-Shopify-Hmac-Sha256" };

    private static readonly SignatureRule Twilio = new() { Algorithm = SignatureAlgorithm.HmacSha1, From = "header:X-Twilio-Signature", Signed = "{url}{form}" };

    private static readonly SignatureRule HubSpot = new()
    {
        Algorithm = SignatureAlgorithm.HmacSha256, From = "header:X-HubSpot-Signature-v3", Signed = "{method}{url}{body}{timestamp}", Timestamp = "header:X-HubSpot-Request-Timestamp", TimestampFormat = TimestampFormat.UnixMilliseconds,
    };

    private static readonly SignatureRule SendGrid = new()
    {
        Algorithm = SignatureAlgorithm.EcdsaP256, From = "header:X-Twilio-Email-Event-Webhook-Signature", Signed = "{timestamp}{body}", Timestamp = "header:X-Twilio-Email-Event-Webhook-Timestamp",
    };

    private static readonly SignatureRule Toast = new() { Algorithm = SignatureAlgorithm.HmacSha256, From = "header:Toast-Signature", Signed = "{body}{timestamp}", Timestamp = "body:timestamp", Tolerance = null };

    private static readonly SignatureRule GitHubStyle = new() { Algorithm = SignatureAlgorithm.HmacSha256, From = "header:X-Hub-Signature-256", Prefix = "sha256=", Encoding = SignatureEncoding.Hex };

    [Theory]
    [InlineData("Ibxx_5AKakO-3qeNVR61Dw", "https://webhook.site/679a4f3a-dcfa-49ee-bac5-9d0edad886b9", """{"merchant_id":"MLEFBHHSJGVHD","type":"webhooks.test_notification","event_id":"ac3ac95b-f97d-458c-a6e6-18981597e05f","created_at":"2022-07-13T20:30:59.037339943Z","data":{"type":"webhooks","id":"bc368e64-01aa-407e-b46e-3231809b1129"}}""", "GF4YkrJgGBDZ9NIYbNXBnMzqb2HoL4RW/S6vkZ9/2N4=")]
    [InlineData("signature-key", "https://webhook.site/webhooks", """{"data":{"type":"webhooks","id":"fake_id"}}""", "W3FlCNk5IA3ZQ2LHTWoajvzfaDu/OwY2tNHIHC3IUOA=")]
    [InlineData("signature-key", "https://webhook.site/webhooks", """{"data":{"type":"webhooks","id":">id<"}}""", "Cxt7+aTi4rKgcA0bC4g9EHdVtLSDWdqccmL5MvihU4U=")]
    public void Address_and_body_under_one_hmac_fit(string secret, string url, string body, string signature)
    {
        var message = Post(url, body, ("x-square-hmacsha256-signature", signature));

        SignatureCheck.Check(Square, message, [secret], Now).ShouldBeNull();
        SignatureCheck.Check(Square, message with { Body = Encoding.UTF8.GetBytes(body + " ") }, [secret], Now)!.Code.ShouldBe("signature_wrong");
        SignatureCheck.Check(Square, message with { Url = new Uri(url + "/") }, [secret], Now)!.Code.ShouldBe("signature_wrong");
    }

    [Fact]
    public void Any_of_several_signatures_in_a_list_fits_within_the_window()
    {
        var message = Post("https://hub.example/hooks", """{"id":"evt_1","object":"event"}""", ("Stripe-Signature", "t=1700000000,v1=00ff,v1=0c8670ed117751cc551a20e35839447075c42800ea3cf3e8a2fbda99cd1e6edd,v0=aa"));
        var sent = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

        SignatureCheck.Check(Stripe, message, ["whsec_test_secret"], sent.AddMinutes(5)).ShouldBeNull();
        SignatureCheck.Check(Stripe, message, ["whsec_test_secret"], sent.AddSeconds(301))!.Code.ShouldBe("timestamp_outside_window");
        SignatureCheck.Check(Stripe, message, ["whsec_test_secret"], sent.AddSeconds(-301))!.Code.ShouldBe("timestamp_outside_window");
        SignatureCheck.Check(Stripe, message, ["another"], sent)!.Code.ShouldBe("signature_wrong");
    }

    [Fact]
    public void The_published_event_of_a_payment_vendor_fits()
    {
        var body = """
            {
              "id": "evt_123",
              "object": "event",
              "account": "acct_123",
              "api_version": "2017-05-25",
              "created": 1533204620,
              "data": {
                "object": {
                  "id": "cus_123",
                  "object": "customer",
                  "created": 123456789,
                  "email": "test@stripe.com",
                  "livemode": false,
                  "metadata": {}
                }
              },
              "livemode": false,
              "pending_webhooks": 1,
              "request": {
                "id": "req_123",
                "idempotency_key": "idempotency-key-123"
              },
              "type": "customer.created"
            }

            """.ReplaceLineEndings("\n");
        var message = Post("https://hub.example/hooks", body, ("Stripe-Signature", "t=1533204620,v1=2220f87ef101a04665f11cdf770523143f875572008577fa0f20882ddb9cc3c7,v0=63f3a72374a733066c4be69ed7f8e5ac85c22c9f0a6a612ab9a025a9e4ee7eef"));

        SignatureCheck.Check(Stripe, message, ["webhook_secret"], DateTimeOffset.FromUnixTimeSeconds(1_533_204_620)).ShouldBeNull();
    }

    [Fact]
    public void While_a_secret_is_replaced_the_old_and_the_new_one_fit()
    {
        var message = Post("https://hub.example/hooks", """{"foo": "bar"}""", ("X-Shopify-Hmac-Sha256", "B23tXN681gZ0qIWNRrgtzBE9XSDo5yaUu6wfmhu3a7g="));

        SignatureCheck.Check(Shopify, message, ["newer", "test_secret_key"], Now).ShouldBeNull();
        SignatureCheck.Check(Shopify, message, ["newer"], Now)!.Code.ShouldBe("signature_wrong");
    }

    [Theory]
    [InlineData("https://mycompany.com/myapp.php?foo=1&bar=2", "RSOYDt4T1cUTdK1PDd93/VVr8B8=")]
    [InlineData("https://mycompany.com/myapp.php?foo=1&bar=2", "kvajT1Ptam85bY51eRf/AJRuM3w=")]
    [InlineData("https://mycompany.com:443/myapp.php?foo=1&bar=2", "kvajT1Ptam85bY51eRf/AJRuM3w=")]
    public void Form_fields_are_signed_in_the_order_of_their_names_with_or_without_the_port(string url, string signature)
    {
        const string Form = "CallSid=CA1234567890ABCDE&From=%2B14158675309&Digits=1234&To=%2B18005551212&Caller=%2B14158675309";
        var message = Post(url, Form, ("X-Twilio-Signature", signature), ("Content-Type", "application/x-www-form-urlencoded"));

        SignatureCheck.Check(Twilio, message, ["12345"], Now).ShouldBeNull();
        SignatureCheck.Check(Twilio, message with { Body = Encoding.UTF8.GetBytes(Form + "&Added=1") }, ["12345"], Now)!.Code.ShouldBe("signature_wrong");
    }

    [Fact]
    public void Method_address_body_and_moment_fit_within_the_window()
    {
        var message = Post("https://www.example.com/webhook_uri", """{"example_field":"example_value"}""", ("X-HubSpot-Signature-v3", "rQEKkaNUiu+1qGF//O/pw4BCzstSqO1PyUnGICmf+7o="), ("X-HubSpot-Request-Timestamp", "1700000000000"));

        SignatureCheck.Check(HubSpot, message, ["yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy"], DateTimeOffset.FromUnixTimeSeconds(1_700_000_000)).ShouldBeNull();
    }

    [Fact]
    public void A_signature_on_an_elliptic_curve_fits_with_the_vendors_public_key()
    {
        const string Key = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE83T4O/n84iotIvIW4mdBgQ/7dAfSmpqIM8kF9mN1flpVKS3GRqe62gw+2fNNRaINXvVpiglSI8eNEc6wEA3F+g==";
        const string Body = """[{"email":"hello@world.com","event":"dropped","reason":"Bounced Address","sg_event_id":"ZHJvcC0xMDk5NDkxOS1MUnpYbF9OSFN0T0doUTRrb2ZTbV9BLTA","sg_message_id":"LRzXl_NHStOGhQ4kofSm_A.filterdrecv-p3mdw1-756b745b58-kmzbl-18-5F5FC76C-9.0","smtp-id":"<LRzXl_NHStOGhQ4kofSm_A@ismtpd0039p1iad1.sendgrid.net>","timestamp":1600112492}]""" + "\r\n";
        var message = Post(
            "https://hub.example/hooks",
            Body,
            ("X-Twilio-Email-Event-Webhook-Signature", "MEUCIGHQVtGj+Y3LkG9fLcxf3qfI10QysgDWmMOVmxG0u6ZUAiEAyBiXDWzM+uOe5W0JuG+luQAbPIqHh89M15TluLtEZtM="),
            ("X-Twilio-Email-Event-Webhook-Timestamp", "1600112502"));
        var sent = DateTimeOffset.FromUnixTimeSeconds(1_600_112_502);

        SignatureCheck.Check(SendGrid, message, [Key], sent).ShouldBeNull();
        SignatureCheck.Check(SendGrid, message with { Body = Encoding.UTF8.GetBytes(Body.TrimEnd()) }, [Key], sent)!.Code.ShouldBe("signature_wrong");
        SignatureCheck.Check(SendGrid, message, ["no key at all"], sent)!.Code.ShouldBe("signature_wrong");
    }

    [Fact]
    public void The_moment_may_stand_in_the_body()
    {
        var message = Post("https://hub.example/hooks", """{"timestamp":"2024-05-01T12:00:00.000Z","eventCategory":"stock","eventType":"out_of_stock","guid":"11111111-2222-3333-4444-555555555555","details":{}}""", ("Toast-Signature", "6D2GIcXDWVJpQkPIYA/C4IuRmQRr/XcA8+QlOBUBZNM="));

        SignatureCheck.Check(Toast, message, ["toast-secret"], Now).ShouldBeNull();
        SignatureCheck.Check(Toast with { Tolerance = TimeSpan.FromMinutes(15) }, message, ["toast-secret"], Now)!.Code.ShouldBe("timestamp_outside_window");
    }

    [Theory]
    [InlineData("00faeec4-08d0-4996-bb37-698ae19f0149", """{"eventNotifications":[{"realmId":"1269959970","dataChangeEvent":{"entities":[{"name":"Vendor","id":"40","operation":"Update","lastUpdated":"2016-10-05T03:09:04.000Z"},{"name":"Customer","id":"43","operation":"Create","lastUpdated":"2016-10-05T03:07:04.000Z"}]}}]}""", "6q+xGyMirJupwKTh2/WBl2NcdxzxqdIbk3sneKTxLWM=")]
    [InlineData("s3cr3t-webhook-key", """{"events":[],"firstEventSequence":0,"lastEventSequence":0,"entropy":"S0m3r4Nd0mt3xt"}""", "/GWxKQXuuAH7mhLkSWCowvvDTpQWzRaMtOfKEXiaK3A=")]
    public void A_body_under_an_hmac_in_base64_fits(string secret, string body, string signature)
    {
        var rule = new SignatureRule { Algorithm = SignatureAlgorithm.HmacSha256, From = "header:x-signature" };

        SignatureCheck.Check(rule, Post("https://hub.example/hooks", body, ("X-Signature", signature)), [secret], Now).ShouldBeNull();
    }

    [Fact]
    public void A_prefix_before_hexadecimal_digits_is_taken_off()
    {
        var message = Post("https://hub.example/hooks", "Hello, World!", ("X-Hub-Signature-256", "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"));

        SignatureCheck.Check(GitHubStyle, message, ["It's a Secret to Everybody"], Now).ShouldBeNull();
        SignatureCheck.Check(GitHubStyle, Post("https://hub.example/hooks", "Hello, World!", ("X-Hub-Signature-256", "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")), ["It's a Secret to Everybody"], Now)!.Code.ShouldBe("signature_wrong");
    }

    internal static HookRequest Post(string url, string body, params (string Name, string Value)[] headers) =>
        new("POST", new Uri(url), headers.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.OrdinalIgnoreCase), Encoding.UTF8.GetBytes(body));
}
