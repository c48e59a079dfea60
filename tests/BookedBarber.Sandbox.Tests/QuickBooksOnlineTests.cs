using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Tests;

public sealed class QuickBooksOnlineTests
{
    private const string Company = "/v3/company/9130350000000001";

    [Fact]
    public async Task Queries_filter_order_count_and_page_from_1()
    {
        await using var books = await Simulated.StartAsync("quickbooks-online");

        (await QueryAsync(books, "select count(*) from Invoice")).Number("QueryResponse.totalCount").ShouldBe(40);
        var first = await QueryAsync(books, "select * from Invoice orderby MetaData.LastUpdatedTime startposition 1 maxresults 25");
        var second = await QueryAsync(books, "select * from Invoice orderby MetaData.LastUpdatedTime startposition 26 maxresults 25");
        var open = await QueryAsync(books, "select * from Invoice where Balance > '0' and TxnDate >= '2000-01-01'");

        first.Objects("QueryResponse.Invoice").Concat(second.Objects("QueryResponse.Invoice")).Select(invoice => invoice.Text("Id")).Distinct().Count().ShouldBe(40);
        second.Number("QueryResponse.startPosition").ShouldBe(26);
        open.Objects("QueryResponse.Invoice").Count().ShouldBe(15);
        (await QueryAsync(books, "select * from Invoice where Id = '0'")).At("QueryResponse.Invoice").ShouldBeNull();
    }

    [Fact]
    public async Task A_stale_sync_token_is_refused()
    {
        await using var books = await Simulated.StartAsync("quickbooks-online");
        var customer = (await QueryAsync(books, "select * from Customer maxresults 1")).Objects("QueryResponse.Customer").Single();

        await books.PostAsync($"{Company}/customer", new { Id = customer.Text("Id"), SyncToken = customer.Text("SyncToken"), sparse = true, Notes = "first" });
        var answer = await books.PostAsync($"{Company}/customer", new { Id = customer.Text("Id"), SyncToken = customer.Text("SyncToken"), sparse = true, Notes = "second" }, 400);

        answer.Text("Fault.Error.0.code").ShouldBe("5010");
    }

    [Fact]
    public async Task A_journal_that_does_not_balance_and_a_name_that_is_taken_are_refused()
    {
        await using var books = await Simulated.StartAsync("quickbooks-online");
        object Line(string posting, decimal amount) => new { Amount = amount, DetailType = "JournalEntryLineDetail", JournalEntryLineDetail = new { PostingType = posting } };

        (await books.PostAsync($"{Company}/journalentry", new { Line = new[] { Line("Debit", 10), Line("Credit", 9) } }, 400)).Text("Fault.Error.0.code").ShouldBe("6100");
        await books.PostAsync($"{Company}/journalentry", new { Line = new[] { Line("Debit", 10), Line("Credit", 10) } });
        await books.PostAsync($"{Company}/customer", new { DisplayName = "Shop 7" });
        (await books.PostAsync($"{Company}/customer", new { DisplayName = "shop 7" }, 400)).Text("Fault.Error.0.code").ShouldBe("6240");
    }

    [Fact]
    public async Task Change_data_capture_tells_of_deletions_which_a_query_never_shows()
    {
        await using var books = await Simulated.StartAsync("quickbooks-online");
        var id = (await books.SteerAsync("delete", new { collection = "Invoice" })).Text("deleted");
        var since = Uri.EscapeDataString(DateTimeOffset.Parse("2026-01-01T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture).ToString("O"));

        (await QueryAsync(books, $"select * from Invoice where Id = '{id}'")).At("QueryResponse.Invoice").ShouldBeNull();
        (await books.GetAsync($"{Company}/cdc?entities=Invoice&changedSince={since}", 400)).Text("Fault.Error.0.code").ShouldBe("2020");
        var now = (await books.GetAsync("/_sandbox")).Instant("now")!.Value.AddDays(-1).ToString("O");
        var captured = await books.GetAsync($"{Company}/cdc?entities=Invoice,Payment&changedSince={Uri.EscapeDataString(now)}");

        captured.Objects("CDCResponse.0.QueryResponse.0.Invoice").Single(invoice => invoice.Text("Id") == id).Text("status").ShouldBe("Deleted");
    }

    [Fact]
    public async Task A_payment_settles_its_invoice_and_the_notification_names_both()
    {
        await using var books = await Simulated.StartAsync("quickbooks-online");
        await using var receiver = await Receiver.StartAsync();
        await books.SteerAsync("webhooks", new { address = receiver.Url });
        var invoice = (await books.SteerAsync("invoice")).Text("id")!;
        var before = (await books.GetAsync($"{Company}/invoice/{invoice}"))["Invoice"]!;

        await books.PostAsync($"{Company}/payment", new { CustomerRef = new { value = before.Text("CustomerRef.value") }, TotalAmt = before.Amount("Balance"), Line = new[] { new { Amount = before.Amount("Balance"), LinkedTxn = new[] { new { TxnId = invoice, TxnType = "Invoice" } } } } });
        await books.SteerAsync("webhooks", new { wait = true });

        (await books.GetAsync($"{Company}/invoice/{invoice}")).Amount("Invoice.Balance").ShouldBe(0);
        receiver.Arrived.Select(received => JsonNode.Parse(received.Text).Text("0.type")).ShouldBe(["qbo.invoice.created.v1", "qbo.payment.created.v1", "qbo.invoice.updated.v1"], ignoreOrder: true);
        receiver.Arrived.Select(received => received.Headers["intuit-signature"]).ShouldBe(receiver.Arrived.Select(received => Kit.Webhooks.Hmac.Sha256Base64(books.Row.WebhookSecret!, received.Body)));
    }

    [Fact]
    public async Task The_callback_brings_the_company_and_a_token_of_another_company_is_refused()
    {
        await using var books = await Simulated.StartAsync("quickbooks-online");
        await books.SteerAsync("consent", new { automatic = true });
        using var answer = await books.Http.GetAsync(new Uri("/connect/oauth2?client_id=sandbox-quickbooks-online&response_type=code&scope=com.intuit.quickbooks.accounting&state=s&redirect_uri=http%3A%2F%2F127.0.0.1%2Fback", UriKind.Relative), TestContext.Current.CancellationToken);

        answer.Headers.Location!.Query.ShouldContain("realmId=9130350000000001");
        (await books.GetAsync("/v3/company/9130350000000002/companyinfo/1", 403)).Text("Fault.Error.0.code").ShouldBe("3100");
    }

    private static Task<JsonNode> QueryAsync(Simulated books, string query) => books.GetAsync($"{Company}/query?query={Uri.EscapeDataString(query)}&minorversion=75");
}
