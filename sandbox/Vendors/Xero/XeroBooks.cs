using System.Globalization;
using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Vendors.Xero;

/// <summary>What the books do with what is entered: totals, payments, and a journal that balances for each.</summary>
internal static class XeroBooks
{
    public static StoredObject Invoice(Account account, JsonObject body, DateTimeOffset? at = null)
    {
        var when = at ?? account.Now;
        var date = body.Instant("Date") ?? body.Instant("DateString") ?? when;
        Price(account, body);
        body["InvoiceNumber"] ??= $"INV-{(1000 + account["Invoices"].Count).ToString(CultureInfo.InvariantCulture)}";
        body["Reference"] ??= "";
        body["Date"] = XeroData.Date(date);
        body["DateString"] = $"{date.Day()}T00:00:00";
        var due = body.Instant("DueDate") ?? date.AddDays(14);
        body["DueDate"] = XeroData.Date(due);
        body["DueDateString"] = $"{due.Day()}T00:00:00";
        body["Status"] ??= "DRAFT";
        body["CurrencyCode"] ??= "USD";
        body["CurrencyRate"] = 1;
        body["AmountPaid"] = 0;
        body["AmountCredited"] = 0;
        body["AmountDue"] = body.Amount("Total");
        body["SentToContact"] ??= false;
        body["HasAttachments"] = false;
        body["HasErrors"] = false;
        body["IsDiscounted"] = false;
        body["Payments"] = new JsonArray();
        body["CreditNotes"] = new JsonArray();
        var made = XeroData.Add(account, "Invoices", "InvoiceID", body, at);
        if (made.Text("Status") == "AUTHORISED")
        {
            Journal(account, "ACCREC", made.Id, when, [("610", made.Body.Amount("Total")), .. made.Body.Objects("LineItems").Select(line => (line.Text("AccountCode") ?? "200", -line.Amount("LineAmount")))]);
        }

        return made;
    }

    /// <summary>Line amounts, subtotal and total; the contact in full.</summary>
    public static void Price(Account account, JsonObject body)
    {
        foreach (var line in body.Objects("LineItems"))
        {
            line["LineItemID"] ??= account.Dice.Guid().ToString();
            NameLedger(account, line, body);
            line["LineAmount"] = decimal.Round((line.At("Quantity") is null ? 1 : line.Amount("Quantity")) * line.Amount("UnitAmount"), 2, MidpointRounding.AwayFromZero);
            line["TaxAmount"] ??= 0;
            line["TaxType"] ??= "NONE";
            line["Tracking"] ??= new JsonArray();
        }

        body["LineAmountTypes"] ??= "Exclusive";
        body["SubTotal"] = body.Objects("LineItems").Sum(line => line.Amount("LineAmount"));
        body["TotalTax"] = body.Objects("LineItems").Sum(line => line.Amount("TaxAmount"));
        body["Total"] = body.Amount("SubTotal") + body.Amount("TotalTax");
        if (account["Contacts"].Find(body.Text("Contact.ContactID")) is { } contact)
        {
            body["Contact"] = new JsonObject { ["ContactID"] = contact.Id, ["Name"] = contact.Text("Name"), ["Addresses"] = new JsonArray(), ["Phones"] = new JsonArray(), ["ContactGroups"] = new JsonArray(), ["ContactPersons"] = new JsonArray(), ["HasValidationErrors"] = false };
        }
    }

    public static StoredObject Payment(Account account, StoredObject invoice, StoredObject bank, decimal amount, string? reference, DateTimeOffset at)
    {
        var payment = XeroData.Add(account, "Payments", "PaymentID", new JsonObject
        {
            ["Date"] = XeroData.Date(at), ["BankAmount"] = amount, ["Amount"] = amount, ["Reference"] = reference ?? "", ["CurrencyRate"] = 1, ["PaymentType"] = "ACCRECPAYMENT", ["Status"] = "AUTHORISED", ["HasAccount"] = true, ["IsReconciled"] = false, ["HasValidationErrors"] = false, ["Account"] = new JsonObject { ["AccountID"] = bank.Id, ["Code"] = bank.Text("Code") },
            ["Invoice"] = new JsonObject { ["Type"] = "ACCREC", ["InvoiceID"] = invoice.Id, ["InvoiceNumber"] = invoice.Text("InvoiceNumber"), ["Contact"] = invoice.Body["Contact"]?.DeepClone(), ["CurrencyCode"] = "USD", ["IsDiscounted"] = false, ["HasErrors"] = false, ["LineItems"] = new JsonArray(), ["Payments"] = new JsonArray() },
        }, at);
        account["Invoices"].Change(invoice.Id, body =>
        {
            body["AmountPaid"] = body.Amount("AmountPaid") + amount;
            body["AmountDue"] = body.Amount("Total") - body.Amount("AmountPaid");
            body["Payments"]!.AsArray().Add(new JsonObject { ["PaymentID"] = payment.Id, ["Date"] = XeroData.Date(at), ["Amount"] = amount, ["Reference"] = reference ?? "", ["CurrencyRate"] = 1, ["HasAccount"] = false, ["HasValidationErrors"] = false });
            if (body.Amount("AmountDue") == 0)
            {
                body["Status"] = "PAID";
                body["FullyPaidOnDate"] = XeroData.Date(at);
            }
        }, at);
        Journal(account, "ACCRECPAYMENT", payment.Id, at, [(bank.Text("Code")!, amount), ("610", -amount)]);
        return payment;
    }

    public static StoredObject ManualJournal(Account account, JsonObject body, DateTimeOffset? at = null)
    {
        var when = at ?? account.Now;
        body["Date"] = XeroData.Date(body.Instant("Date") ?? when);
        body["Status"] ??= "DRAFT";
        foreach (var line in body.Objects("JournalLines"))
        {
            NameLedger(account, line, body);
        }

        body["LineAmountTypes"] ??= "NoTax";
        body["ShowOnCashBasisReports"] ??= true;
        body["HasAttachments"] = false;
        var made = XeroData.Add(account, "ManualJournals", "ManualJournalID", body, at);
        if (made.Text("Status") == "POSTED")
        {
            Journal(account, "MANJOURNAL", made.Id, when, [.. made.Body.Objects("JournalLines").Select(line => (line.Text("AccountCode") ?? "477", line.Amount("LineAmount")))]);
        }

        return made;
    }

    /// <summary>A line names its ledger account by id or by code, and is kept with both.</summary>
    private static void NameLedger(Account account, JsonObject line, JsonObject document)
    {
        var (id, code) = (line.Text("AccountID"), line.Text("AccountCode"));
        if (string.IsNullOrEmpty(id) && string.IsNullOrEmpty(code))
        {
            return;
        }

        var ledger = account["Accounts"].Live.FirstOrDefault(item => string.IsNullOrEmpty(id) ? item.Text("Code") == code : item.Id == id)
            ?? throw XeroWriteApi.Invalid($"Account {(string.IsNullOrEmpty(id) ? $"code '{code}'" : $"ID '{id}'")} is not a valid account for this document.", document);
        (line["AccountID"], line["AccountCode"]) = (ledger.Id, ledger.Text("Code"));
    }

    /// <summary>Journals are numbered in the order in which they were made and never change: an edit adds new ones.</summary>
    private static void Journal(Account account, string source, string id, DateTimeOffset at, IReadOnlyList<(string Code, decimal Amount)> lines)
    {
        var (journal, number) = (account.Dice.Guid().ToString(), account["Journals"].Count + 1);
        account["Journals"].Add(journal, new JsonObject
        {
            ["JournalID"] = journal, ["JournalDate"] = XeroData.Date(at), ["JournalNumber"] = number, ["CreatedDateUTC"] = XeroData.Date(at), ["SourceID"] = id, ["SourceType"] = source,
            ["JournalLines"] = Paths.Array(lines.Select(line =>
            {
                var ledger = account["Accounts"].Live.FirstOrDefault(item => item.Text("Code") == line.Code) ?? account["Accounts"].Live[0];
                return (JsonNode)new JsonObject { ["JournalLineID"] = account.Dice.Guid().ToString(), ["AccountID"] = ledger.Id, ["AccountCode"] = ledger.Text("Code"), ["AccountType"] = ledger.Text("Type"), ["AccountName"] = ledger.Text("Name"), ["Description"] = "", ["NetAmount"] = line.Amount, ["GrossAmount"] = line.Amount, ["TaxAmount"] = 0, ["TaxType"] = "NONE", ["TaxName"] = "No Tax", ["TrackingCategories"] = new JsonArray() };
            })),
        }, at);
    }
}
