using System.Text.Json;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Syncing.Pushing;
using BookedBarber.Integrations.Tests.Syncing.Support;
using BookedBarber.Integrations.Transport;
using BookedBarber.Shared;
using static BookedBarber.Integrations.Tests.Syncing.Support.SyncHouse;

namespace BookedBarber.Integrations.Tests.Syncing;

/// <summary>Actions that take values in place of a record.</summary>
public sealed class AskedActionTests(ReadingStreamsTests.House shared) : IClassFixture<ReadingStreamsTests.House>
{
    private static readonly VendorAction Pay = new(
        "pay", "Pay", null, TillManifest.Request(HttpMethod.Post, "/payments", TillManifest.Body(("amount", "{input.amount}"), ("to", "{input.to}"))), null, null,
        new Idempotency("Idempotency-Key", null, null, 45), null, new AnswerSource(null, TillManifest.Path("id")), null);

    private static readonly VendorAction Tell = new(
        "tell", "Tell", null, TillManifest.Request(HttpMethod.Post, "/people/{input.person}/notes", TillManifest.Body(("text", "{input.text}"))), null, null, null, null, null, null);

    private readonly SyncHouse _house = shared.Value;

    [Fact]
    public async Task An_action_that_is_asked_for_twice_with_one_key_is_done_once_and_its_write_says_so()
    {
        var (connection, vendor) = Connect();

        var first = await AskAsync(connection, Pay, "k1", ("amount", 1200), ("to", "bank"));
        await WorkAsync();
        var second = await AskAsync(connection, Pay, "k1", ("amount", 1200), ("to", "bank"));
        await WorkAsync();

        second.Value!.Id.ShouldBe(first.Value!.Id);
        second.Value.State.ShouldBe("done");
        var write = vendor.Writes.ShouldHaveSingleItem();
        (write.Path, write.Body).ShouldBe(("/payments", """{"amount":1200,"to":"bank"}"""));
        (await AskAsync(connection, Pay, "k1", ("amount", 1300), ("to", "bank"))).Problem!.Code.ShouldBe("idempotency_conflict");
    }

    [Fact]
    public async Task One_that_got_no_answer_is_repeated_under_its_key_where_the_vendor_knows_it_by_that()
    {
        var (connection, vendor) = Connect();
        var keys = new List<string>();
        vendor.Instead = request =>
        {
            keys.Add(request.Headers["Idempotency-Key"]);
            return TillVendor.Fault(VendorFaultKind.Timeout, 0, "timed_out");
        };
        await AskAsync(connection, Pay, "k1", ("amount", 1200));
        await WorkAsync();
        vendor.Instead = null;
        _house.Clock.Advance(TimeSpan.FromMinutes(1));

        await WorkAsync();

        vendor.Writes.ShouldHaveSingleItem().IdempotencyKey.ShouldBe(keys.ShouldHaveSingleItem());
        (await StateAsync(connection)).ShouldBe(("done", null));
    }

    [Fact]
    public async Task One_that_got_no_answer_and_may_have_been_done_is_left_to_a_person()
    {
        var (connection, vendor) = Connect();
        vendor.Instead = _ => TillVendor.Fault(VendorFaultKind.Timeout, 0, "timed_out");
        var asked = await AskAsync(connection, Tell, "k1", ("person", "p1"), ("text", "Well done"));
        await WorkAsync();
        vendor.Instead = null;
        _house.Clock.Advance(TimeSpan.FromMinutes(1));

        await WorkAsync();

        (await StateAsync(connection)).ShouldBe(("dead", "maybe_done"));
        vendor.Writes.ShouldBeEmpty();
        (await _house.Node.Get<SettlePushes>().ResendAsync(Scope.OfSystem(_house.Network), connection, asked.Value!.Id, Ct)).ShouldBeNull();
        await WorkAsync();
        vendor.Writes.ShouldHaveSingleItem().Path.ShouldBe("/people/p1/notes");
    }

    [Fact]
    public async Task What_cannot_be_asked_for_is_refused_at_once_and_nothing_waits()
    {
        var (connection, _) = Connect();

        (await AskAsync(connection, Pay, "k1", ("amuont", 1200))).Problem!.Fields!.ShouldHaveSingleItem().Field.ShouldBe("input.amuont");
        (await AskAsync(connection, Tell, "k1", ("text", "To whom?"))).Problem!.Fields!.ShouldHaveSingleItem().Field.ShouldBe("input");
        (await AskAsync(connection, BookedTill.SaveBooking, "k1")).Problem!.Code.ShouldBe("takes_a_record");

        (await _house.RowAsync<long>("select count(*) from integrations.push where connection_id = @Id", new { connection.Id })).ShouldBe(0);
    }

    private (Connection Connection, TillVendor Vendor) Connect() => _house.Connect(TillManifest.Of(TillManifest.Bookings) with { Actions = [Pay, Tell, BookedTill.SaveBooking] });

    private Task<Result<Integrations.Syncing.Api.PushItem>> AskAsync(Connection connection, VendorAction action, string key, params (string Name, object Value)[] input) => _house.Node.Get<AskAction>().RunAsync(
        Scope.OfSystem(_house.Network), connection, _house.ManifestOf(connection), action, null, input.ToDictionary(one => one.Name, one => JsonSerializer.SerializeToElement(one.Value)), key, Ct);

    private async Task WorkAsync()
    {
        while (await _house.Node.Get<PushWork>().StepAsync(Ct) > 0)
        {
            // until nothing is due
        }
    }

    private Task<(string State, string? Code)> StateAsync(Connection connection) => _house.RowAsync<(string, string?)>("select state, code from integrations.push where connection_id = @Id", new { connection.Id });
}
