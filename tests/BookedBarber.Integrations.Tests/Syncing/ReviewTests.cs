using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Syncing.Conflicts;
using BookedBarber.Integrations.Syncing.Pushing;
using BookedBarber.Integrations.Tests.Syncing.Support;
using BookedBarber.Integrations.Transport;
using BookedBarber.Shared;
using static BookedBarber.Integrations.Tests.Syncing.Support.SyncHouse;

namespace BookedBarber.Integrations.Tests.Syncing;

/// <summary>What a person sees before a rule is set, and does with writes that were set aside.</summary>
public sealed class ReviewTests(ReadingStreamsTests.House shared) : IClassFixture<ReadingStreamsTests.House>
{
    private readonly SyncHouse _house = shared.Value;
    private readonly BookedTill _till = new(shared.Value);

    private static VendorAnswer Refused => TillVendor.Fault(VendorFaultKind.DataValidation, 422, "refused");

    [Theory]
    [InlineData("source_wins", 0, 1, 0, 0)]
    [InlineData("ours_wins", 1, 0, 0, 1)]
    [InlineData("ask", 0, 0, 1, 1)]
    [InlineData("newest_wins", 1, 0, 0, 1)] // changed here at 15:00, there at 14:00
    public async Task A_rule_is_tried_on_the_conflicts_of_the_past_and_changes_none(string rule, int ours, int theirs, int asked, int different)
    {
        var connection = await WithConflictAsync();

        var preview = await _house.Node.Get<PreviewConflictRule>().RunAsync(connection, "booking", "status", ConflictRules.Parse(rule)!.Value, Ct);

        (preview.Conflicts, preview.Ours, preview.Theirs, preview.Asked, preview.Unknown, preview.Different).ShouldBe((1, ours, theirs, asked, 0, different));
        preview.Examples.Select(example => (example.Field, example.Ours!.Value.GetString(), example.Theirs!.Value.GetString(), example.Was))
            .ShouldBe(different == 0 ? [] : [("status", "arrived", "no_show", "theirs")]);
        (await _house.RowAsync<string>("select status from records.booking where source = @Source", new { connection.Source })).ShouldBe("no_show");
    }

    [Fact]
    public async Task Who_was_later_is_not_guessed_where_nobody_noted_it()
    {
        var connection = await WithConflictAsync();
        await _house.ExecuteAsync("update integrations.field_conflict set theirs_at = null where connection_id = @Id", new { connection.Id });

        var preview = await _house.Node.Get<PreviewConflictRule>().RunAsync(connection, "booking", "status", ConflictRule.NewestWins, Ct);

        (preview.Conflicts, preview.Unknown, preview.Different).ShouldBe((1, 1, 0));
    }

    [Fact]
    public async Task A_rule_for_all_fields_is_not_tried_on_fields_with_a_rule_of_their_own()
    {
        var connection = await WithConflictAsync();
        await _house.ExecuteAsync("insert into integrations.field_rule values (@Network, @Id, 'booking', 'status', 'source_wins')", new { connection.Network, connection.Id });
        var preview = _house.Node.Get<PreviewConflictRule>();

        (await preview.RunAsync(connection, "booking", "*", ConflictRule.OursWins, Ct)).Conflicts.ShouldBe(0);
        (await preview.RunAsync(connection, "booking", "status", ConflictRule.OursWins, Ct)).Conflicts.ShouldBe(1);
    }

    [Fact]
    public async Task A_dead_write_that_is_tried_again_is_written_with_the_record_as_it_is_now()
    {
        var (connection, vendor, push) = await WithDeadPushAsync();
        vendor.Instead = null;

        (await _house.Node.Get<SettlePushes>().ResendAsync(Scope.OfSystem(_house.Network), connection, push, Ct)).ShouldBeNull();
        await _till.PushAsync();

        vendor.Writes.ShouldHaveSingleItem().Body.ShouldContain("arrived");
        (await StateAsync(push)).ShouldBe(("done", null));
        (await _house.Node.Get<SettlePushes>().ResendAsync(Scope.OfSystem(_house.Network), connection, push, Ct))!.Code.ShouldBe("not_dead");
    }

    [Fact]
    public async Task A_dead_write_that_is_discarded_keeps_its_cause_and_is_never_sent()
    {
        var (connection, vendor, push) = await WithDeadPushAsync();
        vendor.Instead = null;

        (await _house.Node.Get<SettlePushes>().DiscardAsync(Scope.OfSystem(_house.Network), connection, push, Ct)).ShouldBeNull();
        await _till.PushAsync();

        vendor.Writes.ShouldBeEmpty();
        (await StateAsync(push)).ShouldBe(("dropped", "refused"));
        (await _house.Node.Get<SettlePushes>().DiscardAsync(Scope.OfSystem(_house.Network), connection, push, Ct))!.Code.ShouldBe("not_dead");
    }

    [Fact]
    public async Task A_dead_write_gives_way_to_a_newer_one_of_its_record_and_is_of_its_connection_only()
    {
        var (connection, _, push) = await WithDeadPushAsync();
        await _till.ChangeHereAsync(connection, "completed"); // queues a newer one
        var (other, _) = _house.Connect(TillManifest.Of(TillManifest.Bookings));

        (await _house.Node.Get<SettlePushes>().ResendAsync(Scope.OfSystem(_house.Network), connection, push, Ct))!.Code.ShouldBe("newer_waits");
        (await _house.Node.Get<SettlePushes>().ResendAsync(Scope.OfSystem(_house.Network), other, push, Ct))!.Code.ShouldBe("not_found");
    }

    [Fact]
    public async Task What_an_action_would_send_is_shown_with_a_record_and_nothing_is_sent()
    {
        var (connection, vendor) = await _till.WithBookingAsync(BookedTill.SaveBooking);

        var preview = await _house.Node.Get<PreviewPushRule>().RunAsync(connection, _house.ManifestOf(connection), BookedTill.SaveBooking, Ct);

        (preview.Record, preview.IsFollowed, preview.Location).ShouldBe(("booking", true, "Main"));
        (preview.Create!.Method, preview.Create.Path, preview.Create.Problem).ShouldBe(("POST", "/bookings", null));
        preview.Create.Body!.ShouldContain("\"status\"");
        (preview.Change!.Method, preview.Change.Path).ShouldBe(("PUT", "/bookings/KEY-AT-THE-VENDOR"));
        vendor.Writes.ShouldBeEmpty();
    }

    private async Task<Connection> WithConflictAsync()
    {
        var (connection, vendor) = await _till.WithBookingAsync();
        await _till.ChangeHereAsync(connection, "arrived");
        vendor.Put("bookings", BookedTill.Booking("no_show", version: 2));
        await _house.SyncAsync(connection, "bookings");
        return connection;
    }

    private async Task<(Connection Connection, TillVendor Vendor, Guid Push)> WithDeadPushAsync()
    {
        var (connection, vendor) = await _till.WithBookingAsync(BookedTill.SaveBooking);
        await _till.FollowAsync(connection);
        vendor.Instead = request => request.Method == HttpMethod.Get ? null : Refused;
        await _till.ChangeHereAsync(connection, "arrived");
        await _till.PushAsync();
        return (connection, vendor, await _house.RowAsync<Guid>("select id from integrations.push where connection_id = @Id and state = 'dead'", new { connection.Id }));
    }

    private Task<(string State, string? Code)> StateAsync(Guid push) => _house.RowAsync<(string, string?)>("select state, code from integrations.push where id = @push", new { push });
}
