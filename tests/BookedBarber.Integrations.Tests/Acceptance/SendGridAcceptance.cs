using BookedBarber.Records.Contracts;

namespace BookedBarber.Integrations.Tests.Acceptance;

public sealed class SendGridAcceptance(SendGridAcceptance.House house) : ConnectorAcceptance(house.Value), IClassFixture<SendGridAcceptance.House>
{
    /// <summary>One house for the class.</summary>
    public sealed class House : IAsyncLifetime
    {
        public AcceptanceHouse Value { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Value = await AcceptanceHouse.OpenAsync(new AcceptedVendor("sendgrid", "unsubscribes", "unsubscribes", "/v3/suppression/unsubscribes", "unsubscribes")
        {
            Tell = word => ("unsubscribe", new { email = $"{word}@example.com" }),
            Writes =
            [
                new AcceptedWrite("send_mail", "message", "messages", (key, _) => new MessageRecord(key, "email", "out", "queued", "shop@example.com", $"{key}@example.com", null, null, "Your chair", $"See you soon, {key}", new DateTimeOffset(2026, 3, 2, 15, 0, 0, TimeSpan.Zero), null, null)),
                new AcceptedWrite("withdraw_consent", "consent", "unsubscribes", (key, _) => new ConsentRecord(key, null, $"{key}@example.com", "email", "marketing", "withdrawn", null, null, new DateTimeOffset(2026, 3, 2, 15, 0, 0, TimeSpan.Zero))),
            ],
        });

        public ValueTask DisposeAsync() => Value.DisposeAsync();
    }
}
