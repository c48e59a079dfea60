using BookedBarber.Records.Contracts;
using BookedBarber.Shared;
using FsCheck;
using FsCheck.Fluent;

namespace BookedBarber.Records.Tests;

/// <summary>What makes business records impossible.</summary>
public sealed class BusinessRuleTests(SharedShop shared) : IClassFixture<SharedShop>
{
    private static readonly Gen<JournalLine> Lines =
        from cents in Gen.Choose(0, 1_000_000)
        from isDebit in Gen.Elements(true, false)
        select isDebit ? Business.Debit("a", cents / 100m) : Business.Credit("b", cents / 100m);

    private static readonly Gen<JournalEntryRecord> Entries =
        from lines in Lines.NonEmptyListOf()
        from isBalanced in Gen.Elements(true, false)
        let taken = lines.Take(20).ToList()
        let difference = taken.Sum(line => line.Debit) - taken.Sum(line => line.Credit)
        let counter = difference >= 0 ? Business.Credit("c", difference) : Business.Debit("c", -difference)
        select Business.Journal() with { Lines = isBalanced ? [.. taken, counter] : [.. taken, Business.Debit("d", 0)] };

    private readonly Shop _shop = shared.Fresh();

    [Fact]
    public void A_journal_entry_is_taken_exactly_when_debits_equal_credits() =>
        Prop.ForAll(Entries.ToArbitrary(), entry =>
                (_shop.Check(entry)?.Code == "journal_not_balanced") == (Difference(entry) != 0) && (_shop.Check(entry) is null) == (Difference(entry) == 0))
            .QuickCheckThrowOnFailure();

    [Fact]
    public async Task Stored_entries_balance_and_a_second_writing_changes_nothing()
    {
        List<JournalEntryRecord> entries = [.. Entries.Sample(200).Select((entry, i) => entry with { Key = $"j{i}" })];

        var first = await _shop.WriteAsync(entries);
        var second = await _shop.WriteAsync(entries);

        first.Select(outcome => outcome.State).ShouldBe(entries.Select(entry => Difference(entry) == 0 ? WriteState.Created : WriteState.Refused));
        second.Select(outcome => outcome.State).ShouldBe(entries.Select(entry => Difference(entry) == 0 ? WriteState.Unchanged : WriteState.Refused));
        (await _shop.ReadAsync<(long, decimal)>("select count(*), coalesce(sum(debits - credits), 0) from records.journal_entry")).ShouldBe((entries.Count(entry => Difference(entry) == 0), 0m));
        (await _shop.ReadAsync<long>(
            "select count(*) from records.journal_entry e where debits <> (select sum((line ->> 'debit')::numeric) from jsonb_array_elements(e.lines) line)")).ShouldBe(0);
    }

    [Fact]
    public async Task The_database_itself_refuses_an_entry_that_does_not_balance()
    {
        await _shop.WriteOneAsync(Business.Journal());

        var fault = await Should.ThrowAsync<Npgsql.PostgresException>(() => _shop.ExecuteAsync("update records.journal_entry set debits = debits + 1"));

        fault.SqlState.ShouldBe(Npgsql.PostgresErrorCodes.CheckViolation);
    }

    [Fact]
    public void An_entry_that_is_off_by_a_cent_says_by_how_much()
    {
        var problem = _shop.Check(Business.Journal() with { Lines = [Business.Debit("a", 10.01m), Business.Credit("b", 10)] })!;

        problem.Code.ShouldBe("journal_not_balanced");
        problem.Detail.ShouldContain("a difference of 0.01 USD");
    }

    [Fact]
    public void Lines_and_taxes_of_an_invoice_sum_to_its_total_or_it_is_refused()
    {
        _shop.Check(Business.Invoice()).ShouldBeNull();
        _shop.Check(Business.Invoice() with { Total = 1242.01m })!.Code.ShouldBe("parts_do_not_sum");
        _shop.Check(Business.Invoice() with { Lines = [], Taxes = [] }).ShouldBeNull(); // totals only
    }

    [Fact]
    public void Impossible_records_say_which_field_is_wrong()
    {
        Code(Business.Invoice() with { Balance = 1243 }).ShouldBe(("balance", "out_of_range"));
        Code(Business.Invoice() with { DueOn = Business.Day.AddDays(-1) }).ShouldBe(("dueOn", "impossible_date"));
        Code(Business.Invoice() with { Status = "maybe" }).ShouldBe(("status", "unknown_status"));
        Code(Business.Invoice() with { Currency = "XXQ" }).ShouldBe(("currency", "unknown_currency"));
        Code(Business.Invoice() with { Currency = "JPY", Lines = [], Taxes = [], Total = 10.5m, Balance = 0 }).ShouldBe(("total", "too_many_digits"));
        Code(Business.Journal() with { Lines = [Business.Debit("a", 0)] }).ShouldBe(("lines", "required"));
        Code(Business.Journal() with { Lines = [new JournalLine("a", null, 5, 5, []), Business.Debit("b", 0)] }).ShouldBe(("lines[0].credit", "debit_and_credit"));
        Code(Business.Consent("c", "granted", Business.Noon) with { Address = null }).ShouldBe(("personKey", "required"));
        Code(Business.Review() with { Rating = 5.5m }).ShouldBe(("rating", "out_of_range"));
        Code(Business.Profile() with { Latitude = 91 }).ShouldBe(("latitude", "out_of_range"));
        Code(Business.Profile() with { SpecialDays = [new ListedDay(Business.Day, new TimeOnly(9, 0), null)] }).ShouldBe(("specialDays[0].closes", "required"));
        Code(Business.TimeOff() with { LastDay = Business.Day.AddDays(-1) }).ShouldBe(("lastDay", "out_of_range"));
        Code(Business.CalendarEvent() with { EndsAt = Business.Noon }).ShouldBe(("endsAt", "out_of_range"));
        Code(Business.Message() with { Body = "a\0b" }).ShouldBe(("body", "invalid_text"));
        Code(Business.Message() with { Body = "two\nlines\tand a tab" }).ShouldBeNull();
    }

    [Fact]
    public void No_refusal_repeats_what_a_message_says() =>
        _shop.Check(Business.Message() with { Body = "secret\0", Sender = "secret\0" })!.Fields!.ShouldAllBe(field => !field.Detail.Contains("secret"));

    [Fact]
    public void An_amount_in_another_currency_than_the_nodes_is_taken() => _shop.Check(Business.Invoice() with { Currency = "EUR" }).ShouldBeNull();

    private (string, string)? Code<T>(T record)
        where T : CanonicalRecord => _shop.Check(record) is { } problem ? (problem.Fields![0].Field, problem.Fields[0].Code) : null;

    private static decimal Difference(JournalEntryRecord entry) => entry.Lines.Sum(line => line.Debit - line.Credit);
}
