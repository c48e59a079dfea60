using BookedBarber.Records.Contracts;

namespace BookedBarber.Records.Tests;

/// <summary>Who is in: shifts that run, less those who are off.</summary>
public sealed class PresenceTests(SharedShop shared) : IClassFixture<SharedShop>
{
    private readonly Shop _shop = shared.Fresh();

    [Theory]
    [InlineData("approved", 0, 0, 1)] // that very day
    [InlineData("approved", -3, 3, 1)]
    [InlineData("approved", 1, 3, 2)] // from tomorrow
    [InlineData("approved", -3, -1, 2)] // until yesterday
    [InlineData("requested", 0, 0, 2)]
    [InlineData("denied", 0, 0, 2)]
    public async Task Those_on_approved_time_off_are_not_in(string status, int first, int last, int present)
    {
        await _shop.WriteAsync([new ShiftRecord("s1", "ann", A.Noon, A.Noon.AddHours(8), 0), new ShiftRecord("s2", "bob", A.Noon, A.Noon.AddHours(8), 0)]);
        await _shop.WriteAsync([Business.TimeOff() with { Status = status, FirstDay = Business.Day.AddDays(first), LastDay = Business.Day.AddDays(last) }]);

        var counted = await _shop.Get<IStaffPresence>().CountAsync(_shop.Network, A.Noon.AddHours(1), CancellationToken.None);

        counted[_shop.Main.Id].ShouldBe(present);
    }
}
