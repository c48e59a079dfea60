using System.Text.RegularExpressions;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Tests.Descriptions;

/// <summary>The simulators' answers against the vendors' published descriptions.</summary>
public sealed partial class DescriptionTests
{
    /// <summary>Vendor, file, operation as described, request. <c>{collection}</c> in a request stands for the id of the first object there.</summary>
    public static TheoryData<string, string, string, string> Reads => new()
    {
        { "square", "square.json", "/v2/locations", "/v2/locations" },
        { "square", "square.json", "/v2/catalog/list", "/v2/catalog/list" },
        { "square", "square.json", "/v2/payments", "/v2/payments" },
        { "square", "square.json", "/v2/payments/{payment_id}", "/v2/payments/{payments}" },
        { "square", "square.json", "/v2/refunds", "/v2/refunds" },
        { "square", "square.json", "/v2/orders/{order_id}", "/v2/orders/{orders}" },
        { "square", "square.json", "/v2/customers", "/v2/customers" },
        { "square", "square.json", "/v2/bookings", "/v2/bookings" },
        { "square", "square.json", "/v2/payouts", "/v2/payouts" },
        { "square", "square.json", "/v2/team-members/{team_member_id}", "/v2/team-members/{team}" },
        { "square", "square.json", "/v2/labor/timecards/{id}", "/v2/labor/timecards/{timecards}" },
        { "square", "square.json", "/v2/bookings/team-member-booking-profiles", "/v2/bookings/team-member-booking-profiles" },
        { "square", "square.json", "/v2/merchants/{merchant_id}", "/v2/merchants/me" },
        { "stripe", "stripe.json", "/v1/charges", "/v1/charges" },
        { "stripe", "stripe.json", "/v1/payment_intents", "/v1/payment_intents" },
        { "stripe", "stripe.json", "/v1/refunds", "/v1/refunds" },
        { "stripe", "stripe.json", "/v1/balance_transactions", "/v1/balance_transactions" },
        { "stripe", "stripe.json", "/v1/payouts", "/v1/payouts" },
        { "stripe", "stripe.json", "/v1/disputes", "/v1/disputes" },
        { "stripe", "stripe.json", "/v1/customers", "/v1/customers" },
        { "stripe", "stripe.json", "/v1/transfers", "/v1/transfers" },
        { "stripe", "stripe.json", "/v1/accounts", "/v1/accounts" },
        { "stripe", "stripe.json", "/v1/application_fees", "/v1/application_fees" },
        { "stripe", "stripe.json", "/v1/balance", "/v1/balance" },
        { "bamboohr", "bamboohr.yaml", "/api/v1/employees", "/api/v1/employees?fields=workEmail,locationName,hireDate" },
        { "bamboohr", "bamboohr.yaml", "/api/v1/employees/{id}", "/api/v1/employees/{employees}?fields=firstName,lastName,workEmail,hireDate,location" },
        { "bamboohr", "bamboohr.yaml", "/api/v1/employees/changed", "/api/v1/employees/changed?since=2020-01-01T00:00:00Z" },
        { "bamboohr", "bamboohr.yaml", "/api/v1/employees/{id}/tables/{table}", "/api/v1/employees/{employees}/tables/jobInfo" },
        { "bamboohr", "bamboohr.yaml", "/api/v1/time_off/requests", "/api/v1/time_off/requests?start=2020-01-01&end=2099-01-01" },
        { "bamboohr", "bamboohr.yaml", "/api/v1/company_information", "/api/v1/company_information" },
        { "bamboohr", "bamboohr.yaml", "/api/v1/hris/org/locations", "/api/v1/hris/org/locations" },
        { "mailchimp", "mailchimp.json", "/3.0/", "/3.0/" },
        { "mailchimp", "mailchimp.json", "/3.0/lists", "/3.0/lists" },
        { "mailchimp", "mailchimp.json", "/3.0/lists/{list_id}/members", "/3.0/lists/{lists}/members?count=100" },
        { "mailchimp", "mailchimp.json", "/3.0/campaigns", "/3.0/campaigns" },
        { "mailchimp", "mailchimp.json", "/3.0/reports", "/3.0/reports" },
        { "mailchimp", "mailchimp.json", "/3.0/lists/{list_id}/webhooks", "/3.0/lists/{lists}/webhooks" },
    };

    /// <summary>Vendor, files, and paths that are the vendor's but not in its file.</summary>
    public static TheoryData<string, string[], string[]> Paths => new()
    {
        { "square", ["square.json"], ["/v2/labor/shifts/search", "/v2/bookings/bulk"] },
        { "stripe", ["stripe.json"], ["/v1/balance_transactions/{id}", "/v1/disputes/{id}"] },
        { "bamboohr", ["bamboohr.yaml"], ["/api/gateway.php/"] },
        { "mailchimp", ["mailchimp.json"], ["/oauth2/metadata", "/3.0/ping", "/3.0/lists/{list}/members/{hash}/actions/delete-permanent"] },
    };

    [Theory]
    [MemberData(nameof(Reads))]
    public async Task Answers_have_the_shape_that_the_vendor_describes(string vendor, string file, string described, string request)
    {
        Assert.SkipWhen(Description.Folder is null, "The vendors' descriptions are not on this machine (BOOKEDBARBER_SHARED).");
        await using var simulated = await Simulated.StartAsync(vendor);
        if (vendor == "stripe" && described is not ("/v1/transfers" or "/v1/accounts" or "/v1/application_fees"))
        {
            simulated.Http.DefaultRequestHeaders.Add("Stripe-Account", simulated.Row.AccountId);
        }

        foreach (var collection in Placeholder().Matches(request).Select(match => match.Groups["name"].Value).ToList())
        {
            var first = await simulated.GetAsync($"/_sandbox/objects/{collection}");
            request = request.Replace($"{{{collection}}}", Uri.EscapeDataString(first[0].Text("id") ?? first[0].Text("sid")!), StringComparison.Ordinal);
        }

        var answer = await simulated.GetAsync(request);

        Description.Of(file).Faults("GET", described, answer).ShouldBeEmpty(answer.ToJsonString()[..Math.Min(800, answer.ToJsonString().Length)]);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Every_path_is_one_of_the_vendors(string vendor, string[] files, string[] notDescribed)
    {
        Assert.SkipWhen(Description.Folder is null, "The vendors' descriptions are not on this machine (BOOKEDBARBER_SHARED).");
        await using var simulated = await Simulated.StartAsync(vendor);
        var descriptions = files.Select(Description.Of).ToList();

        simulated.Routes.Count.ShouldBeGreaterThan(5);
        simulated.Routes.Where(route => !notDescribed.Any(path => route.Path.StartsWith(path, StringComparison.Ordinal)) && !descriptions.Exists(description => description.Has(route.Method, route.Path)))
            .Select(route => $"{route.Method} {route.Path}").ShouldBeEmpty();
    }

    [Fact]
    public void An_answer_that_lacks_a_field_or_has_a_wrong_type_is_found()
    {
        Assert.SkipWhen(Description.Folder is null, "The vendors' descriptions are not on this machine (BOOKEDBARBER_SHARED).");
        var description = Description.Of("square.json");

        description.Faults("GET", "/v2/refunds", System.Text.Json.Nodes.JsonNode.Parse("""{"refunds":[{"id":"r-1"}]}""")!).ShouldNotBeEmpty();
        description.Faults("GET", "/v2/refunds", System.Text.Json.Nodes.JsonNode.Parse("""{"refunds":[{"id":"r-1","amount_money":{"amount":"12"}}]}""")!).ShouldNotBeEmpty();
    }

    [GeneratedRegex(@"\{(?<name>[\w:-]+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();
}
