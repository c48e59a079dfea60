namespace BookedBarber.Integrations.Tests.Acceptance;

public sealed class GoogleCalendarAcceptance(GoogleCalendarAcceptance.House house) : ConnectorAcceptance(house.Value), IClassFixture<GoogleCalendarAcceptance.House>
{
    /// <summary>One house for the class.</summary>
    public sealed class House : IAsyncLifetime
    {
        public AcceptanceHouse Value { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Value = await AcceptanceHouse.OpenAsync(new AcceptedVendor("google-calendar", "events", "events", "/calendar/v3/calendars/", AcceptedVendor.NoSettings));

        public ValueTask DisposeAsync() => Value.DisposeAsync();
    }
}
