using BookedBarber.Records.Contracts;

namespace BookedBarber.Integrations.Tests.Acceptance;

public sealed class TwilioAcceptance(TwilioAcceptance.House house) : ConnectorAcceptance(house.Value), IClassFixture<TwilioAcceptance.House>
{
    /// <summary>One house for the class.</summary>
    public sealed class House : IAsyncLifetime
    {
        public AcceptanceHouse Value { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Value = await AcceptanceHouse.OpenAsync(new AcceptedVendor("twilio", "messages", "messages", "/2010-04-01/Accounts", "messages")
        {
            Tell = word => ("message", new { body = word }),
            Writes = [new AcceptedWrite("send_message", "message", "messages", (key, _) => new MessageRecord(key, "sms", "out", "queued", "+12125550100", "+12125550142", null, null, "Your chair", $"See you soon, {key}", new DateTimeOffset(2026, 3, 2, 15, 0, 0, TimeSpan.Zero), null, null))],
        });

        public ValueTask DisposeAsync() => Value.DisposeAsync();
    }
}
