using BookedBarber.Records.Contracts;

namespace BookedBarber.Integrations.Tests.Acceptance;

public sealed class MailchimpAcceptance(MailchimpAcceptance.House house) : ConnectorAcceptance(house.Value), IClassFixture<MailchimpAcceptance.House>
{
    protected override async Task<string> IdOfAsync(string key)
    {
        var member = (await ObjectsAsync("members")).First(one => one.GetProperty("unique_email_id").GetString() == key);
        return $"{member.GetProperty("list_id").GetString()}:{member.GetProperty("id").GetString()}";
    }

    /// <summary>One house for the class.</summary>
    public sealed class House : IAsyncLifetime
    {
        public AcceptanceHouse Value { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Value = await AcceptanceHouse.OpenAsync(new AcceptedVendor("mailchimp", "clients", "members", "/3.0/lists/", "members")
        {
            SettingFrom = ("audience", "lists", "id"),
            Writes = [new AcceptedWrite("set_consent", "consent", "members", (key, _) => new ConsentRecord(key, null, $"{key}@example.com", "email", "marketing", "granted", null, null, new DateTimeOffset(2026, 3, 2, 15, 0, 0, TimeSpan.Zero)))],
            Settings = new Dictionary<string, string> { ["dc"] = "us1" },
            Change = text => new Dictionary<string, object> { ["full_name"] = text },
        });

        public ValueTask DisposeAsync() => Value.DisposeAsync();
    }
}
