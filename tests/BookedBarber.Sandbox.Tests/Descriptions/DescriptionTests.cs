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
        { "xero", "xero.yaml", "/Invoices", "/api.xro/2.0/Invoices?page=1" },
        { "xero", "xero.yaml", "/Contacts", "/api.xro/2.0/Contacts?page=1" },
        { "xero", "xero.yaml", "/Payments", "/api.xro/2.0/Payments?page=1" },
        { "xero", "xero.yaml", "/ManualJournals", "/api.xro/2.0/ManualJournals?page=1" },
        { "xero", "xero.yaml", "/BankTransactions", "/api.xro/2.0/BankTransactions?page=1" },
        { "xero", "xero.yaml", "/Accounts", "/api.xro/2.0/Accounts" },
        { "xero", "xero.yaml", "/TrackingCategories", "/api.xro/2.0/TrackingCategories" },
        { "xero", "xero.yaml", "/Items", "/api.xro/2.0/Items" },
        { "xero", "xero.yaml", "/TaxRates", "/api.xro/2.0/TaxRates" },
        { "xero", "xero.yaml", "/Journals", "/api.xro/2.0/Journals" },
        { "xero", "xero.yaml", "/Organisation", "/api.xro/2.0/Organisation" },
        { "xero", "xero.yaml", "/Reports/ProfitAndLoss", "/api.xro/2.0/Reports/ProfitAndLoss" },
        { "toast", "toast-orders.yaml", "/orders/v2/ordersBulk", "/orders/v2/ordersBulk?startDate=MONTH_AGO&endDate=NOW" },
        { "toast", "toast-orders.yaml", "/orders/v2/orders/{guid}", "/orders/v2/orders/{orders}" },
        { "toast", "toast-labor.yaml", "/labor/v1/employees", "/labor/v1/employees" },
        { "toast", "toast-labor.yaml", "/labor/v1/jobs", "/labor/v1/jobs" },
        { "toast", "toast-labor.yaml", "/labor/v1/timeEntries", "/labor/v1/timeEntries?startDate=MONTH_AGO&endDate=NOW" },
        { "toast", "toast-menus.yaml", "/menus/v2/menus", "/menus/v2/menus" },
        { "toast", "toast-menus.yaml", "/menus/v2/metadata", "/menus/v2/metadata" },
        { "toast", "toast-partners.yaml", "/partners/v1/restaurants", "/partners/v1/restaurants" },
        { "google-calendar", "google-calendar.json", "/calendar/v3/users/me/calendarList", "/calendar/v3/users/me/calendarList" },
        { "google-calendar", "google-calendar.json", "/calendar/v3/calendars/{calendarId}/events", "/calendar/v3/calendars/primary/events" },
        { "google-business-profile", "google-business-profile-accounts.json", "/v1/accounts", "/v1/accounts" },
        { "google-business-profile", "google-business-profile-information.json", "/v1/accounts/{accountsId}/locations", "/v1/accounts/ACCOUNT/locations?readMask=name,title,storeCode,storefrontAddress,phoneNumbers,websiteUri,regularHours,categories,openInfo,metadata,labels" },
        { "google-business-profile", "google-business-profile-performance.json", "/v1/locations/{locationsId}:fetchMultiDailyMetricsTimeSeries", "/v1/locations/{locations}:fetchMultiDailyMetricsTimeSeries?dailyMetrics=CALL_CLICKS&dailyRange.startDate.year=2026&dailyRange.startDate.month=10&dailyRange.startDate.day=1&dailyRange.endDate.year=2026&dailyRange.endDate.month=10&dailyRange.endDate.day=9" },
        { "twilio", "twilio.json", "/2010-04-01/Accounts/{AccountSid}/Messages.json", "/2010-04-01/Accounts/ACCOUNT/Messages.json" },
        { "twilio", "twilio.json", "/2010-04-01/Accounts/{AccountSid}/Messages/{Sid}.json", "/2010-04-01/Accounts/ACCOUNT/Messages/{messages}.json" },
        { "twilio", "twilio.json", "/2010-04-01/Accounts/{AccountSid}/Balance.json", "/2010-04-01/Accounts/ACCOUNT/Balance.json" },
        { "sendgrid", "sendgrid.json", "/v3/suppression/bounces", "/v3/suppression/bounces" },
        { "sendgrid", "sendgrid.json", "/v3/stats", "/v3/stats?start_date=2026-01-01&end_date=2026-01-05" },
        { "sendgrid", "sendgrid.json", "/v3/messages", "/v3/messages?limit=10" },
        { "sendgrid", "sendgrid.json", "/v3/user/webhooks/event/settings/all", "/v3/user/webhooks/event/settings/all" },
    };

    /// <summary>Vendor, files, and paths that are the vendor's but not in its file.</summary>
    public static TheoryData<string, string[], string[]> Paths => new()
    {
        { "square", ["square.json"], ["/v2/labor/shifts/search", "/v2/bookings/bulk"] },
        { "stripe", ["stripe.json"], ["/v1/balance_transactions/{id}", "/v1/disputes/{id}"] },
        { "bamboohr", ["bamboohr.yaml"], ["/api/gateway.php/"] },
        { "toast", ["toast-orders.yaml", "toast-labor.yaml", "toast-menus.yaml", "toast-partners.yaml", "toast-restaurants.yaml"], ["/config/v2/", "/stock/v1/"] },
        { "xero", ["xero.yaml", "xero-identity.yaml"], [] },
        { "twilio", ["twilio.json"], [] },
        { "google-calendar", ["google-calendar.json"], [] },
        { "google-business-profile", ["google-business-profile-accounts.json", "google-business-profile-information.json", "google-business-profile-performance.json", "google-business-profile-notifications.json"], ["/v4/", "/v1/locations/{id}"] },
        { "sendgrid", ["sendgrid.json"], [] },
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

        if (vendor == "xero")
        {
            simulated.Http.DefaultRequestHeaders.Add("xero-tenant-id", simulated.Row.AccountId);
        }

        if (vendor == "toast")
        {
            simulated.Http.DefaultRequestHeaders.Add("Toast-Restaurant-External-ID", simulated.Row.AccountId);
        }

        if (vendor is "twilio" or "sendgrid")
        {
            simulated.Http.DefaultRequestHeaders.Authorization = vendor == "twilio"
                ? new("Basic", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{simulated.Row.AccountId}:{simulated.Row.AccessToken}")))
                : new("Bearer", simulated.Row.ApiKey);
        }

        request = request.Replace("ACCOUNT", simulated.Row.AccountId, StringComparison.Ordinal);
        var now = (await simulated.GetAsync("/_sandbox")).Instant("now")!.Value;
        request = request.Replace("MONTH_AGO", now.AddDays(-30).Iso(), StringComparison.Ordinal).Replace("NOW", now.Iso(), StringComparison.Ordinal);
        foreach (var collection in Placeholder().Matches(request).Select(match => match.Groups["name"].Value).ToList())
        {
            var first = await simulated.GetAsync($"/_sandbox/objects/{collection}");
            request = request.Replace($"{{{collection}}}", Uri.EscapeDataString(first[0].Text("id") ?? first[0].Text("guid") ?? first[0].Text("name")?.Split('/')[^1] ?? first[0].Text("sid")!), StringComparison.Ordinal);
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
        simulated.Routes.Where(route => !notDescribed.Any(path => route.Path.StartsWith(path, StringComparison.Ordinal)) && !descriptions.Exists(description => description.Has(route.Method, route.Path) || description.Has(route.Method, route.Path.Replace("/api.xro/2.0", "", StringComparison.Ordinal))))
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
