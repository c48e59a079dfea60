namespace BookedBarber.Integrations.Tests.Acceptance;

public sealed class ToastAcceptance(ToastAcceptance.House house) : ConnectorAcceptance(house.Value), IClassFixture<ToastAcceptance.House>
{
    protected override async Task<IReadOnlyList<string>> OfFirstAccountAsync(IReadOnlyList<string> keys)
    {
        var own = (await ObjectsAsync("employees")).Select(employee => employee.GetProperty("guid").GetString()).ToHashSet();
        return [.. keys.Where(own.Contains)];
    }

    [Fact]
    public async Task An_employee_whose_answer_is_lost_is_not_added_twice_but_left_to_a_person() =>
        (await AskWithoutAnswerAsync("create_staff", "employees", ("firstName", "Ada"), ("lastName", "Barber"), ("email", "ada@example.com"))).ShouldBe(("dead", 1));

    /// <summary>One house for the class.</summary>
    public sealed class House : IAsyncLifetime
    {
        public AcceptanceHouse Value { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Value = await AcceptanceHouse.OpenAsync(new AcceptedVendor("toast", "staff", "employees", "/labor/v1/employees", "employees")
        {
            Settings = new Dictionary<string, string> { ["apihost"] = "ws-api.toasttab.com" },
            Change = text => new Dictionary<string, object> { ["firstName"] = text },
        });

        public ValueTask DisposeAsync() => Value.DisposeAsync();
    }
}
