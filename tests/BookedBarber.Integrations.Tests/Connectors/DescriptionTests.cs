using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Connectors.Linting;

namespace BookedBarber.Integrations.Tests.Connectors;

/// <summary>Manifests agree with what the vendors publish, where that is at hand.</summary>
public sealed class DescriptionTests
{
    [Theory]
    [InlineData("square", "square.json")]
    [InlineData("stripe", "stripe.json")]
    [InlineData("shopify", "shopify-admin.graphql")]
    [InlineData("quickbooks-online", "quickbooks-online.xml")]
    [InlineData("xero", "xero.yaml", "xero-identity.yaml")]
    [InlineData("bamboohr", "bamboohr.yaml")]
    [InlineData("mailchimp", "mailchimp.json")]
    [InlineData("twilio", "twilio.json")]
    [InlineData("sendgrid", "sendgrid.json")]
    [InlineData("google-calendar", "google-calendar.json")]
    [InlineData("toast", "toast-orders.yaml", "toast-labor.yaml", "toast-menus.yaml", "toast-partners.yaml", "toast-stock.yaml", "toast-restaurants.yaml")]
    public void A_manifest_agrees_with_the_vendors_description(string vendor, params string[] files) =>
        ConnectorLint.Check(BuiltInConnectors.Text(vendor), Descriptions(files)).Select(fault => fault.ToString()).ShouldBeEmpty();

    internal static IReadOnlyList<ApiDescription> Descriptions(params string[] files) => [.. files.Select(file =>
    {
        var read = ApiDescriptionReader.Read(file, File.ReadAllText(SharedData.Path("../vendors/specs/" + file)));
        read.Succeeded.ShouldBeTrue(read.Problem?.Detail);
        return read.Value!;
    })];
}
