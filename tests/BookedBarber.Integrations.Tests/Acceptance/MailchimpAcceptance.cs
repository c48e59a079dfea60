namespace BookedBarber.Integrations.Tests.Acceptance;

public sealed class MailchimpAcceptance(MailchimpAcceptance.House house) : ConnectorAcceptance(house.Value), IClassFixture<MailchimpAcceptance.House>
{
    private static readonly Dictionary<string, string> _settings = new() { ["dc"] = "us1" };

    /// <summary>One house for the class.</summary>
    public sealed class House : IAsyncLifetime
    {
        public AcceptanceHouse Value { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Value = await AcceptanceHouse.OpenAsync(new AcceptedVendor("mailchimp", "clients", "members", "/3.0/lists/", _settings));

        public ValueTask DisposeAsync() => Value.DisposeAsync();
    }
}
