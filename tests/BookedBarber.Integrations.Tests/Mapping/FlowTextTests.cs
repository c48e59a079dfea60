using BookedBarber.Integrations.Mapping;
using YamlDotNet.RepresentationModel;

namespace BookedBarber.Integrations.Tests.Mapping;

public sealed class FlowTextTests
{
    [Theory]
    [InlineData("a: b", "{ a: b }")]
    [InlineData("a: [x, { b: 1 }]", "{ a: [x, { b: 1 }] }")]
    [InlineData("- each: $.lines\n  amount: '@.total | decimal'\n", """[{ each: $.lines, amount: "@.total | decimal" }]""")]
    [InlineData("a: 'x: y'", """{ a: "x: y" }""")]
    [InlineData("a: '$.tags[0] > 2'", """{ a: "$.tags[0] > 2" }""")]
    [InlineData("a: ''", """{ a: "" }""")]
    public void A_part_of_a_document_is_put_on_one_line_that_says_the_same(string yaml, string expected)
    {
        var text = FlowText.Of(Root(yaml));

        text.ShouldBe(expected);
        Root(text).Equals(Root(yaml)).ShouldBeTrue();
    }

    private static YamlNode Root(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return stream.Documents[0].RootNode;
    }
}
