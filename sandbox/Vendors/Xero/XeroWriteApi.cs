using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Http;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Vendors.Xero;

/// <summary>PUT makes, POST makes or changes: the opposite of habit. Several at once, and each may fail by itself when asked so.</summary>
internal static class XeroWriteApi
{
    private const string Root = XeroReadApi.Root;

    public static void Map(Api api)
    {
        Both(api, "Invoices", "InvoiceID", SaveInvoice);
        Both(api, "Contacts", "ContactID", SaveContact);
        Both(api, "ManualJournals", "ManualJournalID", SaveJournal);
        api.Put($"{Root}/Payments", call => Many(call, "Payments", SavePayment));
        api.Post($"{Root}/Invoices/{{id}}/Email", Email);
        api.Put($"{Root}/Invoices/{{id}}/History", call =>
        {
            XeroReadApi.One(call, "Invoices");
            return Answer.Ok(new { HistoryRecords = call.Body["HistoryRecords"] });
        });
    }

    public static Refusal Invalid(string message, JsonObject? element = null)
    {
        var faulty = element?.DeepClone() as JsonObject ?? [];
        faulty["ValidationErrors"] = new JsonArray(new JsonObject { ["Message"] = message });
        return new Refusal(Answer.Of(400, new { ErrorNumber = 10, Type = "ValidationException", Message = "A validation exception occurred", Elements = new[] { faulty } }));
    }

    private static void Both(Api api, string name, string idName, Func<Call, JsonObject, StoredObject> save)
    {
        api.Put($"{Root}/{name}", call => Many(call, name, save));
        api.Post($"{Root}/{name}", call => Many(call, name, save));
        api.Post($"{Root}/{name}/{{id}}", call =>
        {
            var given = (call.Body[name] is JsonArray list ? list[0] as JsonObject : call.Body)?.DeepClone() as JsonObject ?? [];
            given[idName] = XeroReadApi.One(call, name).Id;
            return Answer.Ok(XeroReadApi.Envelope(call, name, [save(call, given)], null));
        });
    }

    private static Answer Many(Call call, string name, Func<Call, JsonObject, StoredObject> save) => call.Once(call.Header("Idempotency-Key"), () =>
    {
        var given = call.Body[name] is JsonArray list ? [.. list.OfType<JsonObject>()] : new List<JsonObject> { call.Body };
        var results = new JsonArray();
        foreach (var each in given.Select(item => (JsonObject)item.DeepClone()))
        {
            try
            {
                var done = save(call, each).Copy();
                done["StatusAttributeString"] = "OK";
                results.Add(done);
            }
            catch (Refusal refusal) when (call.Query("summarizeErrors") == "false")
            {
                each["StatusAttributeString"] = "ERROR";
                each["HasErrors"] = true;
                each["ValidationErrors"] = JsonNode.Parse(refusal.Answer.Body.Span).At("Elements.0.ValidationErrors")?.DeepClone();
                results.Add(each);
            }
        }

        var body = XeroReadApi.Envelope(call, name, [], null);
        body[name] = results;
        return Answer.Ok(body);
    });

    private static StoredObject SaveInvoice(Call call, JsonObject given)
    {
        var account = call.Account;
        var present = account["Invoices"].Find(given.Text("InvoiceID")) ?? (call.Request.Method == "POST" && given.Text("InvoiceNumber") is { } number ? account["Invoices"].Live.FirstOrDefault(item => item.Text("InvoiceNumber") == number) : null);
        if (present is null)
        {
            if (given.Text("Type") is not ("ACCREC" or "ACCPAY") || account["Contacts"].Find(given.Text("Contact.ContactID")) is null || !given.Objects("LineItems").Any())
            {
                throw Invalid("Type, a known Contact and at least one line are required.", given);
            }

            return given.Text("InvoiceNumber") is { } taken && account["Invoices"].Live.Any(item => item.Text("InvoiceNumber") == taken) ? throw Invalid("Invoice # must be unique.", given) : XeroBooks.Invoice(account, given);
        }

        if (present.Text("Status") is "PAID" or "VOIDED" || (given.Text("Status") == "VOIDED" && present.Body.Amount("AmountPaid") > 0))
        {
            throw Invalid($"Invoice not of valid status for modification. It is {present.Text("Status")}.", given);
        }

        return account["Invoices"].Change(present.Id, body =>
        {
            body.Merge(given);
            XeroBooks.Price(account, body);
            body["AmountDue"] = body.Text("Status") == "VOIDED" ? 0 : body.Amount("Total") - body.Amount("AmountPaid");
        });
    }

    private static StoredObject SaveContact(Call call, JsonObject given)
    {
        var contacts = call.Account["Contacts"];
        var present = contacts.Find(given.Text("ContactID")) ?? (call.Request.Method == "POST" ? contacts.Live.FirstOrDefault(item => item.Text("Name") == given.Text("Name")) : null);
        if (present is not null)
        {
            return contacts.Change(present.Id, body => body.Merge(given));
        }

        return string.IsNullOrEmpty(given.Text("Name")) ? throw Invalid("The Contact Name is required.", given)
            : contacts.Live.Any(item => string.Equals(item.Text("Name"), given.Text("Name"), StringComparison.OrdinalIgnoreCase)) ? throw Invalid($"The contact name {given.Text("Name")} is already assigned to another contact. The contact name must be unique across all active contacts.", given)
            : XeroData.AddContact(call.Account, given);
    }

    private static StoredObject SaveJournal(Call call, JsonObject given)
    {
        if (call.Account["ManualJournals"].Find(given.Text("ManualJournalID")) is { } present)
        {
            return call.Account["ManualJournals"].Change(present.Id, body => body.Merge(given));
        }

        return string.IsNullOrEmpty(given.Text("Narration")) ? throw Invalid("Narration is required.", given)
            : given.Objects("JournalLines").Count() < 2 || given.Objects("JournalLines").Sum(line => line.Amount("LineAmount")) != 0 ? throw Invalid("The total debits must equal total credits.", given)
            : XeroBooks.ManualJournal(call.Account, given);
    }

    private static StoredObject SavePayment(Call call, JsonObject given)
    {
        var invoice = call.Account["Invoices"].Find(given.Text("Invoice.InvoiceID")) ?? throw Invalid("Invoice is required.", given);
        var bank = call.Account["Accounts"].Find(given.Text("Account.AccountID")) ?? call.Account["Accounts"].Live.FirstOrDefault(item => item.Text("Code") == given.Text("Account.Code")) ?? throw Invalid("Account could not be found.", given);
        var amount = given.Amount("Amount");
        return invoice.Text("Status") != "AUTHORISED" ? throw Invalid($"Payment can only be made against Authorised documents. The invoice is {invoice.Text("Status")}.", given)
            : amount <= 0 || amount > invoice.Body.Amount("AmountDue") ? throw Invalid("Payment amount exceeds the amount outstanding on this document.", given)
            : XeroBooks.Payment(call.Account, invoice, bank, amount, given.Text("Reference"), given.Instant("Date") ?? call.Now);
    }

    private static Answer Email(Call call)
    {
        var invoice = XeroReadApi.One(call, "Invoices");
        if (invoice.Text("Status") is not ("SUBMITTED" or "AUTHORISED" or "PAID"))
        {
            throw Invalid("Invoice not of valid status for emailing.");
        }

        call.Account["Invoices"].Change(invoice.Id, body => body["SentToContact"] = true);
        return Answer.Empty(204);
    }
}
