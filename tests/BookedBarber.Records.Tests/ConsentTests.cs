using BookedBarber.Records.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Records.Tests;

/// <summary>Whose word counts: the latest, whatever its source, and in doubt the one that withdraws.</summary>
public sealed class ConsentTests(SharedShop shared) : IClassFixture<SharedShop>
{
    private readonly Shop _shop = shared.Fresh();

    [Fact]
    public async Task The_latest_word_over_all_sources_counts()
    {
        await _shop.WriteAsync([Business.Consent("a", "granted", Business.Noon)], source: "one");
        await _shop.WriteAsync([Business.Consent("a", "withdrawn", Business.Noon.AddMinutes(1))], source: "other");
        await _shop.WriteAsync([Business.Consent("b", "granted", Business.Noon.AddMinutes(-1))], source: "late");

        (await LatestAsync("+12125550100")).ShouldBe([new("+12125550100", false)]);
    }

    [Fact]
    public async Task A_grant_after_a_withdrawal_counts_again_and_of_two_at_once_the_withdrawal()
    {
        await _shop.WriteAsync([Business.Consent("a", "withdrawn", Business.Noon), Business.Consent("b", "granted", Business.Noon)]);
        (await LatestAsync("+12125550100")).ShouldBe([new("+12125550100", false)]);

        await _shop.WriteAsync([Business.Consent("c", "granted", Business.Noon.AddSeconds(1))]);
        (await LatestAsync("+12125550100")).ShouldBe([new("+12125550100", true)]);
    }

    [Fact]
    public async Task Addresses_are_compared_by_what_reaches_the_person()
    {
        await _shop.WriteAsync([Business.Consent("a", "granted", Business.Noon), Business.Consent("b", "withdrawn", Business.Noon, "Sam.C@Example.test", "email")]);

        (await LatestAsync("+1 212 555 0100", "+12125550101")).ShouldBe([new("+1 212 555 0100", true)]);
        (await LatestAsync(["sam.c@example.TEST"], "email")).ShouldBe([new("sam.c@example.TEST", false)]);
        (await LatestAsync(["samc@example.test"], "email")).ShouldBeEmpty();
    }

    private Task<IReadOnlyDictionary<string, bool>> LatestAsync(params string[] addresses) => LatestAsync(addresses, "sms");

    private async Task<IReadOnlyDictionary<string, bool>> LatestAsync(string[] addresses, string channel)
    {
        await using var session = await _shop.Database.ReadAsync(_shop.Network, CancellationToken.None);
        return await _shop.Get<IConsents>().LatestAsync(session, _shop.Network, channel, "marketing", addresses, CancellationToken.None);
    }
}
