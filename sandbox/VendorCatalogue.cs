using BookedBarber.Sandbox.Kit;

namespace BookedBarber.Sandbox;

/// <summary>The simulated vendors, in alphabetical order: a vendor's place decides its port.</summary>
internal static class VendorCatalogue
{
    /// <summary>Every vendor has its port even when others are left out: the first port plus its place among these names.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "bamboohr", "clover", "google-business-profile", "google-calendar", "hubspot", "mailchimp", "quickbooks-online", "salesforce",
        "sendgrid", "shopify", "square", "stripe", "toast", "twilio", "xero",
    ];

    private static readonly Dictionary<string, Func<Vendor>> Makers = new(StringComparer.Ordinal)
    {
        ["bamboohr"] = () => new Vendors.BambooHR.BambooHRVendor(),
        ["clover"] = () => new Vendors.Clover.CloverVendor(),
        ["google-business-profile"] = () => new Vendors.GoogleBusinessProfile.GoogleBusinessProfileVendor(),
        ["google-calendar"] = () => new Vendors.GoogleCalendar.GoogleCalendarVendor(),
        ["hubspot"] = () => new Vendors.HubSpot.HubSpotVendor(),
        ["mailchimp"] = () => new Vendors.Mailchimp.MailchimpVendor(),
        ["quickbooks-online"] = () => new Vendors.QuickBooksOnline.QuickBooksOnlineVendor(),
        ["salesforce"] = () => new Vendors.Salesforce.SalesforceVendor(),
        ["sendgrid"] = () => new Vendors.SendGrid.SendGridVendor(),
        ["shopify"] = () => new Vendors.Shopify.ShopifyVendor(),
        ["stripe"] = () => new Vendors.Stripe.StripeVendor(),
        ["square"] = () => new Vendors.Square.SquareVendor(),
        ["toast"] = () => new Vendors.Toast.ToastVendor(),
        ["twilio"] = () => new Vendors.Twilio.TwilioVendor(),
        ["xero"] = () => new Vendors.Xero.XeroVendor(),
    };

    /// <summary>The vendors that can be simulated.</summary>
    public static IReadOnlyList<string> Available => [.. Names.Where(Makers.ContainsKey)];

    public static Vendor Make(string name) => Makers[name]();

    public static int Port(string name, int firstPort) => firstPort + Names.ToList().IndexOf(name);
}
