using System.Text;
using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.State;
using BookedBarber.Sandbox.Kit.Webhooks;

namespace BookedBarber.Sandbox.Tests;

public sealed class XeroTests
{
    private const string Root = "/api.xro/2.0";

    [Fact]
    public async Task Invoices_come_by_page_and_without_one_they_come_without_lines()
    {
        await using var xero = await StartAsync();

        var second = await xero.GetAsync($"{Root}/Invoices?page=2");
        second.Number("pagination.itemCount").ShouldBe(110);
        second.Objects("Invoices").Count().ShouldBe(10);
        second.Objects("Invoices").First().Objects("LineItems").Count().ShouldBe(2);
        (await xero.GetAsync($"{Root}/Invoices")).Objects("Invoices").First().Objects("LineItems").ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_what_changed_since_comes()
    {
        await using var xero = await StartAsync();
        await xero.SteerAsync("clock", new { advanceSeconds = 3600 });
        var since = (await xero.GetAsync("/_sandbox")).Instant("now")!.Value;
        var made = (await xero.SteerAsync("invoice")).Text("id");
        xero.Http.DefaultRequestHeaders.TryAddWithoutValidation("If-Modified-Since", since.ToString("yyyy-MM-dd'T'HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture));

        (await xero.GetAsync($"{Root}/Invoices?page=1")).Objects("Invoices").Single().Text("InvoiceID").ShouldBe(made);
    }

    [Fact]
    public async Task A_payment_pays_its_invoice_and_every_journal_balances()
    {
        await using var xero = await StartAsync();
        var invoice = (await xero.SteerAsync("invoice")).Text("id")!;
        var due = (await xero.GetAsync($"{Root}/Invoices/{invoice}")).Amount("Invoices.0.AmountDue");

        await PutAsync(xero, "Payments", new { Invoice = new { InvoiceID = invoice }, Account = new { Code = "090" }, Date = "2026-01-31", Amount = due }, 200);
        (await PutAsync(xero, "Payments", new { Invoice = new { InvoiceID = invoice }, Account = new { Code = "090" }, Date = "2026-01-31", Amount = due }, 400)).Text("Elements.0.ValidationErrors.0.Message")!.ShouldContain("PAID");

        (await xero.GetAsync($"{Root}/Invoices/{invoice}")).Text("Invoices.0.Status").ShouldBe("PAID");
        var offset = 0L;
        while ((await xero.GetAsync($"{Root}/Journals?offset={offset}")).Objects("Journals").ToList() is { Count: > 0 } journals)
        {
            journals.ShouldAllBe(journal => journal.Objects("JournalLines").Sum(line => line.Amount("NetAmount")) == 0);
            offset = journals[^1].Number("JournalNumber");
        }

        offset.ShouldBeGreaterThan(190);
    }

    [Fact]
    public async Task A_journal_that_does_not_balance_and_a_name_that_is_taken_are_refused_each_for_itself()
    {
        await using var xero = await StartAsync();
        var refused = await PutAsync(xero, "ManualJournals", new { Narration = "x", JournalLines = new[] { new { LineAmount = 10, AccountCode = "477" }, new { LineAmount = -9, AccountCode = "090" } } }, 400);
        refused.Number("ErrorNumber").ShouldBe(10);

        var both = await PutAsync(xero, "Contacts?summarizeErrors=false", new { Contacts = new object[] { new { Name = "Shop 7" }, new { Name = "shop 7" } } }, 200);
        both.Objects("Contacts").Select(contact => contact.Text("StatusAttributeString")).ShouldBe(["OK", "ERROR"]);
    }

    [Fact]
    public async Task An_address_that_takes_a_wrong_signature_is_not_accepted()
    {
        await using var xero = await StartAsync();
        await using var receiver = await Receiver.StartAsync();
        (await xero.PostAsync("/_sandbox/webhooks", new { address = receiver.Url }, 400)).Text("error")!.ShouldContain("Intent to receive");

        receiver.Answer = received => received.Headers["x-xero-signature"] == Hmac.Sha256Base64(xero.Row.WebhookSecret!, received.Body) ? 200 : 401;
        await xero.SteerAsync("webhooks", new { address = receiver.Url });
        receiver.Arrived.Clear();
        await xero.SteerAsync("invoice");
        await xero.SteerAsync("webhooks", new { wait = true });

        JsonNode.Parse(receiver.Arrived.Single().Text).Text("events.0.eventCategory").ShouldBe("INVOICE");
    }

    [Fact]
    public async Task A_used_refresh_token_works_for_half_an_hour_more()
    {
        await using var xero = await StartAsync();
        xero.Http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("sandbox-xero:sandbox-xero-secret")));
        var first = await xero.PostFormAsync("/connect/token", ("grant_type", "refresh_token"), ("refresh_token", xero.Row.RefreshToken!));
        first.Text("refresh_token").ShouldNotBeNull();

        (await xero.PostFormAsync("/connect/token", ("grant_type", "refresh_token"), ("refresh_token", xero.Row.RefreshToken!))).Text("access_token").ShouldNotBeNull();
        await xero.SteerAsync("clock", new { advanceSeconds = 1801 });
        (await xero.PostFormAsync("/connect/token", ("grant_type", "refresh_token"), ("refresh_token", xero.Row.RefreshToken!))).Text("error").ShouldBe("invalid_grant");
    }

    private static async Task<Simulated> StartAsync()
    {
        var xero = await Simulated.StartAsync("xero");
        xero.Http.DefaultRequestHeaders.Add("xero-tenant-id", xero.Row.AccountId);
        return xero;
    }

    private static async Task<JsonNode> PutAsync(Simulated xero, string path, object body, int status)
    {
        using var content = new StringContent(System.Text.Json.JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        using var answer = await xero.Http.PutAsync(new Uri($"{Root}/{path}", UriKind.Relative), content, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        ((int)answer.StatusCode).ShouldBe(status, text);
        return JsonNode.Parse(text)!;
    }
}
