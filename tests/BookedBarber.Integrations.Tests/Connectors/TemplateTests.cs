using System.Text.Json;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Mapping;

namespace BookedBarber.Integrations.Tests.Connectors;

public sealed class TemplateTests
{
    [Theory]
    [InlineData("/v2/orders/{key}", "/v2/orders/a%2Fb")]
    [InlineData("{over.id}-{page.size}", "L1-100")]
    [InlineData("{missing}", null)]
    [InlineData("select *[[ where a > {missing}]][[ limit {page.size}]]", "select * limit 100")]
    [InlineData("query { shop { id name } }", "query { shop { id name } }")]
    [InlineData("{key | upper}", "A%2FB")]
    public void A_template_is_filled_in_or_has_no_value(string text, string? expected)
    {
        var context = new TemplateContext().With("key", "a/b").With("over", Json("""{"id":"L1"}""")).With("page", Json("""{"size":100}"""));

        Parsed(text).Render(context, Uri.EscapeDataString).ShouldBe(expected);
    }

    [Fact]
    public void An_optional_part_that_is_not_closed_is_a_fault()
    {
        var faults = new ProfileFaults();

        new TemplateParser(new Dictionary<string, Lookup>(), faults).Parse("a [[ b", new Place(3, 4)).ShouldBeNull();

        faults.All.ShouldHaveSingleItem().ShouldBe(new ProfileFault(new Place(3, 4), "An optional part [[ is not closed.", "Close it with ]]."));
    }

    [Theory]
    [InlineData("payments", """{"payments":[{"a":1},{"a":2}]}""", "1,2")]
    [InlineData("$", """[{"a":1},{"a":2}]""", "1,2")]
    [InlineData("employees.*", """{"employees":{"7":{"a":1},"8":{"a":2}}}""", "1,2")]
    [InlineData("menus.groups.items", """{"menus":[{"groups":[{"items":[{"a":1}]},{"items":[{"a":2}]}]},{"groups":[]}]}""", "1,2")]
    [InlineData("data.payment", """{"data":{"payment":{"a":1}}}""", "1")]
    [InlineData("payments", """{}""", "")]
    public void A_path_finds_the_items_of_an_answer(string path, string json, string expected) =>
        string.Join(',', ItemPath.TryParse(path)!.All(Json(json)).Select(item => item.GetProperty("a").GetInt32())).ShouldBe(expected);

    [Theory]
    [InlineData("")]
    [InlineData("a..b")]
    [InlineData("a.")]
    [InlineData("a b")]
    public void What_is_no_path_is_not_read_as_one(string text) => ItemPath.TryParse(text).ShouldBeNull();

    private static Template Parsed(string text)
    {
        var faults = new ProfileFaults();
        var template = new TemplateParser(new Dictionary<string, Lookup>(), faults).Parse(text, default);
        faults.All.ShouldBeEmpty();
        return template!;
    }

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
