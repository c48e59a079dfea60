using BookedBarber.Network.Contracts;
using BookedBarber.Operations.Contracts;
using BookedBarber.Operations.Demo;
using BookedBarber.Shared;
using BookedBarber.Storage;
using BookedBarber.Testing;
using Microsoft.Extensions.Configuration;

namespace BookedBarber.Operations.Tests.Loading;

public sealed class DemoStartTests
{
    private static readonly (string, string)[] Small = [("BOOKEDBARBER_DEMO_LOCATIONS", "5"), ("BOOKEDBARBER_DEMO_DAYS", "150")];

    [Fact]
    public async Task The_first_start_makes_the_demo_and_every_start_tells_how_to_sign_in()
    {
        await using var database = await Node.DatabaseAsync();
        await using var node = await Node.StartAsync(database, new FakeClock(Shops.Now), settings: Small);

        var first = await node.Get<IDemoStart>().RunAsync(TestContext.Current.CancellationToken);
        var second = await node.Get<IDemoStart>().RunAsync(TestContext.Current.CancellationToken);

        first.Count.ShouldBe(8);
        first.ShouldAllBe(line => line.StartsWith("Sign in as ", StringComparison.Ordinal) && line.EndsWith(" / correct-horse-42", StringComparison.Ordinal));
        second.ShouldBe(first);
        (await DemoVerbTests.TextAsync(node, "select count(*)::text from jobs.job where kind = 'operations.demo-history'")).ShouldBe("1");
        (await DemoVerbTests.TextAsync(node, "select (max(business_day) - min(business_day))::text from records.sale")).ShouldBe("59");
    }

    [Fact]
    public async Task Switched_off_or_beside_a_real_network_it_makes_nothing()
    {
        await using var database = await Node.DatabaseAsync();
        await using var off = await Node.StartAsync(database, new FakeClock(Shops.Now), settings: ("BOOKEDBARBER_DEMO", "off"));
        (await off.Get<IDemoStart>().RunAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();

        await using var node = await Node.StartAsync(database, new FakeClock(Shops.Now));
        (await node.Get<INetworkEditor>().CreateNetworkAsync(Caller.System, new NewNetwork("Real", "real", "EUR", "Europe/Berlin"), TestContext.Current.CancellationToken)).Succeeded.ShouldBeTrue();

        (await node.Get<IDemoStart>().RunAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
        (await DemoVerbTests.TextAsync(node, "select count(*)::text from network.network")).ShouldBe("1");
    }

    [Fact]
    public async Task The_older_history_follows_in_the_background_once()
    {
        await using var database = await Node.DatabaseAsync();
        await using var node = await Node.StartAsync(database, new FakeClock(Shops.Now), settings: Small);
        await node.Get<IDemoStart>().RunAsync(TestContext.Current.CancellationToken);
        var network = node.Get<INetworkTree>().FindNetwork("demo")!.Id;
        var job = new JobLease(Guid.Empty, network, DemoHistoryJob.JobKind, StorageJson.Serialize(new DemoHistoryJob.Payload(network)), 1, null, _ => { });
        var handler = new DemoHistoryJob(node.Get<DemoLedger>(), node.Get<DemoMaker>());

        await handler.RunAsync(job, TestContext.Current.CancellationToken);
        var sales = await DemoVerbTests.TextAsync(node, "select count(*)::text from records.sale");
        await handler.RunAsync(job, TestContext.Current.CancellationToken);

        (await DemoVerbTests.TextAsync(node, "select (max(business_day) - min(business_day))::text from records.sale")).ShouldBe("149");
        (await DemoVerbTests.TextAsync(node, "select count(*)::text from records.sale")).ShouldBe(sales);
        (await DemoVerbTests.TextAsync(node, "select max(version)::text from records.sale")).ShouldBe("1");
    }

    [Fact]
    public async Task Another_password_in_the_environment_becomes_every_accounts()
    {
        await using var database = await Node.DatabaseAsync();
        await using (var node = await Node.StartAsync(database, new FakeClock(Shops.Now), settings: Small))
        {
            await node.Get<IDemoStart>().RunAsync(TestContext.Current.CancellationToken);
        }

        await using var again = await Node.StartAsync(database, new FakeClock(Shops.Now), settings: ("BOOKEDBARBER_DEMO_PASSWORD", "battery-staple-77"));
        var hashes = await DemoVerbTests.TextAsync(again, "select string_agg(password_hash, ',' order by email) from access.person");
        var lines = await again.Get<IDemoStart>().RunAsync(TestContext.Current.CancellationToken);

        lines.ShouldAllBe(line => line.EndsWith(" / battery-staple-77", StringComparison.Ordinal));
        var renewed = await DemoVerbTests.TextAsync(again, "select string_agg(password_hash, ',' order by email) from access.person");
        renewed.Split(',').Intersect(hashes.Split(',')).ShouldBeEmpty();
        (await again.Get<IDemoStart>().RunAsync(TestContext.Current.CancellationToken)).ShouldBe(lines);
        (await DemoVerbTests.TextAsync(again, "select string_agg(password_hash, ',' order by email) from access.person")).ShouldBe(renewed);
    }

    [Fact]
    public async Task A_random_password_is_kept_for_the_next_start_and_read_by_its_owner_only()
    {
        var folder = Directory.CreateTempSubdirectory("bookedbarber-password");
        try
        {
            var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("DataFolder", folder.FullName)]).Build();

            var first = await new DemoPassword(configuration).GetAsync(TestContext.Current.CancellationToken);
            var second = await new DemoPassword(configuration).GetAsync(TestContext.Current.CancellationToken);

            first.Length.ShouldBeGreaterThanOrEqualTo(16);
            second.ShouldBe(first);
            File.GetUnixFileMode(Path.Combine(folder.FullName, "demo-password")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
