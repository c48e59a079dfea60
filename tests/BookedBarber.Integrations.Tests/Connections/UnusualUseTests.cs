using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Tests.Support;

namespace BookedBarber.Integrations.Tests.Connections;

public sealed class UnusualUseTests : IAsyncLifetime
{
    private Engine _engine = null!;

    public async ValueTask InitializeAsync() => _engine = await Engine.StartAsync(settings: new Dictionary<string, string?> { ["Integrations:UnusualUse"] = "suspend" });

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task Far_more_calls_than_usual_are_told_once_and_pause_the_connection()
    {
        var connection = await _engine.ConnectAsync();
        await UsedAsync(connection, "incremental", hoursAgo: 1..48, calls: 300);
        await UsedAsync(connection, "incremental", hoursAgo: 0..1, calls: 1600);
        var unusual = _engine.Node.Get<UnusualUse>();

        (await unusual.LookAsync(CancellationToken.None)).ShouldBe(1);
        (await unusual.LookAsync(CancellationToken.None)).ShouldBe(0);

        var stored = await _engine.ReadAsync(connection);
        (stored.State, stored.Trouble!.Code).ShouldBe((ConnectionState.Paused, "unusual_use"));
    }

    [Fact]
    public async Task A_busy_hour_and_a_first_day_are_not_unusual()
    {
        var busy = await _engine.ConnectAsync(name: "Busy");
        await UsedAsync(busy, "incremental", hoursAgo: 1..48, calls: 300);
        await UsedAsync(busy, "incremental", hoursAgo: 0..1, calls: 1400);
        var fresh = await _engine.ConnectAsync(name: "Fresh");
        await UsedAsync(fresh, "backfill", hoursAgo: 0..5, calls: 9000);

        (await _engine.Node.Get<UnusualUse>().LookAsync(CancellationToken.None)).ShouldBe(0);
    }

    [Fact]
    public async Task Renewals_one_after_another_are_a_storm()
    {
        var connection = await _engine.ConnectAsync();
        await UsedAsync(connection, UnusualUse.RenewalClass, hoursAgo: 0..1, calls: (int)UnusualUse.Renewals);

        (await _engine.Node.Get<UnusualUse>().LookAsync(CancellationToken.None)).ShouldBe(1);

        (await _engine.ScalarAsync<string>("select kind from integrations.unusual_use where connection_id = @Id", new { connection.Id })).ShouldBe("refresh_storm");
    }

    private async Task UsedAsync(Connection connection, string kind, Range hoursAgo, int calls) => await _engine.ExecuteAsync(
        """
        insert into integrations.call_usage (network_id, connection_id, hour, class, outcome, calls, retries, bytes, took_ms)
        select @Network, @Id, date_trunc('hour', now(), 'UTC') - make_interval(hours => ago), @kind, 'ok', @calls, 0, 0, 0 from generate_series(@First, @Last) ago
        """,
        new { connection.Network, connection.Id, kind, calls, First = hoursAgo.Start.Value, Last = hoursAgo.End.Value - 1 });
}
