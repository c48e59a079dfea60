using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connections.Credentials;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Tests.Support;
using BookedBarber.Testing;
using Microsoft.AspNetCore.Http;

namespace BookedBarber.Integrations.Tests.Connections;

public sealed class RenewalTests(EngineFixture shared) : IClassFixture<EngineFixture>, IAsyncLifetime
{
    // A process that dies in between must not leave a connection that is not authorised and that nobody is told of.
    private Task<bool> WereWrittenTogetherAsync(Connection connection) => _engine.ScalarAsync<bool>(
        "select c.xmin::text = k.xmin::text from integrations.connection c join integrations.credential k on k.connection_id = c.id where c.id = @Id", new { connection.Id });

    private Engine _engine = null!;

    public async ValueTask InitializeAsync() => _engine = await shared.FreshAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_thousand_callers_in_four_processes_meet_an_expired_token_and_the_vendor_is_asked_once()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _engine.Vendor.Answer = async (_, context) =>
        {
            await gate.Task;
            await Tokens(context, "access-2", "refresh-2");
        };
        _engine.Catalogue.Manifests = [Vendors.Plain(rotates: true)];
        var connection = await ExpiredAsync();
        List<Engine> processes = [_engine, await _engine.AnotherAsync(), await _engine.AnotherAsync(), await _engine.AnotherAsync()];

        var callers = processes.SelectMany(process => Enumerable.Range(0, 250).Select(_ => process.Credentials.GetAsync(connection, CancellationToken.None))).ToList();
        gate.SetResult();
        var grants = await Task.WhenAll(callers);

        grants.ShouldAllBe(grant => grant.Succeeded && grant.Value.Generation == 2);
        _engine.Vendor.Count("/token").ShouldBe(1);
        grants.Select(grant => Header(grant.Value!)).Distinct().ShouldBe(["Bearer access-2"]);
        foreach (var process in processes.Skip(1))
        {
            await process.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_process_that_waits_for_another_ones_renewal_hears_of_its_end_from_the_feed()
    {
        var (asked, gate) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        _engine.Vendor.Answer = async (_, context) =>
        {
            asked.SetResult();
            await gate.Task;
            await Tokens(context, "access-2", "refresh-2");
        };
        var connection = await ExpiredAsync();
        var clock = new StandingClock(_engine.Node.Clock.GetUtcNow());
        await using var waiting = await _engine.AnotherAsync(clock, withWorkers: true);

        var renewing = _engine.Credentials.GetAsync(connection, CancellationToken.None);
        await asked.Task;
        var heard = waiting.Credentials.GetAsync(connection, CancellationToken.None);
        await clock.Waits.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken); // it would look again when its clock moves, which it never does
        gate.SetResult();

        (await heard.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).Value!.Generation.ShouldBe(2);
        (await renewing).Succeeded.ShouldBeTrue();
        _engine.Vendor.Count("/token").ShouldBe(1);
    }

    [Fact]
    public async Task A_token_that_ends_soon_is_used_while_it_is_renewed_behind()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _engine.Vendor.Answer = async (_, context) =>
        {
            await gate.Task;
            await Tokens(context, "access-2", null);
        };
        var now = _engine.Node.Clock.GetUtcNow();
        var connection = await _engine.ConnectAsync(expiresAt: now.AddMinutes(5), renewAt: now.AddMinutes(-1));

        Header((await _engine.Credentials.GetAsync(connection, CancellationToken.None)).Value!).ShouldBe("Bearer access-1");
        gate.SetResult();
        await _engine.Node.Get<CredentialKeeper>().RenewNowAsync(connection, _engine.Manifest, CancellationToken.None);

        Header((await _engine.Credentials.GetAsync(connection, CancellationToken.None)).Value!).ShouldStartWith("Bearer access-2");
        _engine.Vendor.Calls[0].Field("refresh_token").ShouldBe("refresh-1"); // kept, as the vendor gave no new one
    }

    [Fact]
    public async Task What_a_vendor_refuses_to_renew_asks_the_owner_to_connect_again()
    {
        _engine.Vendor.Answer = (_, context) => Refuse(context, "invalid_grant");
        var connection = await ExpiredAsync();

        var grant = await _engine.Credentials.GetAsync(connection, CancellationToken.None);

        grant.Problem!.Code.ShouldBe("reconnect_needed");
        var stored = await _engine.ReadAsync(connection);
        (stored.State, stored.Trouble!.Code).ShouldBe((ConnectionState.NeedsReconnect, "refresh_refused"));
        (await WereWrittenTogetherAsync(connection)).ShouldBeTrue();
        (await _engine.ScalarAsync<long>("select count(*) from feed.outbox where entity = 'connection.needs_reconnect' and @Id = any(ids)", new { connection.Id })
            + await _engine.ScalarAsync<long>("select count(*) from feed.change where entity = 'connection.needs_reconnect' and @Id = any(ids)", new { connection.Id })).ShouldBe(1);
        await _engine.Credentials.GetAsync(connection, CancellationToken.None);
        _engine.Vendor.Count("/token").ShouldBe(1);
    }

    [Fact]
    public async Task An_app_that_the_vendor_does_not_know_is_the_operators_trouble_not_the_owners()
    {
        _engine.Vendor.Answer = (_, context) => Refuse(context, "invalid_client");
        var connection = await ExpiredAsync();

        (await _engine.Credentials.GetAsync(connection, CancellationToken.None)).Problem!.Code.ShouldBe("client_refused");

        (await _engine.ReadAsync(connection)).State.ShouldBe(ConnectionState.Active);
    }

    [Fact]
    public async Task A_vendor_that_is_down_is_asked_again_but_not_by_every_caller()
    {
        _engine.Vendor.Answer = (_, context) =>
        {
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        };
        var connection = await ExpiredAsync();

        var grants = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => _engine.Credentials.GetAsync(connection, CancellationToken.None)));
        (await _engine.Credentials.GetAsync(connection, CancellationToken.None)).Problem!.Code.ShouldBe("renewal_unavailable");

        grants.ShouldAllBe(grant => grant.Problem!.Code == "renewal_unavailable");
        _engine.Vendor.Count("/token").ShouldBe(1);
        await _engine.ExecuteAsync("update integrations.credential set lease_until = null where connection_id = @Id", new { connection.Id });
        _engine.Vendor.Answer = (_, context) => Tokens(context, "access-2", "refresh-2");
        (await _engine.Credentials.GetAsync(connection, CancellationToken.None)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task After_a_death_in_the_middle_of_a_renewal_a_vendor_that_allows_it_is_asked_once_more_with_the_old_token()
    {
        _engine.Catalogue.Manifests = [Vendors.Plain(rotates: true, grace: TimeSpan.FromMinutes(30))];
        _engine.Vendor.Answer = (_, context) => Tokens(context, "access-2", "refresh-2");
        var connection = await ExpiredAsync();
        await DieInTheMiddleAsync(connection);

        Header((await _engine.Credentials.GetAsync(connection, CancellationToken.None)).Value!).ShouldBe("Bearer access-2");

        _engine.Vendor.Calls.Single().Field("refresh_token").ShouldBe("refresh-1");
    }

    [Fact]
    public async Task After_a_death_in_the_middle_of_a_renewal_a_token_that_is_good_once_is_not_sent_again()
    {
        _engine.Catalogue.Manifests = [Vendors.Plain(rotates: true)];
        var connection = await ExpiredAsync();
        await DieInTheMiddleAsync(connection);

        (await _engine.Credentials.GetAsync(connection, CancellationToken.None)).Problem!.Code.ShouldBe("reconnect_needed");

        _engine.Vendor.Calls.ShouldBeEmpty();
        (await _engine.ReadAsync(connection)).Trouble!.Code.ShouldBe("renewal_interrupted");
    }

    [Fact]
    public async Task After_a_death_in_the_middle_of_a_renewal_a_token_that_does_not_change_is_simply_used_again()
    {
        _engine.Vendor.Answer = (_, context) => Tokens(context, "access-2", null);
        var connection = await ExpiredAsync();
        await DieInTheMiddleAsync(connection);

        (await _engine.Credentials.GetAsync(connection, CancellationToken.None)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task An_answer_that_was_lost_counts_as_a_renewal_whose_end_nobody_knows()
    {
        _engine.Catalogue.Manifests = [Vendors.Plain(rotates: true)];
        _engine.Vendor.Answer = (_, context) =>
        {
            context.Abort();
            return Task.CompletedTask;
        };
        var connection = await ExpiredAsync();

        (await _engine.Credentials.GetAsync(connection, CancellationToken.None)).Problem!.Code.ShouldBe("renewal_unavailable");
        (await _engine.ScalarAsync<long?>("select attempt_generation from integrations.credential where connection_id = @Id", new { connection.Id })).ShouldBe(1);
    }

    [Fact]
    public async Task A_process_waits_for_another_ones_lease_and_takes_over_when_it_ends()
    {
        _engine.Vendor.Answer = (_, context) => Tokens(context, "access-2", "refresh-2");
        var connection = await ExpiredAsync();
        await _engine.ExecuteAsync(
            "update integrations.credential set lease_holder = 'other', lease_until = clock_timestamp() + interval '400 milliseconds', fence = 7 where connection_id = @Id", new { connection.Id });

        (await _engine.Credentials.GetAsync(connection, CancellationToken.None)).Succeeded.ShouldBeTrue();

        (await _engine.ScalarAsync<long>("select fence from integrations.credential where connection_id = @Id", new { connection.Id })).ShouldBe(8);
    }

    [Fact]
    public async Task A_token_that_the_vendor_refuses_is_renewed_once_however_many_callers_met_the_refusal()
    {
        _engine.Vendor.Answer = (_, context) => Tokens(context, "access-2", "refresh-2");
        var connection = await _engine.ConnectAsync(expiresAt: _engine.Node.Clock.GetUtcNow().AddHours(1));
        await _engine.ExecuteAsync("update integrations.credential set issued_at = now() - interval '10 minutes' where connection_id = @Id", new { connection.Id });
        var refused = (await _engine.Credentials.GetAsync(connection, CancellationToken.None)).Value!;

        var grants = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => _engine.Credentials.RefusedAsync(connection, refused, CancellationToken.None)));

        grants.ShouldAllBe(grant => grant.Succeeded && grant.Value.Generation == 2);
        _engine.Vendor.Count("/token").ShouldBe(1);
    }

    [Fact]
    public async Task A_new_token_that_is_refused_at_once_is_not_renewed_in_a_circle()
    {
        _engine.Vendor.Answer = (_, context) => Tokens(context, "access-2", "refresh-2");
        var connection = await _engine.ConnectAsync(expiresAt: _engine.Node.Clock.GetUtcNow().AddHours(1));
        var grant = (await _engine.Credentials.GetAsync(connection, CancellationToken.None)).Value!;

        (await _engine.Credentials.RefusedAsync(connection, grant, CancellationToken.None)).Problem!.Code.ShouldBe("reconnect_needed");

        _engine.Vendor.Count("/token").ShouldBe(0);
        (await _engine.ReadAsync(connection)).State.ShouldBe(ConnectionState.NeedsReconnect);
    }

    [Fact]
    public async Task A_key_that_is_refused_asks_for_a_new_one()
    {
        _engine.Catalogue.Manifests = [Vendors.Plain(AuthKind.ApiKey)];
        var connection = await _engine.ConnectAsync(access: null, refresh: null, typed: new Dictionary<string, string> { ["key"] = "k1" });
        var grant = (await _engine.Credentials.GetAsync(connection, CancellationToken.None)).Value!;

        (await _engine.Credentials.RefusedAsync(connection, grant, CancellationToken.None)).Problem!.Code.ShouldBe("reconnect_needed");

        (await _engine.ReadAsync(connection)).Trouble!.Code.ShouldBe("credentials_refused");
        (await WereWrittenTogetherAsync(connection)).ShouldBeTrue();
    }

    [Fact]
    public async Task Tokens_that_nobody_uses_are_renewed_all_the_same()
    {
        _engine.Vendor.Answer = (_, context) => Tokens(context, "access-2", "refresh-2");
        var now = _engine.Node.Clock.GetUtcNow();
        var connection = await _engine.ConnectAsync(expiresAt: now.AddMinutes(5), renewAt: now.AddMinutes(-1));

        await _engine.Node.Get<CredentialRounds>().RunOnceAsync(CancellationToken.None);

        (await _engine.ScalarAsync<long>("select generation from integrations.credential where connection_id = @Id", new { connection.Id })).ShouldBe(2);
    }

    private Task<Connection> ExpiredAsync() => _engine.ConnectAsync(expiresAt: _engine.Node.Clock.GetUtcNow().AddMinutes(-1));

    // What a process leaves that died after it had noted that it would ask, and before it could store the answer.
    private Task DieInTheMiddleAsync(Connection connection) => _engine.ExecuteAsync(
        "update integrations.credential set lease_holder = 'dead', lease_until = clock_timestamp(), fence = 1, attempt_generation = generation, attempt_at = clock_timestamp() where connection_id = @Id", new { connection.Id });

    private static Task Tokens(HttpContext context, string access, string? refresh) =>
        context.Response.WriteAsJsonAsync(refresh is null ? (object)new { access_token = access, expires_in = 3600 } : new { access_token = access, refresh_token = refresh, expires_in = 3600 });

    private static Task Refuse(HttpContext context, string error)
    {
        context.Response.StatusCode = 400;
        return context.Response.WriteAsJsonAsync(new { error });
    }

    private static string Header(VendorGrant grant)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://fake.example/");
        grant.Apply(request);
        return request.Headers.Authorization!.ToString();
    }

    /// <summary>A clock that stands still and tells when somebody begins to wait for less than a second.</summary>
    private sealed class StandingClock(DateTimeOffset now) : TimeProvider
    {
        private readonly TaskCompletionSource _waits = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly FakeClock _clock = new(now);

        public Task Waits => _waits.Task;

        public override DateTimeOffset GetUtcNow() => _clock.GetUtcNow();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = _clock.CreateTimer(callback, state, dueTime, period);
            if (dueTime > TimeSpan.Zero && dueTime < TimeSpan.FromSeconds(1))
            {
                _waits.TrySetResult();
            }

            return timer;
        }
    }
}
