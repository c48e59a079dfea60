using BookedBarber.Webhooks.Features.Analytics;
using BookedBarber.Webhooks.Features.EventCatalogue;

namespace BookedBarber.Webhooks.Tests.Features;

public sealed class FiguresTests(Office office) : IClassFixture<Office>
{
    [Fact]
    public async Task Attempts_are_counted_by_type_hour_and_cause()
    {
        var street = await office.StreetAsync();
        await using var receiver = await Receiver.OpenAsync(500);
        var webhook = await street.SubscribeAsync(receiver, "sale.*");
        await street.SellAsync(street.Main, "1");
        await street.DeliveriesAsync(webhook.Id, items => items is [{ Attempts: 1 }]);
        receiver.AnswerWith(200);
        office.Clock.Advance(TimeSpan.FromHours(1));
        office.Look();
        await street.AllDoneAsync(webhook.Id, 1);

        var figures = Office.Value(await office.Node.Get<WebhookFigures>().ReadAsync(street.Scope, webhook.Id, null, office.Clock.GetUtcNow() + TimeSpan.FromMinutes(1), "hour", Office.Ct));

        (figures.Total.Attempts, figures.Total.Accepted, figures.Total.Retries, figures.Total.SuccessShare).ShouldBe((2, 1, 1, 0.5));
        figures.Total.Failures.ShouldBe([new CauseCount("server_error", 1)]);
        figures.Steps.Select(step => step.Figures.SuccessShare).ShouldBe([0.0, 1.0]);
        figures.ByType.ShouldHaveSingleItem().Type.ShouldBe("sale.created");
        figures.Total.P95Ms.ShouldNotBeNull();
        (figures.Waiting, figures.Dead).ShouldBe((0, 0));
    }

    [Fact]
    public void The_catalogue_has_a_schema_and_examples_for_every_type()
    {
        var items = EventTypes.All().Items;

        items.Select(item => item.Type).ShouldContain("sale.created");
        items.Select(item => item.Type).ShouldBeUnique();
        foreach (var item in items)
        {
            var properties = item.Schema.GetProperty("properties").GetProperty("data").GetProperty("properties");
            item.Example.GetProperty("type").GetString().ShouldBe(item.Type);
            item.Example.GetProperty("data").EnumerateObject().Select(field => field.Name).Except(properties.EnumerateObject().Select(field => field.Name)).ShouldBeEmpty();
            item.SmallExample.GetProperty("data").EnumerateObject().ShouldAllBe(field => field.Name != "name" && field.Name != "email" && field.Name != "phone");
        }
    }
}
