using System.Net.Http.Json;
using System.Text.Json;
using BookedBarber.Shared;

namespace BookedBarber.Host.Tests.Access;

public sealed class ExportsInTheTrail
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_file_that_is_taken_out_is_told_with_who_took_it()
    {
        await using var app = await App.StartAsync();
        var town = await Town.BuildAsync(app);
        using var executive = await app.SignInAsync(Role.Executive, NodeId.Root(town.Network));
        var network = $"/api/v2/franchise/networks/{town.Network}";

        (await executive.GetStringAsync($"{network}/measures?measures=net_sales&from=2026-01-05&to=2026-01-11&by=total&per=network", Ct)).ShouldNotBeEmpty();
        (await executive.GetStringAsync($"{network}/measures?measures=net_sales&from=2026-01-05&to=2026-01-11&by=total&per=network&format=csv", Ct)).ShouldNotBeEmpty();
        (await executive.GetStringAsync($"{network}/export/sales?format=csv", Ct)).ShouldNotBeEmpty();
        await app.SettleAsync();

        var trail = await executive.GetFromJsonAsync<JsonElement>($"{network}/audit?action=export.downloaded", Ct);
        var told = trail.GetProperty("items").EnumerateArray().ToList();
        told.Select(item => item.GetProperty("changes").GetProperty("record").GetString()).ShouldBe(["sales", "measures"]);
        told.ShouldAllBe(item => item.GetProperty("actor").GetProperty("kind").GetString() == "person");
    }
}
