using System.Globalization;
using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Data;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Vendors.QuickBooksOnline;

/// <summary>Fills a company's books: chart of accounts, departments (shops), customers (franchisees), invoices, payments, takings and journals that balance.</summary>
internal static class QuickBooksOnlineData
{
    private static readonly (string Name, string Number, string Type, string SubType, string Classification)[] Chart =
    [
        ("Checking", "1000", "Bank", "Checking", "Asset"), ("Accounts Receivable (A/R)", "1200", "Accounts Receivable", "AccountsReceivable", "Asset"), ("Undeposited Funds", "1499", "Other Current Asset", "UndepositedFunds", "Asset"),
        ("Sales Tax Payable", "2200", "Other Current Liability", "SalesTaxPayable", "Liability"), ("Royalty Income", "4000", "Income", "ServiceFeeIncome", "Revenue"), ("Service Revenue", "4100", "Income", "ServiceFeeIncome", "Revenue"),
        ("Product Sales", "4200", "Income", "SalesOfProductIncome", "Revenue"), ("Rent", "6100", "Expense", "RentOrLeaseOfBuildings", "Expense"), ("Wages", "6200", "Expense", "PayrollExpenses", "Expense"), ("Marketing", "6300", "Expense", "AdvertisingPromotional", "Expense"),
    ];

    public static void Fill(Account account)
    {
        var start = account.Now.AddDays(-500);
        Put(account, "CompanyInfo", new JsonObject { ["CompanyName"] = account.Name, ["LegalName"] = account.Name, ["Country"] = "US", ["FiscalYearStartMonth"] = "January", ["Email"] = new JsonObject { ["Address"] = "books@example.com" }, ["CompanyAddr"] = Address("100 Main Street") }, start, "1");
        Put(account, "Preferences", new JsonObject { ["CurrencyPrefs"] = new JsonObject { ["MultiCurrencyEnabled"] = false, ["HomeCurrency"] = new JsonObject { ["value"] = "USD" } }, ["AccountingInfoPrefs"] = new JsonObject { ["TrackDepartments"] = true, ["ClassTrackingPerTxn"] = false } }, start, "1");
        foreach (var (name, number, type, sub, classification) in Chart)
        {
            Put(account, "Account", new JsonObject { ["Name"] = name, ["FullyQualifiedName"] = name, ["AcctNum"] = number, ["AccountType"] = type, ["AccountSubType"] = sub, ["Classification"] = classification, ["CurrentBalance"] = 0, ["Active"] = true, ["SubAccount"] = false, ["CurrencyRef"] = Dollar() }, start);
        }

        foreach (var shop in Menu.Shops)
        {
            Put(account, "Department", new JsonObject { ["Name"] = shop, ["FullyQualifiedName"] = shop, ["SubDepartment"] = false, ["Active"] = true }, start);
        }

        foreach (var name in (string[])["Royalties", "Marketing Fund", .. Menu.Services.Select(offer => offer.Name)])
        {
            Put(account, "Item", new JsonObject { ["Name"] = name, ["FullyQualifiedName"] = name, ["Type"] = "Service", ["UnitPrice"] = Menu.Services.FirstOrDefault(offer => offer.Name == name)?.Dollars ?? 0, ["Active"] = true, ["Taxable"] = false, ["IncomeAccountRef"] = Reference(account, "Account", "Royalty Income") }, start);
        }

        Put(account, "Class", new JsonObject { ["Name"] = "Franchise", ["FullyQualifiedName"] = "Franchise", ["SubClass"] = false, ["Active"] = true }, start);
        Put(account, "TaxCode", new JsonObject { ["Name"] = "TAX", ["Description"] = "Sales tax", ["Active"] = true, ["Taxable"] = true, ["TaxGroup"] = true }, start, "TAX");
        Put(account, "TaxCode", new JsonObject { ["Name"] = "NON", ["Description"] = "No tax", ["Active"] = true, ["Taxable"] = false, ["TaxGroup"] = false }, start, "NON");
        Put(account, "TaxRate", new JsonObject { ["Name"] = "NY sales tax", ["RateValue"] = 8.875m, ["Active"] = true, ["AgencyRef"] = new JsonObject { ["value"] = "1" } }, start);
        Filling.Times(4, () => AddEmployee(account));
        Filling.Times(12, () => AddCustomer(account));
        Filling.Times(40, () => AddInvoice(account));
        foreach (var invoice in account["Invoice"].Live.Take(25).ToList())
        {
            AddPayment(account, invoice);
        }

        Filling.Times(60, () => AddSalesReceipt(account));
        Filling.Times(12, () => AddJournal(account));
    }

    public static StoredObject Put(Account account, string entity, JsonObject body, DateTimeOffset? at = null, string? id = null)
    {
        var given = id ?? account.NextSequence().ToString(CultureInfo.InvariantCulture);
        body["Id"] = given;
        body["domain"] = "QBO";
        body["sparse"] = false;
        return account[entity].Add(given, body, at);
    }

    public static StoredObject AddCustomer(Account account)
    {
        var person = Person.Draw(account.Dice);
        return Put(account, "Customer", new JsonObject
        {
            ["DisplayName"] = $"{person.Full} Barbers #{account.Dice.Digits(4)}", ["GivenName"] = person.First, ["FamilyName"] = person.Last, ["CompanyName"] = $"{person.Last} Barbers LLC", ["PrimaryEmailAddr"] = new JsonObject { ["Address"] = person.Email },
            ["PrimaryPhone"] = new JsonObject { ["FreeFormNumber"] = person.Phone }, ["BillAddr"] = Address("12 Franchise Way"), ["Balance"] = 0, ["Active"] = true, ["Taxable"] = false, ["CurrencyRef"] = Dollar(),
        }, account.Moment(400));
    }

    public static StoredObject AddInvoice(Account account)
    {
        var customer = account.Dice.Pick(account["Customer"].Live);
        var at = account.Moment(120);
        var (royalty, fund) = (account.Dice.Between(400, 2500), account.Dice.Between(100, 600));
        return Put(account, "Invoice", new JsonObject
        {
            ["DocNumber"] = (1000 + account["Invoice"].Count).ToString(CultureInfo.InvariantCulture), ["TxnDate"] = at.Day(), ["DueDate"] = at.AddDays(14).Day(), ["CustomerRef"] = new JsonObject { ["value"] = customer.Id, ["name"] = customer.Text("DisplayName") },
            ["CurrencyRef"] = Dollar(), ["DepartmentRef"] = Any(account, "Department"), ["Line"] = new JsonArray(Line(account, "1", royalty, "Royalties"), Line(account, "2", fund, "Marketing Fund"), new JsonObject { ["Amount"] = royalty + fund, ["DetailType"] = "SubTotalLineDetail", ["SubTotalLineDetail"] = new JsonObject() }),
            ["TxnTaxDetail"] = new JsonObject { ["TotalTax"] = 0 }, ["TotalAmt"] = royalty + fund, ["Balance"] = royalty + fund, ["EmailStatus"] = "NotSet", ["BillEmail"] = new JsonObject { ["Address"] = customer.Text("PrimaryEmailAddr.Address") }, ["LinkedTxn"] = new JsonArray(),
        }, at);
    }

    public static StoredObject AddPayment(Account account, StoredObject invoice)
    {
        var at = account.After(invoice, TimeSpan.FromDays(5));
        var amount = invoice.Body.Amount("Balance");
        var payment = Put(account, "Payment", new JsonObject
        {
            ["TxnDate"] = at.Day(), ["CustomerRef"] = invoice.Body["CustomerRef"]?.DeepClone(), ["TotalAmt"] = amount, ["UnappliedAmt"] = 0, ["CurrencyRef"] = Dollar(), ["DepositToAccountRef"] = Reference(account, "Account", "Undeposited Funds"),
            ["Line"] = new JsonArray(new JsonObject { ["Amount"] = amount, ["LinkedTxn"] = new JsonArray(new JsonObject { ["TxnId"] = invoice.Id, ["TxnType"] = "Invoice" }) }),
        }, at);
        Settle(account, invoice.Id, payment.Id, amount, at);
        return payment;
    }

    /// <summary>Takes an amount off an invoice's balance and links the payment to it.</summary>
    public static void Settle(Account account, string invoice, string payment, decimal amount, DateTimeOffset? at = null)
    {
        if (account["Invoice"].Find(invoice) is not null)
        {
            account["Invoice"].Change(invoice, body =>
            {
                body["Balance"] = Math.Max(0, body.Amount("Balance") - amount);
                body["LinkedTxn"] ??= new JsonArray();
                body["LinkedTxn"]!.AsArray().Add(new JsonObject { ["TxnId"] = payment, ["TxnType"] = "Payment" });
            }, at);
        }
    }

    public static StoredObject AddSalesReceipt(Account account)
    {
        var (at, amount) = (account.Moment(), account.Dice.Between(600, 2400));
        return Put(account, "SalesReceipt", new JsonObject
        {
            ["DocNumber"] = $"SR-{account["SalesReceipt"].Count + 1}", ["TxnDate"] = at.Day(), ["CurrencyRef"] = Dollar(), ["DepartmentRef"] = Any(account, "Department"), ["Line"] = new JsonArray(Line(account, "1", amount, "Signature Haircut")),
            ["TxnTaxDetail"] = new JsonObject { ["TotalTax"] = 0 }, ["TotalAmt"] = amount, ["Balance"] = 0, ["DepositToAccountRef"] = Reference(account, "Account", "Undeposited Funds"), ["PrivateNote"] = "Daily takings",
        }, at);
    }

    public static StoredObject AddJournal(Account account)
    {
        var (at, amount) = (account.Moment(), account.Dice.Between(300, 4000));
        JsonObject Side(string id, string posting, string name) => new()
        {
            ["Id"] = id, ["Description"] = "Wages of the week", ["Amount"] = amount, ["DetailType"] = "JournalEntryLineDetail",
            ["JournalEntryLineDetail"] = new JsonObject { ["PostingType"] = posting, ["AccountRef"] = Reference(account, "Account", name), ["DepartmentRef"] = Any(account, "Department") },
        };
        return Put(account, "JournalEntry", new JsonObject { ["DocNumber"] = $"J-{account["JournalEntry"].Count + 1}", ["TxnDate"] = at.Day(), ["CurrencyRef"] = Dollar(), ["Adjustment"] = false, ["Line"] = new JsonArray(Side("0", "Debit", "Wages"), Side("1", "Credit", "Checking")), ["PrivateNote"] = "Payroll" }, at);
    }

    public static StoredObject AddEmployee(Account account)
    {
        var person = Person.Draw(account.Dice);
        return Put(account, "Employee", new JsonObject { ["GivenName"] = person.First, ["FamilyName"] = person.Last, ["DisplayName"] = person.Full, ["PrimaryEmailAddr"] = new JsonObject { ["Address"] = person.Email }, ["PrimaryPhone"] = new JsonObject { ["FreeFormNumber"] = person.Phone }, ["HiredDate"] = account.Past(400).Day(), ["Active"] = true, ["BillableTime"] = false }, account.Moment(400));
    }

    public static JsonObject Dollar() => new() { ["value"] = "USD", ["name"] = "United States Dollar" };

    private static JsonObject Line(Account account, string number, decimal amount, string item) => new()
    {
        ["Id"] = number, ["LineNum"] = int.Parse(number, CultureInfo.InvariantCulture), ["Description"] = item, ["Amount"] = amount, ["DetailType"] = "SalesItemLineDetail",
        ["SalesItemLineDetail"] = new JsonObject { ["ItemRef"] = Reference(account, "Item", item), ["Qty"] = 1, ["UnitPrice"] = amount, ["TaxCodeRef"] = new JsonObject { ["value"] = "NON" } },
    };

    private static JsonObject Reference(Account account, string entity, string name) => new() { ["value"] = account[entity].Live.First(item => item.Text("Name") == name).Id, ["name"] = name };

    private static JsonObject Any(Account account, string entity)
    {
        var found = account.Dice.Pick(account[entity].Live);
        return new JsonObject { ["value"] = found.Id, ["name"] = found.Text("Name") };
    }

    private static JsonObject Address(string line) => new() { ["Line1"] = line, ["City"] = "Springfield", ["CountrySubDivisionCode"] = "NY", ["PostalCode"] = "10001", ["Country"] = "US" };
}
