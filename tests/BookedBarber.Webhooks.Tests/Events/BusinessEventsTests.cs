using System.Text;
using BookedBarber.Records.Contracts;
using BookedBarber.Storage;
using BookedBarber.Webhooks.Events;
using BookedBarber.Webhooks.Features.EventCatalogue;

namespace BookedBarber.Webhooks.Tests.Events;

public sealed class BusinessEventsTests(Office office) : IClassFixture<Office>
{
    [Fact]
    public void Every_type_of_record_has_its_events_in_the_catalogue()
    {
        var missing = RecordTypes.All.Select(type => type.Name).Where(name => !EventShapes.Has(name)).ToList();

        missing.ShouldBeEmpty();
        RecordTypes.All.Count.ShouldBeGreaterThan(25);
        EventTypes.All().Items.Select(item => item.Type).ShouldBe(EventShapes.Types);
        EventShapes.Types.ShouldContain("lead.created");
    }

    [Fact]
    public async Task Every_field_of_an_event_is_a_column_of_its_record()
    {
        await using var session = await office.Node.Database.SystemAsync("test", Office.Ct);
        var columns = (await session.QueryAsync<string>("select table_name || '.' || column_name from information_schema.columns where table_schema = 'records'", null, Office.Ct)).ToHashSet(StringComparer.Ordinal);

        foreach (var shape in BusinessShapes.All)
        {
            shape.Fields.Where(field => !columns.Contains($"{shape.Kind}.{field.Column}")).Select(field => field.Column).ShouldBeEmpty(shape.Kind);
        }

        BusinessShapes.All.Count.ShouldBe(20);
    }

    [Fact]
    public async Task A_lead_is_told_with_where_it_stands_and_without_who_it_is()
    {
        var street = await office.StreetAsync();
        await using var small = await Receiver.OpenAsync();
        await using var full = await Receiver.OpenAsync();
        var ofSmall = await street.SubscribeAsync(small, "lead.*");
        var ofFull = await street.SubscribeAsync(full.Url, null, null, "full", "lead.*");

        var id = await street.WriteAsync(street.Main, Lead("new"));
        await street.AllDoneAsync(ofSmall.Id, 1);
        await street.WriteAsync(street.Main, Lead("converted"));

        await street.AllDoneAsync(ofSmall.Id, 2);
        await street.AllDoneAsync(ofFull.Id, 2);
        small.Got.Select(one => (one.Type, one.EntityId, one.Data.GetProperty("status").GetString())).ShouldBe([("lead.created", id, "new"), ("lead.changed", id, "converted")]);
        small.Got[0].Data.TryGetProperty("origin", out _).ShouldBeFalse();
        full.Got[0].Data.GetProperty("origin").GetString().ShouldBe("website");
        full.Got[0].Data.GetProperty("locationId").GetGuid().ShouldBe(street.Main.Id.Value);
        full.Got[1].Data.GetProperty("changed").EnumerateArray().Select(field => field.GetString()).ShouldContain("status");
        foreach (var delivery in small.Got.Concat(full.Got))
        {
            Encoding.UTF8.GetString(delivery.Body).ShouldNotContain("Ada Lovelace");
            Encoding.UTF8.GetString(delivery.Body).ShouldNotContain("ada@example.com");
        }
    }

    private static LeadRecord Lead(string status) => new("ld-1", "Ada Lovelace", "ada@example.com", "+15125550100", "franchisee", status, "website", null, null, null, 72m, new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero), null, null);
}
