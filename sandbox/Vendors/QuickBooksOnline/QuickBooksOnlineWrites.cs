using System.Globalization;
using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Vendors.QuickBooksOnline;

/// <summary>What the books accept: names are unique, lines multiply out, journals balance, payments settle their invoices.</summary>
internal static class QuickBooksOnlineWrites
{
    private static readonly string[] Named = ["Customer", "Vendor", "Employee"];

    public static StoredObject Create(Account account, string entity, JsonObject body)
    {
        Check(account, entity, body, null);
        if (entity is "Invoice" or "SalesReceipt" or "CreditMemo" or "RefundReceipt")
        {
            var total = body.Objects("Line").Where(line => line.Text("DetailType") == "SalesItemLineDetail").Sum(line => line.Amount("Amount")) + body.Amount("TxnTaxDetail.TotalTax");
            body["TotalAmt"] = total;
            body["Balance"] = entity == "Invoice" ? total : 0;
            body["DocNumber"] ??= (2000 + account[entity].Count).ToString(CultureInfo.InvariantCulture);
            body["TxnDate"] ??= account.Now.Day();
            body["DueDate"] ??= entity == "Invoice" ? account.Now.AddDays(30).Day() : null;
            body["EmailStatus"] ??= "NotSet";
        }

        if (entity is "Customer" or "Employee" or "Vendor" or "Item" or "Account" or "Department" or "Class")
        {
            body["Active"] ??= true;
            body["FullyQualifiedName"] ??= body.Text("DisplayName") ?? body.Text("Name");
        }

        body["CurrencyRef"] ??= QuickBooksOnlineData.Dollar();
        var made = QuickBooksOnlineData.Put(account, entity, body);
        foreach (var line in entity == "Payment" ? made.Body.Objects("Line") : [])
        {
            foreach (var link in line.Objects("LinkedTxn").Where(link => link.Text("TxnType") == "Invoice"))
            {
                QuickBooksOnlineData.Settle(account, link.Text("TxnId") ?? "", made.Id, line.Amount("Amount"));
            }
        }

        return made;
    }

    /// <summary>A sparse update changes what it names; a full one clears what it does not name.</summary>
    public static StoredObject Update(Account account, string entity, string id, JsonObject given)
    {
        Check(account, entity, given, id);
        return account[entity].Change(id, body =>
        {
            if (!given.Flag("sparse"))
            {
                foreach (var (name, _) in body.Where(pair => pair.Key is not ("Id" or "domain" or "MetaData" or "SyncToken" or "TotalAmt" or "Balance" or "CurrencyRef")).ToList())
                {
                    body.Remove(name);
                }
            }

            body.Merge(given);
            body["sparse"] = false;
        });
    }

    public static StoredObject Void(Account account, string entity, string id) => account[entity].Change(id, body =>
    {
        body["TotalAmt"] = 0;
        body["Balance"] = 0;
        body["PrivateNote"] = "Voided";
    });

    private static void Check(Account account, string entity, JsonObject body, string? id)
    {
        // Names begin with a capital; what does not is no property of any entity.
        if (body.FirstOrDefault(pair => char.IsLower(pair.Key[0]) && pair.Key is not ("sparse" or "domain" or "status" or "time")) is { Key: { } unknown })
        {
            throw QuickBooksOnlineVendor.Bad("2010", "Request has invalid or unsupported property", $"Property Name:Can not parse {unknown} : unknown property", unknown);
        }

        if (Named.Contains(entity) && body.Text("DisplayName") is { } name)
        {
            if (name.Contains(':', StringComparison.Ordinal))
            {
                throw QuickBooksOnlineVendor.Bad("2040", "Invalid String", "DisplayName must not contain a colon.", "DisplayName");
            }

            if (Named.SelectMany(other => account[other].Live).Any(item => item.Id != id && string.Equals(item.Text("DisplayName"), name, StringComparison.OrdinalIgnoreCase)))
            {
                throw QuickBooksOnlineVendor.Bad("6240", "Duplicate Name Exists Error", "The name supplied already exists. : Another customer, vendor or employee is using this name.");
            }
        }

        if (entity is "Customer" && id is null && body.Text("DisplayName") is null && body.Text("GivenName") is null && body.Text("FamilyName") is null)
        {
            throw QuickBooksOnlineVendor.Bad("2020", "Required param missing, need to supply the required value for the API", "DisplayName is missing.", "DisplayName");
        }

        if (entity is "Invoice" && id is null && (account["Customer"].Find(body.Text("CustomerRef.value")) is null || !body.Objects("Line").Any()))
        {
            throw QuickBooksOnlineVendor.Bad("2020", "Required param missing, need to supply the required value for the API", "CustomerRef or Line is missing or unknown.", "CustomerRef");
        }

        foreach (var line in body.Objects("Line").Where(line => line.At("SalesItemLineDetail.Qty") is not null && line.At("SalesItemLineDetail.UnitPrice") is not null))
        {
            if (Math.Abs(line.Amount("Amount") - (line.Amount("SalesItemLineDetail.Qty") * line.Amount("SalesItemLineDetail.UnitPrice"))) > 0.01m)
            {
                throw QuickBooksOnlineVendor.Bad("6070", "Amount calculation incorrect in the request", "Amount is not equal to UnitPrice * Qty.", "Line");
            }
        }

        decimal Side(string posting) => body.Objects("Line").Where(line => line.Text("JournalEntryLineDetail.PostingType") == posting).Sum(line => line.Amount("Amount"));
        if (entity == "JournalEntry" && body.At("Line") is not null && Side("Debit") != Side("Credit"))
        {
            throw QuickBooksOnlineVendor.Bad("6100", "Debits and credits must balance", "The sum of debits is not the sum of credits.", "Line");
        }
    }
}
