using BookedBarber.Webhooks.Domain;
using BookedBarber.Webhooks.Events;

namespace BookedBarber.Webhooks.Tests.Domain;

public sealed class TypePatternTests
{
    [Theory]
    [InlineData("*", "sale.created", true)]
    [InlineData("sale.*", "sale.created", true)]
    [InlineData("sale.created", "sale.created", true)]
    [InlineData("sale.created", "sale.changed", false)]
    [InlineData("sale.*", "sales.created", false)]
    [InlineData("sale*", "sale.created", false)]
    [InlineData(".*", "sale.created", false)]
    public void A_pattern_takes_exact_names_kinds_or_everything(string pattern, string type, bool taken) => TypePattern.Matches(pattern, type).ShouldBe(taken);

    [Theory]
    [InlineData("sale.*", true)]
    [InlineData("*", true)]
    [InlineData("client.deleted", true)]
    [InlineData("sale.sold", false)]
    [InlineData("unicorn.*", false)]
    [InlineData("", false)]
    public void Only_patterns_that_can_take_something_are_known(string pattern, bool known) => TypePattern.IsKnown(pattern, EventShapes.Types).ShouldBe(known);
}
