namespace BookedBarber.Sandbox.Tests;

public sealed class VendorCatalogueTests
{
    [Fact]
    public async Task All_fifteen_run_at_once_and_every_row_opens_its_vendor()
    {
        await using var host = await SandboxHost.StartAsync([], cancellationToken: TestContext.Current.CancellationToken);

        host.Credentials.Select(row => row.Vendor).ShouldBe(VendorCatalogue.Names);
        host.Credentials.Select(row => row.Url).Distinct().Count().ShouldBe(15);
        host.Credentials.ShouldAllBe(row => row.AccessToken != null || row.ApiKey != null);
        host.Credentials.ShouldAllBe(row => row.AccountId != null && row.WebhookSecret != null);
    }

    [Fact]
    public void Ports_follow_the_alphabet_whichever_others_run()
    {
        SandboxHost.List(["xero", "bamboohr"], 18101).Select(row => row.Url).ShouldBe(["http://127.0.0.1:18115", "http://127.0.0.1:18101"]);
    }
}
