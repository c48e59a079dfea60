namespace BookedBarber.Integrations.Tests.Acceptance;

public sealed class SquareAcceptance(SquareAcceptance.House house) : ConnectorAcceptance(house.Value), IClassFixture<SquareAcceptance.House>
{
    [Fact]
    public async Task A_sale_rung_up_at_the_till_is_a_record_as_soon_as_its_message_was_worked_out_and_once_only()
    {
        var connection = await house.Value.ConnectAsync();
        await house.Value.SubscribeAsync(connection);

        await house.Value.SteerAsync("sale", new { tipCents = 500 });
        await house.Value.SteerAsync("webhooks", new { replay = 2, wait = true });
        await house.Value.WorkAsync();

        (await house.Value.RowAsync<(long Sales, decimal Tips)>("select count(*), sum(tips) from records.sale where source = @Source", new { connection.Source })).ShouldBe((1, 5));
        (await house.Value.RowAsync<long>("select count(*) from integrations.hook_message where connection_id = @Id and state <> 'done'", new { connection.Id })).ShouldBe(0);
    }

    [Fact]
    public async Task A_forged_message_changes_nothing()
    {
        var connection = await house.Value.ConnectAsync();
        await house.Value.SubscribeAsync(connection);
        await house.Value.SteerAsync("webhooks", new { forge = 100 });

        await house.Value.SteerAsync("sale", new { });
        await house.Value.SteerAsync("webhooks", new { wait = true });
        await house.Value.WorkAsync();

        (await house.Value.RowAsync<long>("select count(*) from records.sale where source = @Source", new { connection.Source })).ShouldBe(0);
        (await house.Value.RowAsync<string>("select string_agg(distinct code, ',') from integrations.hook_refusal where connection_id = @Id", new { connection.Id })).ShouldBe("signature_wrong");
    }

    /// <summary>One house for the class.</summary>
    public sealed class House : IAsyncLifetime
    {
        public AcceptanceHouse Value { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Value = await AcceptanceHouse.OpenAsync(new AcceptedVendor("square", "clients", "customers", "/v2/customers", AcceptedVendor.NoSettings));

        public ValueTask DisposeAsync() => Value.DisposeAsync();
    }
}
