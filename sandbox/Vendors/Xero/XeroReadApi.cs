using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Vendors.Xero;

/// <summary>Lists by page and by <c>If-Modified-Since</c>, single resources, journals by number, and reports computed from the journals.</summary>
internal static partial class XeroReadApi
{
    public const string Root = "/api.xro/2.0";

    private static readonly string[] Paged = ["Invoices", "Contacts", "CreditNotes", "BankTransactions", "ManualJournals", "Payments"];
    private static readonly string[] Whole = ["Accounts", "TrackingCategories", "Items", "TaxRates", "Users"];

    public static void Map(Api api, XeroVendor vendor)
    {
        foreach (var name in Paged)
        {
            api.Get($"{Root}/{name}", call => List(call, name, vendor));
            if (name is not "BankTransactions")
            {
                api.Get($"{Root}/{name}/{{id}}", call => Answer.Ok(Envelope(call, name, [One(call, name)], null)));
            }
        }

        foreach (var name in Whole)
        {
            api.Get($"{Root}/{name}", call => Answer.Ok(Envelope(call, name, Changed(call, name), null)));
        }

        api.Get($"{Root}/Organisation", call => Answer.Ok(Envelope(call, "Organisations", call.Account["Organisation"].Live, null)));
        api.Get($"{Root}/Journals", Journals);
        api.Get($"{Root}/Reports/ProfitAndLoss", call => Report(call, "ProfitAndLoss", "Income", "REVENUE", "Less Operating Expenses", "EXPENSE"));
        api.Get($"{Root}/Reports/TrialBalance", call => Report(call, "TrialBalance", "Assets", "ASSET", "Liabilities", "LIABILITY"));
        api.Get($"{Root}/Invoices/{{id}}/OnlineInvoice", call => Answer.Ok(new { OnlineInvoices = new[] { new { OnlineInvoiceUrl = $"{call.Origin}/{One(call, "Invoices").Id}" } } }));
    }

    public static StoredObject One(Call call, string name)
    {
        var asked = call.Route("id");
        return call.Account[name].Find(asked) ?? (name == "Invoices" ? call.Account[name].Live.FirstOrDefault(item => item.Text("InvoiceNumber") == asked) : null) ?? throw new Refusal(Answer.Html(404, "The resource you're looking for cannot be found"));
    }

    public static JsonObject Envelope(Call call, string name, IEnumerable<StoredObject> items, JsonObject? pagination)
    {
        var body = new JsonObject { ["Id"] = Guid.Empty.ToString(), ["Status"] = "OK", ["ProviderName"] = "BookedBarber", ["DateTimeUTC"] = XeroData.Date(call.Now) };
        if (pagination is not null)
        {
            body["pagination"] = pagination;
        }

        body[name] = Paths.Array(items.Select(item => (JsonNode)item.Copy()));
        return body;
    }

    private static Answer List(Call call, string name, XeroVendor vendor)
    {
        var (page, size) = (call.QueryNumber("page", 0), call.QueryNumber("pageSize", 100));
        if (page < 0 || size is < 1 or > 1000)
        {
            throw XeroWriteApi.Invalid("page is at least 1, pageSize from 1 to 1000.");
        }

        IEnumerable<StoredObject> found = Changed(call, name);
        foreach (var (parameter, field) in new[] { ("IDs", $"{name.TrimEnd('s')}ID"), ("ContactIDs", "Contact.ContactID"), ("Statuses", "Status"), ("InvoiceNumbers", "InvoiceNumber") })
        {
            if (call.Query(parameter)?.Split(',') is { } wanted)
            {
                found = found.Where(item => wanted.Contains(item.Text(field), StringComparer.OrdinalIgnoreCase));
            }
        }

        if (name == "Contacts" && call.Query("includeArchived") != "true")
        {
            found = found.Where(item => item.Text("ContactStatus") != "ARCHIVED");
        }

        var conditions = Condition().Matches(call.Query("where") ?? "").Select(match => (Field: match.Groups["field"].Value, Operator: match.Groups["operator"].Value, Value: match.Groups["text"].Success ? match.Groups["text"].Value : match.Groups["date"].Value)).ToList();
        var all = found.Where(item => conditions.TrueForAll(condition => Holds(item, condition.Field, condition.Operator, condition.Value))).ToList();
        all = (call.Query("order") ?? "").StartsWith("UpdatedDateUTC", StringComparison.Ordinal) ? [.. all.OrderBy(item => item.Updated).ThenBy(item => item.Sequence)] : all;
        if (page == 0)
        {
            // Without a page, lists of documents come without their lines.
            return Answer.Ok(Envelope(call, name, all.Select(item => item with { Body = WithoutLines(item) }), null));
        }

        var cut = vendor.Simulation.Pager.At(all, (page - 1) * size, size);
        return Answer.Ok(Envelope(call, name, cut.Items, new JsonObject { ["page"] = page, ["pageSize"] = size, ["pageCount"] = (all.Count + size - 1) / size, ["itemCount"] = all.Count }));
    }

    private static JsonObject WithoutLines(StoredObject item)
    {
        var body = item.Copy();
        if (body.ContainsKey("LineItems"))
        {
            body["LineItems"] = new JsonArray();
        }

        return body;
    }

    private static IReadOnlyList<StoredObject> Changed(Call call, string name)
    {
        // A time with an offset is silently ignored by Xero; plain UTC is what it reads.
        var since = call.Header("If-Modified-Since") is { } header && (DateTimeOffset.TryParseExact(header, "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) || DateTimeOffset.TryParseExact(header, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out at)) ? at : DateTimeOffset.MinValue;
        return [.. call.Account[name].Live.Where(item => item.Updated >= since)];
    }

    private static Answer Journals(Call call)
    {
        var offset = call.QueryNumber("offset", 0);
        var found = call.Account["Journals"].Live.Where(item => item.Number("JournalNumber") > offset && (call.Query("paymentsOnly") != "true" || item.Text("SourceType") == "ACCRECPAYMENT")).OrderBy(item => item.Number("JournalNumber")).Take(100);
        return Answer.Ok(Envelope(call, "Journals", found, null));
    }

    private static Answer Report(Call call, string name, string first, string firstClass, string second, string secondClass)
    {
        var lines = call.Account["Journals"].Live.SelectMany(journal => journal.Body.Objects("JournalLines")).ToList();
        JsonObject Section(string title, string kind) => new()
        {
            ["RowType"] = "Section", ["Title"] = title,
            ["Rows"] = Paths.Array(call.Account["Accounts"].Live.Where(item => item.Text("Class") == kind).Select(item => (JsonNode)new JsonObject
            {
                ["RowType"] = "Row",
                ["Cells"] = new JsonArray(Cell(item.Text("Name")!, item.Id), Cell(lines.Where(line => line.Text("AccountID") == item.Id).Sum(line => kind is "REVENUE" or "LIABILITY" ? -line.Amount("NetAmount") : line.Amount("NetAmount")).ToString("0.00", CultureInfo.InvariantCulture), item.Id)),
            })),
        };
        return Answer.Ok(new
        {
            Reports = new[]
            {
                new { ReportID = name, ReportName = name, ReportType = name, ReportTitles = new[] { name, call.Account.Name }, ReportDate = call.Now.Day(), UpdatedDateUTC = XeroData.Date(call.Now), Rows = new JsonArray(new JsonObject { ["RowType"] = "Header", ["Cells"] = new JsonArray(new JsonObject { ["Value"] = "" }, new JsonObject { ["Value"] = call.Now.Day() }) }, Section(first, firstClass), Section(second, secondClass)) },
            },
        });
    }

    private static JsonObject Cell(string value, string account) => new() { ["Value"] = value, ["Attributes"] = new JsonArray(new JsonObject { ["Value"] = account, ["Id"] = "account" }) };

    private static bool Holds(StoredObject item, string field, string comparison, string value)
    {
        var text = item.Text(field);
        var date = Milliseconds().Match(text ?? "");
        if (date.Success && value.Split(',') is [var year, var month, var day, ..])
        {
            var at = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(date.Groups["at"].ValueSpan, CultureInfo.InvariantCulture));
            var compared = at.CompareTo(new DateTimeOffset(int.Parse(year, CultureInfo.InvariantCulture), int.Parse(month, CultureInfo.InvariantCulture), int.Parse(day, CultureInfo.InvariantCulture), 0, 0, 0, TimeSpan.Zero));
            return comparison switch { "==" => compared == 0, ">=" => compared >= 0, ">" => compared > 0, "<=" => compared <= 0, "<" => compared < 0, _ => compared != 0 };
        }

        return comparison == "!=" ? text != value : text == value;
    }

    [GeneratedRegex("""(?<field>[\w.]+)\s*(?<operator>==|!=|>=|<=|>|<)\s*("(?<text>[^"]*)"|DateTime\((?<date>[\d,\s]+)\)|(?<text>[\w.-]+))""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Condition();

    [GeneratedRegex(@"^/Date\((?<at>-?\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Milliseconds();
}
