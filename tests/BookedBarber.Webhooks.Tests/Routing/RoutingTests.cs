using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Webhooks.Tests.Routing;

public sealed class RoutingTests(Office office) : IClassFixture<Office>
{
    [Fact]
    public async Task A_subscription_gets_the_events_of_its_branch_and_no_others()
    {
        var street = await office.StreetAsync();
        await using var everywhere = await Receiver.OpenAsync();
        await using var north = await Receiver.OpenAsync();
        await using var harbor = await Receiver.OpenAsync();
        var ofAll = await street.SubscribeAsync(everywhere, "sale.*");
        var ofNorth = await street.SubscribeAsync(north, street.North, "sale.*");
        var ofHarbor = await street.SubscribeAsync(harbor, street.Harbor, "sale.*");

        var atMain = await street.SellAsync(street.Main, "1");
        var atHarbor = await street.SellAsync(street.Harbor, "1");

        await street.AllDoneAsync(ofAll.Id, 2);
        await street.AllDoneAsync(ofNorth.Id, 1);
        await street.AllDoneAsync(ofHarbor.Id, 1);
        everywhere.Got.Select(one => one.EntityId).ShouldBe([atMain, atHarbor], ignoreOrder: true);
        north.Got.Select(one => one.EntityId).ShouldBe([atMain]);
        harbor.Got.Select(one => one.EntityId).ShouldBe([atHarbor]);
    }

    [Fact]
    public async Task Another_networks_events_never_come()
    {
        var (street, other) = (await office.StreetAsync(), await office.StreetAsync());
        await using var receiver = await Receiver.OpenAsync();
        var webhook = await street.SubscribeAsync(receiver, "*");

        await other.SellAsync(other.Main, "1");
        await street.SellAsync(street.Main, "1");

        await street.AllDoneAsync(webhook.Id, 1);
        receiver.Got.ShouldAllBe(one => one.Data.GetProperty("networkId").GetGuid() == street.Network.Value);
    }

    [Fact]
    public async Task Types_are_chosen_by_name_and_by_kind()
    {
        var street = await office.StreetAsync();
        await using var exact = await Receiver.OpenAsync();
        await using var kind = await Receiver.OpenAsync();
        var ofExact = await street.SubscribeAsync(exact, "sale.changed");
        var ofKind = await street.SubscribeAsync(kind, "service.*", "sale.*");

        await street.SellAsync(street.Main, "1", 40);
        await street.SellAsync(street.Main, "1", 50);
        await street.WriteAsync(street.Main, new ServiceRecord("cut", "Cut", null, 40, null, 30, IsActive: true));

        await street.AllDoneAsync(ofExact.Id, 1);
        await street.AllDoneAsync(ofKind.Id, 3);
        exact.Got.Select(one => one.Type).ShouldBe(["sale.changed"]);
        kind.Got.Select(one => one.Type).ShouldBe(["sale.created", "sale.changed", "service.created"], ignoreOrder: true);
    }

    [Fact]
    public async Task What_happened_before_the_subscription_does_not_come()
    {
        var street = await office.StreetAsync();
        await using var receiver = await Receiver.OpenAsync();
        await street.SellAsync(street.Main, "before");

        var webhook = await street.SubscribeAsync(receiver, "sale.*");
        var after = await street.SellAsync(street.Main, "after");

        await street.AllDoneAsync(webhook.Id, 1);
        receiver.Got.Select(one => one.EntityId).ShouldBe([after]);
    }

    [Fact]
    public async Task Contact_data_comes_only_where_all_fields_were_asked_for()
    {
        var street = await office.StreetAsync();
        await using var ids = await Receiver.OpenAsync();
        await using var full = await Receiver.OpenAsync();
        var ofIds = await street.SubscribeAsync(ids, "client.*");
        var ofFull = await street.SubscribeAsync(full.Url, null, null, "full", "client.*");

        var client = await street.WriteAsync(street.Main, new ClientRecord("sam", "Sam Carter", "sam@example.com", "+15550100"));

        await street.AllDoneAsync(ofIds.Id, 1);
        await street.AllDoneAsync(ofFull.Id, 1);
        var small = System.Text.Encoding.UTF8.GetString(ids.Got[0].Body);
        new[] { "Sam", "sam@", "5550100" }.ShouldAllBe(secret => !small.Contains(secret, StringComparison.Ordinal));
        ids.Got[0].EntityId.ShouldBe(client);
        full.Got[0].Data.GetProperty("email").GetString().ShouldBe("sam@example.com");
        full.Got[0].Data.GetProperty("phone").GetString().ShouldBe("+15550100");
        full.Got[0].Id.ShouldBe(ids.Got[0].Id);
    }

    [Fact]
    public async Task A_sale_with_all_fields_has_its_amounts_as_decimal_strings()
    {
        var street = await office.StreetAsync();
        await using var receiver = await Receiver.OpenAsync();
        var webhook = await street.SubscribeAsync(receiver.Url, null, null, "full", "sale.created");

        await street.SellAsync(street.Main, "1", 40.5m);

        await street.AllDoneAsync(webhook.Id, 1);
        var sale = receiver.Got[0].Data;
        sale.GetProperty("total").GetString().ShouldBe("40.50");
        sale.GetProperty("businessDay").GetString().ShouldBe("2026-03-02");
        sale.GetProperty("occurredAt").GetString().ShouldBe("2026-03-02T12:00:00Z");
        sale.GetProperty("locationId").GetGuid().ShouldBe(street.Main.Id.Value);
    }

    [Fact]
    public async Task A_unit_that_moves_is_told_to_both_branches()
    {
        var street = await office.StreetAsync();
        await using var north = await Receiver.OpenAsync();
        await using var south = await Receiver.OpenAsync();
        var ofNorth = await street.SubscribeAsync(north, street.North, "location.*");
        var ofSouth = await street.SubscribeAsync(south, street.South, "location.*");

        Office.Value(await office.Node.Get<INetworkEditor>().UpsertNodesAsync(street.Scope, [new NewNode(NodeKind.Location, "1", "Main", "S")], Office.Ct));

        await street.AllDoneAsync(ofNorth.Id, 1);
        await street.AllDoneAsync(ofSouth.Id, 1);
        north.Got[0].EntityId.ShouldBe(street.Main.Id.Value);
        south.Got[0].Data.GetProperty("changed").EnumerateArray().Select(one => one.GetString()).ShouldContain("parentId");
    }

    [Fact]
    public async Task A_statement_of_many_rows_is_an_event_for_each_with_ids()
    {
        var street = await office.StreetAsync();
        await using var receiver = await Receiver.OpenAsync();
        var webhook = await street.SubscribeAsync(receiver, "service.created");
        await using (var session = await office.Node.Database.WriteAsync(street.Scope, "test", Office.Ct))
        {
            await office.Node.Get<IRecordWriter>().WriteAsync(
                session, "test", [.. Enumerable.Range(0, 250).Select(n => new LocatedRecord<ServiceRecord>(street.Main, new ServiceRecord($"s{n}", $"Service {n}", null, 40, null, 30, IsActive: true)))], OnConflict.Update, Office.Ct);
            await session.CommitAsync(Office.Ct);
        }

        await receiver.WaitForAsync(250);
        receiver.Got.Select(one => one.EntityId).Distinct().Count().ShouldBe(250);
        receiver.Got.ShouldAllBe(one => one.Data.GetProperty("locationId").GetGuid() == street.Main.Id.Value);
        (await street.WebhookAsync(webhook.Id)).Failures.ShouldBe(0);
    }
}
