namespace BookedBarber.Integrations.Tests.Acceptance;

public sealed class MailchimpAcceptance(MailchimpAcceptance.House house) : TwoSidedAcceptance(house.Value, _sides), IClassFixture<MailchimpAcceptance.House>
{
    private static readonly AcceptedSides _sides = new("members", new Dictionary<string, object> { ["full_name"] = "Renamed Client" }, null);

    private static readonly Dictionary<string, string> _settings = new() { ["dc"] = "us1" };

    protected override async Task<string> IdOfAsync(string key)
    {
        var member = (await ObjectsAsync("members")).First(one => one.GetProperty("unique_email_id").GetString() == key);
        return $"{member.GetProperty("list_id").GetString()}:{member.GetProperty("id").GetString()}";
    }

    /// <summary>One house for the class.</summary>
    public sealed class House : IAsyncLifetime
    {
        public AcceptanceHouse Value { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Value = await AcceptanceHouse.OpenAsync(new AcceptedVendor("mailchimp", "clients", "members", "/3.0/lists/", _settings));

        public ValueTask DisposeAsync() => Value.DisposeAsync();
    }
}
