using System.Globalization;
using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Data;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Vendors.Xero;

/// <summary>Fills an organisation: chart of accounts, tracking by shop, contacts, royalty invoices, payments, journals.</summary>
internal static class XeroData
{
    private static readonly (string Code, string Name, string Type, string Class)[] Chart =
    [
        ("090", "Checking", "BANK", "ASSET"), ("610", "Accounts Receivable", "CURRENT", "ASSET"), ("800", "Accounts Payable", "CURRLIAB", "LIABILITY"), ("820", "Sales Tax", "CURRLIAB", "LIABILITY"), ("200", "Royalty Income", "REVENUE", "REVENUE"), ("260", "Marketing Fund", "REVENUE", "REVENUE"),
        ("400", "Advertising", "EXPENSE", "EXPENSE"), ("469", "Rent", "EXPENSE", "EXPENSE"), ("477", "Wages", "EXPENSE", "EXPENSE"),
    ];

    public static void Fill(Account account)
    {
        Add(account, "Organisation", "OrganisationID", new JsonObject { ["Name"] = account.Name, ["LegalName"] = account.Name, ["PaysTax"] = true, ["Version"] = "US", ["OrganisationType"] = "COMPANY", ["BaseCurrency"] = "USD", ["CountryCode"] = "US", ["IsDemoCompany"] = true, ["OrganisationStatus"] = "ACTIVE", ["FinancialYearEndDay"] = 31, ["FinancialYearEndMonth"] = 12, ["SalesTaxBasis"] = "ACCRUALS", ["CreatedDateUTC"] = Date(account.Now.AddDays(-500)), ["Timezone"] = "EASTERNSTANDARDTIME", ["OrganisationEntityType"] = "COMPANY", ["ShortCode"] = "!fade1", ["Edition"] = "BUSINESS" }, account.Now.AddDays(-500), account.Id);
        foreach (var (code, name, type, kind) in Chart)
        {
            Add(account, "Accounts", "AccountID", new JsonObject { ["Code"] = code, ["Name"] = name, ["Status"] = "ACTIVE", ["Type"] = type, ["TaxType"] = "NONE", ["Class"] = kind, ["EnablePaymentsToAccount"] = type == "BANK", ["ShowInExpenseClaims"] = false, ["HasAttachments"] = false, ["CurrencyCode"] = "USD" }, account.Now.AddDays(-400));
        }

        Add(account, "TrackingCategories", "TrackingCategoryID", new JsonObject { ["Name"] = "Location", ["Status"] = "ACTIVE", ["Options"] = Paths.Array(Menu.Shops.Select(shop => (JsonNode)new JsonObject { ["TrackingOptionID"] = account.Dice.Guid().ToString(), ["Name"] = shop, ["Status"] = "ACTIVE" })) }, account.Now.AddDays(-400));
        foreach (var (code, name) in new[] { ("ROYALTY", "Royalties"), ("FUND", "Marketing fund") })
        {
            Add(account, "Items", "ItemID", new JsonObject { ["Code"] = code, ["Name"] = name, ["IsSold"] = true, ["IsPurchased"] = false, ["IsTrackedAsInventory"] = false, ["SalesDetails"] = new JsonObject { ["UnitPrice"] = 0, ["AccountCode"] = "200", ["TaxType"] = "NONE" } }, account.Now.AddDays(-300));
        }

        Add(account, "TaxRates", "TaxType", new JsonObject { ["Name"] = "Tax Exempt", ["Status"] = "ACTIVE", ["DisplayTaxRate"] = 0, ["EffectiveRate"] = 0, ["CanApplyToRevenue"] = true, ["TaxComponents"] = new JsonArray(new JsonObject { ["Name"] = "No Tax", ["Rate"] = 0, ["IsCompound"] = false, ["IsNonRecoverable"] = false }) }, account.Now.AddDays(-400), "NONE");
        Add(account, "Users", "UserID", new JsonObject { ["EmailAddress"] = "owner@example.com", ["FirstName"] = "Sandbox", ["LastName"] = "Owner", ["IsSubscriber"] = true, ["OrganisationRole"] = "FINANCIALADVISER" }, account.Now.AddDays(-400));
        Filling.Times(12, () => AddContact(account));
        Filling.Times(110, () => AddInvoice(account));
        foreach (var invoice in account["Invoices"].Live.Take(80).ToList())
        {
            AddPayment(account, invoice);
        }

        Filling.Times(8, () => AddManualJournal(account));
        Filling.Times(6, () => AddBankTransaction(account));
    }

    public static string Date(DateTimeOffset at) => $"/Date({at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)}+0000)/";

    public static StoredObject Add(Account account, string collection, string idName, JsonObject body, DateTimeOffset? at = null, string? id = null)
    {
        var given = id ?? account.Dice.Guid().ToString();
        body[idName] = given;
        return account[collection].Add(given, body, at);
    }

    public static StoredObject AddContact(Account account, JsonObject? given = null)
    {
        var person = Person.Draw(account.Dice);
        var body = new JsonObject
        {
            ["ContactStatus"] = "ACTIVE", ["Name"] = $"{person.Full} Barbers {account.Dice.Digits(4)}", ["FirstName"] = person.First, ["LastName"] = person.Last, ["EmailAddress"] = person.Email, ["BankAccountDetails"] = "", ["Addresses"] = new JsonArray(new JsonObject { ["AddressType"] = "POBOX", ["AddressLine1"] = "12 Franchise Way", ["City"] = "Springfield", ["Region"] = "NY", ["PostalCode"] = "10001", ["Country"] = "USA" }),
            ["Phones"] = new JsonArray(new JsonObject { ["PhoneType"] = "DEFAULT", ["PhoneNumber"] = person.Phone, ["PhoneAreaCode"] = "", ["PhoneCountryCode"] = "" }), ["IsSupplier"] = false, ["IsCustomer"] = true, ["ContactGroups"] = new JsonArray(), ["ContactPersons"] = new JsonArray(), ["HasAttachments"] = false, ["HasValidationErrors"] = false,
        };
        if (given is not null)
        {
            foreach (var name in (string[])["FirstName", "LastName", "EmailAddress"])
            {
                body[name] = "";
            }

            body.Merge(given);
        }

        return Add(account, "Contacts", "ContactID", body, account.Moment(300));
    }

    public static StoredObject AddInvoice(Account account)
    {
        var shop = account.Dice.Pick(Menu.Shops);
        JsonObject Line(string code, decimal amount, string text) => new() { ["ItemCode"] = code, ["Description"] = text, ["Quantity"] = 1, ["UnitAmount"] = amount, ["AccountCode"] = code == "FUND" ? "260" : "200", ["TaxType"] = "NONE", ["Tracking"] = new JsonArray(new JsonObject { ["Name"] = "Location", ["Option"] = shop }) };
        var contact = account.Dice.Pick(account["Contacts"].Live);
        return XeroBooks.Invoice(account, new JsonObject { ["Type"] = "ACCREC", ["Contact"] = new JsonObject { ["ContactID"] = contact.Id }, ["LineItems"] = new JsonArray(Line("ROYALTY", account.Dice.Between(400, 2500), "Royalties of the month"), Line("FUND", account.Dice.Between(100, 600), "Marketing fund")), ["Status"] = "AUTHORISED", ["LineAmountTypes"] = "Exclusive" }, account.Moment(120));
    }

    public static StoredObject AddPayment(Account account, StoredObject invoice) => XeroBooks.Payment(account, invoice, account["Accounts"].Live[0], invoice.Body.Amount("AmountDue"), null, account.After(invoice, TimeSpan.FromDays(6)));

    public static StoredObject AddManualJournal(Account account)
    {
        var amount = account.Dice.Between(300, 4000);
        JsonObject Line(decimal value, string code) => new() { ["LineAmount"] = value, ["AccountCode"] = code, ["Description"] = "Wages of the week", ["TaxType"] = "NONE", ["TaxAmount"] = 0, ["IsBlank"] = false };
        return XeroBooks.ManualJournal(account, new JsonObject { ["Narration"] = "Payroll", ["Status"] = "POSTED", ["JournalLines"] = new JsonArray(Line(amount, "477"), Line(-amount, "090")) }, account.Moment(60));
    }

    private static void AddBankTransaction(Account account)
    {
        var (at, amount, contact) = (account.Moment(60), account.Dice.Between(40, 400), account.Dice.Pick(account["Contacts"].Live));
        var bank = account["Accounts"].Live[0];
        Add(account, "BankTransactions", "BankTransactionID", new JsonObject
        {
            ["Type"] = "SPEND", ["BankAccount"] = new JsonObject { ["AccountID"] = bank.Id, ["Code"] = bank.Text("Code"), ["Name"] = bank.Text("Name") }, ["IsReconciled"] = account.Dice.Chance(70), ["Contact"] = new JsonObject { ["ContactID"] = contact.Id, ["Name"] = contact.Text("Name") }, ["DateString"] = at.Day(), ["Date"] = Date(at), ["Status"] = "AUTHORISED",
            ["LineAmountTypes"] = "NoTax", ["LineItems"] = new JsonArray(new JsonObject { ["LineItemID"] = account.Dice.Guid().ToString(), ["Description"] = "Supplies", ["Quantity"] = 1, ["UnitAmount"] = amount, ["LineAmount"] = amount, ["AccountCode"] = "400", ["TaxType"] = "NONE" }), ["SubTotal"] = amount, ["TotalTax"] = 0, ["Total"] = amount, ["CurrencyCode"] = "USD", ["HasAttachments"] = false,
        }, at);
    }
}
