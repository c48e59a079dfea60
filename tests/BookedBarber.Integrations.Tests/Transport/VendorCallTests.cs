using System.IO.Compression;
using System.Text;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Tests.Support;
using BookedBarber.Integrations.Transport;
using BookedBarber.Integrations.Transport.Usage;
using Microsoft.AspNetCore.Http;

namespace BookedBarber.Integrations.Tests.Transport;

public sealed class VendorCallTests(EngineFixture shared) : IClassFixture<EngineFixture>, IAsyncLifetime
{
    private static readonly ErrorShape Errors = new(Vendors.Path("errors"), Vendors.Path("code"), Vendors.Path("detail"), WhenOk: true, null, new Dictionary<string, string> { ["THROTTLED"] = "rate-limit" });

    private Engine _engine = null!;

    public async ValueTask InitializeAsync() => _engine = await shared.FreshAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_call_is_authorised_and_carries_the_manifests_headers()
    {
        _engine.Vendor.Answer = (_, context) => context.Response.WriteAsJsonAsync(new { items = new[] { 1 } });
        var connection = await _engine.ConnectAsync();

        using var answer = await _engine.Calls.SendAsync(_engine.Get(connection, "/items?a=1"), CancellationToken.None);

        (answer.Status, answer.Attempts, answer.Body!.RootElement.GetProperty("items").GetArrayLength()).ShouldBe((200, 1, 1));
        var call = _engine.Vendor.Calls.Single();
        (call.Path, call.Query, call.Headers["Authorization"], call.Headers["Fake-Version"]).ShouldBe(("/items", "?a=1", "Bearer access-1", "2026-01-01"));
    }

    [Theory]
    [InlineData(503)]
    [InlineData(500)]
    [InlineData(429)]
    [InlineData(408)]
    public async Task A_failure_that_time_cures_is_tried_again(int status)
    {
        var calls = 0;
        _engine.Vendor.Answer = (_, context) =>
        {
            context.Response.StatusCode = ++calls == 1 ? status : 200;
            context.Response.Headers.RetryAfter = "0";
            return Task.CompletedTask;
        };
        var connection = await _engine.ConnectAsync();

        using var answer = await _engine.Calls.SendAsync(_engine.Get(connection), CancellationToken.None);

        (answer.Succeeded, answer.Attempts).ShouldBe((true, 2));
    }

    [Theory]
    [InlineData(400, VendorFaultKindNames.DataValidation, "refused_by_vendor")]
    [InlineData(422, VendorFaultKindNames.DataValidation, "refused_by_vendor")]
    [InlineData(404, VendorFaultKindNames.NotFound, "not_found_there")]
    [InlineData(403, VendorFaultKindNames.Authentication, "not_permitted")]
    public async Task A_failure_that_time_does_not_cure_is_told_at_once(int status, string kind, string code)
    {
        _engine.Vendor.Answer = (_, context) =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        };
        var connection = await _engine.ConnectAsync();

        using var answer = await _engine.Calls.SendAsync(_engine.Get(connection), CancellationToken.None);

        (answer.Status, answer.Fault!.Kind.ToString(), answer.Fault.Code, _engine.Vendor.Calls.Count).ShouldBe((status, kind, code, 1));
        (await _engine.ReadAsync(connection)).State.ShouldBe(ConnectionState.Active);
    }

    [Fact]
    public async Task What_may_have_taken_effect_is_not_sent_twice_unless_a_key_says_that_it_may()
    {
        _engine.Vendor.Answer = (_, context) =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        };
        var connection = await _engine.ConnectAsync();
        var write = _engine.Get(connection) with { Method = HttpMethod.Post, Body = "{}"u8.ToArray(), Priority = CallPriority.Interactive };

        using var once = await _engine.Calls.SendAsync(write, CancellationToken.None);
        using var again = await _engine.Calls.SendAsync(write with { IdempotencyKey = "key" }, CancellationToken.None);

        (once.Attempts, again.Attempts).ShouldBe((1, 3));
        once.Fault!.Kind.ShouldBe(VendorFaultKind.Outage);
    }

    [Fact]
    public async Task A_401_renews_the_token_once_and_the_call_goes_through()
    {
        _engine.Vendor.Answer = async (call, context) =>
        {
            if (call.Path == "/token")
            {
                await context.Response.WriteAsJsonAsync(new { access_token = "access-2", expires_in = 3600 });
                return;
            }

            context.Response.StatusCode = call.Headers["Authorization"] == "Bearer access-2" ? 200 : 401;
        };
        var connection = await _engine.ConnectAsync(expiresAt: _engine.Node.Clock.GetUtcNow().AddHours(1));
        await _engine.ExecuteAsync("update integrations.credential set issued_at = now() - interval '10 minutes' where connection_id = @Id", new { connection.Id });

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _engine.Calls.SendAsync(_engine.Get(connection), CancellationToken.None)));

        answers.ShouldAllBe(answer => answer.Succeeded);
        _engine.Vendor.Count("/token").ShouldBe(1);
    }

    [Fact]
    public async Task Whoever_is_refused_with_a_new_token_too_has_to_connect_again()
    {
        _engine.Vendor.Answer = async (call, context) =>
        {
            if (call.Path == "/token")
            {
                await context.Response.WriteAsJsonAsync(new { access_token = "access-2", expires_in = 3600 });
                return;
            }

            context.Response.StatusCode = 401;
        };
        var connection = await _engine.ConnectAsync(expiresAt: _engine.Node.Clock.GetUtcNow().AddHours(1));
        await _engine.ExecuteAsync("update integrations.credential set issued_at = now() - interval '10 minutes' where connection_id = @Id", new { connection.Id });

        using var answer = await _engine.Calls.SendAsync(_engine.Get(connection), CancellationToken.None);

        (answer.Fault!.Kind, answer.Fault.Code, _engine.Vendor.Count("/token")).ShouldBe((VendorFaultKind.Authentication, "reconnect_needed", 1));
        (await _engine.ReadAsync(connection)).State.ShouldBe(ConnectionState.NeedsReconnect);
    }

    [Theory]
    [InlineData("text/html", "<html><body>We are working on it</body></html>", VendorFaultKindNames.Outage, "html_instead_of_data")]
    [InlineData("application/json", "<!doctype html><title>Oops</title>", VendorFaultKindNames.Outage, "html_instead_of_data")]
    [InlineData("application/json", """{"items":[{"id":1},{"i""", VendorFaultKindNames.Connection, "answer_cut_short")]
    [InlineData("application/json", """{"errors":[{"code":"BAD_VALUE","detail":"planted sentence"}]}""", VendorFaultKindNames.DataValidation, "refused_by_vendor")]
    [InlineData("application/json", """{"errors":[{"code":"THROTTLED"}]}""", VendorFaultKindNames.RateLimit, "rate_limited")]
    public async Task An_answer_of_200_that_is_a_fault_in_disguise_is_seen_as_one(string type, string body, string kind, string code)
    {
        _engine.Catalogue.Manifests = [Vendors.Plain(errors: Errors)];
        _engine.Vendor.Answer = (_, context) =>
        {
            context.Response.ContentType = type;
            context.Response.Headers.RetryAfter = "3600";
            return context.Response.WriteAsync(body);
        };
        var connection = await _engine.ConnectAsync();

        using var answer = await _engine.Calls.SendAsync(_engine.Get(connection, priority: CallPriority.Interactive), CancellationToken.None);

        (answer.Fault!.Kind.ToString(), answer.Fault.Code).ShouldBe((kind, code));
        answer.Fault.ToString().ShouldNotContain("planted");
    }

    [Theory]
    [InlineData("""{"errors":[]}""")]
    [InlineData("""{"errors":null,"items":[]}""")]
    [InlineData("")]
    public async Task An_empty_list_of_errors_is_none(string body)
    {
        _engine.Catalogue.Manifests = [Vendors.Plain(errors: Errors)];
        _engine.Vendor.Answer = (_, context) => context.Response.WriteAsync(body);
        var connection = await _engine.ConnectAsync();

        using var answer = await _engine.Calls.SendAsync(_engine.Get(connection), CancellationToken.None);

        answer.Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task A_pause_that_the_vendor_asks_for_and_that_is_too_long_to_wait_is_told()
    {
        _engine.Vendor.Answer = (_, context) =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = "3600";
            return Task.CompletedTask;
        };
        var connection = await _engine.ConnectAsync();

        using var answer = await _engine.Calls.SendAsync(_engine.Get(connection), CancellationToken.None);
        using var next = await _engine.Calls.SendAsync(_engine.Get(connection), CancellationToken.None);

        (answer.Fault!.Kind, answer.Attempts).ShouldBe((VendorFaultKind.RateLimit, 1));
        (answer.Fault.RetryAt!.Value - _engine.Node.Clock.GetUtcNow()).TotalSeconds.ShouldBeInRange(3500, 3600);
        (next.Fault!.Code, next.Attempts, _engine.Vendor.Calls.Count).ShouldBe(("budget_used_up", 0, 1));
    }

    [Fact]
    public async Task An_answer_that_unpacks_to_more_than_we_take_is_given_up()
    {
        _engine.Vendor.Answer = async (_, context) =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await using var packed = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 33; i++)
            {
                await packed.WriteAsync(zeros);
            }
        };
        var connection = await _engine.ConnectAsync();

        using var answer = await _engine.Calls.SendAsync(_engine.Get(connection), CancellationToken.None);

        (answer.Fault!.Kind, answer.Fault.Code).ShouldBe((VendorFaultKind.DataValidation, "answer_too_large"));
    }

    [Fact]
    public async Task A_redirect_to_another_host_gets_no_credentials()
    {
        await using var elsewhere = await VendorServer.StartAsync();
        _engine.Vendor.Answer = (call, context) =>
        {
            context.Response.Redirect(call.Path == "/items" ? "/moved" : elsewhere.Url + "/stolen");
            return Task.CompletedTask;
        };
        var connection = await _engine.ConnectAsync();

        using var answer = await _engine.Calls.SendAsync(_engine.Get(connection), CancellationToken.None);

        _engine.Vendor.Calls.Select(call => call.Headers.GetValueOrDefault("Authorization")).ShouldBe(["Bearer access-1", "Bearer access-1"]); // on its own host they stay
        elsewhere.Calls.ShouldBeEmpty(); // another address of this machine: the guard does not even call it
        (answer.Fault!.Kind, answer.Fault.Code).ShouldBe((VendorFaultKind.DataValidation, "address_refused"));
    }

    [Theory]
    [InlineData("https://127.0.0.1")]
    [InlineData("https://localhost")]
    [InlineData("https://169.254.169.254")]
    [InlineData("https://[::1]")]
    [InlineData("http://example.com")]
    public async Task A_live_connection_leads_nowhere_inside(string live)
    {
        _engine.Catalogue.Manifests = [Vendors.Plain(live: live)];
        var connection = await _engine.ConnectAsync(environment: VendorEnvironment.Live);

        using var answer = await _engine.Calls.SendAsync(_engine.Get(connection), CancellationToken.None);

        (answer.Fault!.Kind, answer.Fault.Code).ShouldBe((VendorFaultKind.DataValidation, "address_refused"));
    }

    [Theory]
    [InlineData("evil.example/x")]
    [InlineData("evil.example#")]
    [InlineData("user@evil.example")]
    [InlineData("evil.example:8080")]
    [InlineData("a b")]
    [InlineData("")]
    public async Task A_setting_cannot_turn_the_vendors_address_into_another(string shop)
    {
        _engine.Catalogue.Manifests = [Vendors.Plain(live: "https://{shop}.fake.example/admin")];
        var connection = await _engine.ConnectAsync(environment: VendorEnvironment.Live, settings: new Dictionary<string, string> { ["shop"] = shop });

        using var answer = await _engine.Calls.SendAsync(_engine.Get(connection), CancellationToken.None);

        answer.Fault!.Code.ShouldBe("setting_invalid");
    }

    [Fact]
    public async Task A_link_to_the_next_page_is_followed_on_the_vendors_own_host_only()
    {
        var connection = await _engine.ConnectAsync();

        using var own = await _engine.Calls.SendAsync(_engine.Get(connection, _engine.Vendor.Url + "/items?page=2"), CancellationToken.None);
        using var foreign = await _engine.Calls.SendAsync(_engine.Get(connection, "https://evil.example/items?page=2"), CancellationToken.None);

        own.Succeeded.ShouldBeTrue();
        (foreign.Fault!.Code, _engine.Vendor.Calls.Single().Query).ShouldBe(("foreign_address", "?page=2"));
    }

    [Fact]
    public async Task Calls_are_counted_by_hour_class_and_outcome()
    {
        _engine.Vendor.Answer = (call, context) =>
        {
            context.Response.StatusCode = call.Path == "/bad" ? 400 : 200;
            return context.Response.WriteAsync("{}");
        };
        var connection = await _engine.ConnectAsync();
        foreach (var path in new[] { "/a", "/b", "/bad" })
        {
            (await _engine.Calls.SendAsync(_engine.Get(connection, path, CallPriority.Backfill), CancellationToken.None)).Dispose();
        }

        var ledger = _engine.Node.Get<CallLedger>();
        await ledger.FlushAsync(CancellationToken.None);
        var rows = await ledger.ReadAsync(_engine.Network, connection.Id, DateTimeOffset.UnixEpoch, CancellationToken.None);

        rows.Select(row => (row.Class, row.Outcome, row.Calls)).ShouldBe([("backfill", "data_validation", 1), ("backfill", "ok", 2)]);
    }

    private static class VendorFaultKindNames
    {
        public const string DataValidation = nameof(VendorFaultKind.DataValidation);
        public const string NotFound = nameof(VendorFaultKind.NotFound);
        public const string Authentication = nameof(VendorFaultKind.Authentication);
        public const string Outage = nameof(VendorFaultKind.Outage);
        public const string Connection = nameof(VendorFaultKind.Connection);
        public const string RateLimit = nameof(VendorFaultKind.RateLimit);
    }
}
