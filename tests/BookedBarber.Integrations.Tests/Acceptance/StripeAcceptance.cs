using BookedBarber.Records.Contracts;

namespace BookedBarber.Integrations.Tests.Acceptance;

public sealed class StripeAcceptance(StripeAcceptance.House house) : ConnectorAcceptance(house.Value), IClassFixture<StripeAcceptance.House>
{
    [Fact]
    public async Task A_refund_that_is_asked_for_is_made_once_though_its_answer_is_lost()
    {
        var charge = (await ObjectsAsync("charges")).First(one => one.GetProperty("paid").GetBoolean() && one.GetProperty("amount_refunded").GetInt64() == 0).GetProperty("id").GetString()!;

        (await AskWithoutAnswerAsync("refund", "refunds", ("charge", charge), ("amount", 100))).ShouldBe(("done", 1));
    }

    /// <summary>One house for the class.</summary>
    public sealed class House : IAsyncLifetime
    {
        public AcceptanceHouse Value { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Value = await AcceptanceHouse.OpenAsync(new AcceptedVendor("stripe", "clients", "customers", "/v1/customers", "customers")
        {
            NeedsConsent = true,
            Change = text => new Dictionary<string, object> { ["name"] = text },
            Writes =
            [
                new AcceptedWrite("create_client", "client", "customers", (key, _) => new ClientRecord(key, "Ada Client", $"{key}@example.com", "+15550102")),
            ],
        });

        public ValueTask DisposeAsync() => Value.DisposeAsync();
    }
}
