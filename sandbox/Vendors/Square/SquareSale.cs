using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Vendors.Square;

/// <summary>What is rung up: variations with their quantities, and who was there.</summary>
internal sealed record SquareSale(string Location, string? Customer, string TeamMember, IReadOnlyList<(StoredObject Variation, int Quantity)> Lines, long Tip, bool Cash, DateTimeOffset At)
{
    public static SquareSale Draw(Account account, DateTimeOffset at, string? location = null)
    {
        var dice = account.Dice;
        var variations = account["catalog"].Live.Where(item => item.Text("type") == "ITEM_VARIATION").ToList();
        var services = variations.Where(item => item.Number("item_variation_data.service_duration") > 0).ToList();
        var lines = new List<(StoredObject, int)> { (dice.Pick(services), 1) };
        if (dice.Chance(25) && variations.Except(services).ToList() is { Count: > 0 } goods)
        {
            lines.Add((dice.Pick(goods), dice.Between(1, 2)));
        }

        var team = account["team"].Live;
        return new SquareSale(
            location ?? dice.Pick(account["locations"].Live).Id,
            dice.Chance(80) ? dice.Pick(account["customers"].Live).Id : null,
            dice.Pick(team).Id,
            lines,
            dice.Chance(70) ? dice.Between(3, 15) * 100 : 0,
            dice.Chance(20),
            at);
    }
}
