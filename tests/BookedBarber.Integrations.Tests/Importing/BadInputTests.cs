using System.Text;
using BookedBarber.Integrations.Features.RunImport;
using BookedBarber.Integrations.Reading;
using BookedBarber.Integrations.Tests.Support;
using BookedBarber.Records.Contracts;

namespace BookedBarber.Integrations.Tests.Importing;

/// <summary>Each kind of bad input is one refused row with its code, line and column, and the rows around it are imported.</summary>
public sealed class BadInputTests
{
    private const string Days =
        """
        profile: test/days
        record: daily_close
        fields:
          businessDay: Date | date
          netSales: Sales | decimal
          visits: Visits | integer
          currency: Currency
        """;

    private const string Bookings =
        """
        profile: test/bookings
        record: booking
        fields:
          key: Id
          startsAt: { local: { date: Date | date, time: Time | time } }
          status: =completed
        """;

    [Theory]
    [InlineData("2018-02-30,1,1,", "impossible_date", 1)]
    [InlineData("30.02.2018,1,1,", "not_a_date", 1)]
    [InlineData(",1,1,", "required", 1)]
    [InlineData("2018-02-03,\"1,50\",1,", "decimal_comma", 2)]
    [InlineData("2018-02-03,12x,1,", "not_a_number", 2)]
    [InlineData("2018-02-03,1,1.5,", "not_a_number", 3)]
    [InlineData("2018-02-03,1.100000000000000000000000000001,1,", "too_many_digits", 2)]
    [InlineData("2018-02-03,0.10000000000000000000000000000000000001,1,", "too_many_digits", 2)]
    [InlineData("2018-02-03,99999999999999999999999999999999999999,1,", "too_many_digits", 2)]
    [InlineData("2018-02-03,1e5,1,", "not_a_number", 2)]
    [InlineData("2018-02-03,1,1", "wrong_column_count", null)]
    [InlineData("2018-02-03,1,1,,5", "wrong_column_count", null)]
    [InlineData("2018-02-03,\"1\"2,1,", "malformed_quotes", 2)]
    public void A_bad_row_is_refused_alone(string row, string code, int? column)
    {
        var (records, refusals, totals) = Mapped.File<DailyCloseRecord>(Mapped.Profile(Days), $"Date,Sales,Visits,Currency\n2018-01-01,10,1,\n{row}\n2018-01-03,30,3,\n");

        records.Select(day => day.NetSales).ShouldBe([10m, 30m]);
        refusals.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            refusal => refusal.Code.ShouldBe(code),
            refusal => refusal.Line.ShouldBe(3),
            refusal => refusal.Column.ShouldBe(column),
            refusal => refusal.Row.ShouldBe(row));
        totals.ShouldBe(new ImportTotals(3, 2, 0, 1));
    }

    [Fact]
    public void Zeros_at_the_ends_of_a_number_are_no_digits()
    {
        var (records, _, _) = Mapped.File<DailyCloseRecord>(Mapped.Profile(Days), "Date,Sales,Visits,Currency\n2018-01-01,0000000000000000000000000000000012.500000000000000000000000000000000,1,\n");

        records.ShouldHaveSingleItem().NetSales.ShouldBe(12.5m);
    }

    [Fact]
    public void The_column_of_a_broken_line_does_not_stick_to_the_lines_after_it()
    {
        var (_, refusals, _) = Mapped.File<DailyCloseRecord>(Mapped.Profile(Days), "Date,Sales,Visits,Currency\n2018-02-03,\"1\"2,1,\n2018-02-04,1\n");

        refusals.Select(refusal => (refusal.Line, refusal.Column)).ShouldBe([(2, 2), (3, null)]);
    }

    [Theory]
    [InlineData("""[{"Date":"2018-01-01","Sales":"1","Sales":"2"},{"Date":"2018-01-02","Sales":"3"}]""")]
    [InlineData("""[{"Date":"2018-01-01","Sales":"1","Parts":[{"a":1,"a":1}]},{"Date":"2018-01-02","Sales":"3"}]""")]
    public void A_name_that_stands_twice_in_a_JSON_object_refuses_the_item(string json)
    {
        var (records, refusals, _) = Mapped.File<DailyCloseRecord>(Mapped.Profile("profile: test/json\nrecord: daily_close\nformat: { json: {} }\nfields: { businessDay: Date | date, netSales: Sales | decimal }\n"), json);

        records.ShouldHaveSingleItem().NetSales.ShouldBe(3m);
        refusals.ShouldHaveSingleItem().Code.ShouldBe("duplicate_property");
    }

    [Fact]
    public void A_local_time_that_the_clocks_jumped_over_is_refused()
    {
        var (records, refusals, _) = Mapped.File<BookingRecord>(Mapped.Profile(Bookings), "Id,Date,Time\n1,2018-03-25,02:30\n2,2018-10-28,02:30\n");

        refusals.ShouldHaveSingleItem().ShouldSatisfyAllConditions(refusal => refusal.Code.ShouldBe("local_time_skipped"), refusal => refusal.Line.ShouldBe(2), refusal => refusal.Column.ShouldBe(3));
        records.ShouldHaveSingleItem().StartsAt.ShouldBe(new DateTimeOffset(2018, 10, 28, 0, 30, 0, TimeSpan.Zero), "of a repeated hour the earlier instant is taken");
    }

    [Fact]
    public void The_later_instant_of_a_repeated_hour_is_taken_where_the_profile_says_so()
    {
        var later = Bookings.Replace("Time | time }", "Time | time, overlap: later }", StringComparison.Ordinal);

        Mapped.File<BookingRecord>(Mapped.Profile(later), "Id,Date,Time\n2,2018-10-28,02:30\n").Records[0].StartsAt.ShouldBe(new DateTimeOffset(2018, 10, 28, 1, 30, 0, TimeSpan.Zero));
    }

    [Fact]
    public void A_key_that_stands_twice_with_other_content_is_refused_and_a_repeated_row_is_not()
    {
        var (records, refusals, totals) = Mapped.File<DailyCloseRecord>(Mapped.Profile(Days), "Date,Sales,Visits,Currency\n2018-01-01,10,1,\n2018-01-01,10,1,\n2018-01-01,11,1,\n");

        records.ShouldHaveSingleItem();
        refusals.ShouldHaveSingleItem().ShouldSatisfyAllConditions(refusal => refusal.Code.ShouldBe("duplicate_key"), refusal => refusal.Line.ShouldBe(4));
        totals.ShouldBe(new ImportTotals(3, 1, 1, 1));
    }

    [Fact]
    public void One_bad_line_of_a_receipt_refuses_the_whole_receipt()
    {
        const string Text = "Receipt,Date,Description,Client,Staff,Quantity,Amount,GST,PST\n1,2018-01-01,Cut,A,JJ,1,10,0.5,0\n1,2018-01-01,Cut,A,JJ,1,x,0.5,0\n2,2018-01-01,Cut,B,JJ,1,10,0.5,0\n";

        var (records, refusals, totals) = Mapped.File<SaleRecord>(Mapped.BuiltIn("hair-salon/receipts"), Text);

        records.ShouldHaveSingleItem().Receipt.ShouldBe("2");
        refusals.Select(refusal => (refusal.Line, refusal.Code)).ShouldBe([(3, "not_a_number"), (2, "record_incomplete")], ignoreOrder: true);
        totals.ShouldBe(new ImportTotals(3, 1, 0, 2));
    }

    [Fact]
    public void An_unreadable_line_between_two_lines_of_a_receipt_refuses_the_receipt()
    {
        const string Text = "Receipt,Date,Description,Client,Staff,Quantity,Amount,GST,PST\n1,2018-01-01,Cut,A,JJ,1,10,0.5,0\n1,2018-01-01,Cut,A\n1,2018-01-01,Cut,A,JJ,1,5,0.5,0\n";

        var (records, refusals, _) = Mapped.File<SaleRecord>(Mapped.BuiltIn("hair-salon/receipts"), Text);

        records.ShouldBeEmpty();
        refusals.Select(refusal => (refusal.Line, refusal.Code)).ShouldBe([(3, "wrong_column_count"), (2, "record_incomplete"), (4, "record_incomplete")]);
    }

    [Fact]
    public void A_receipt_whose_lines_lie_far_apart_is_refused_whole_and_the_same_lines_once_more_are_not()
    {
        var others = string.Concat(Enumerable.Range(10, 300).Select(receipt => $"{receipt},2018-01-01,Cut,A{receipt},JJ,1,10,0.5,0\n"));
        var text = $"Receipt,Date,Description,Client,Staff,Quantity,Amount,GST,PST\n1,2018-01-01,Cut,A,JJ,1,10,0.5,0\n2,2018-01-01,Cut,B,JJ,1,7,0.5,0\n{others}1,2018-01-01,Wash,A,JJ,1,5,0.5,0\n2,2018-01-01,Cut,B,JJ,1,7,0.5,0\n";

        var (records, refusals, totals) = Mapped.File<SaleRecord>(Mapped.BuiltIn("hair-salon/receipts"), text);

        records.Count.ShouldBe(301);
        records.Count(record => record.Receipt == "1").ShouldBe(0);
        records.Count(record => record.Receipt == "2").ShouldBe(1);
        refusals.Select(refusal => (refusal.Line, refusal.Code)).ShouldBe([(2, "rows_apart"), (304, "rows_apart")]);
        totals.ShouldBe(new ImportTotals(304, 301, 1, 2));
    }

    [Theory]
    [InlineData("Date,Sale,Visits,Currency\n", "missing_column")]
    [InlineData("Date,Sales,Sales,Visits,Currency\n", "duplicate_column")]
    [InlineData("Date,Sales,Visits,Currency\r2018-01-01,1,1,\r", "old_line_ends")]
    public void A_file_that_is_not_what_the_profile_describes_is_refused_whole(string text, string code) =>
        Should.Throw<ImportFileException>(() => Mapped.File<DailyCloseRecord>(Mapped.Profile(Days), text)).Code.ShouldBe(code);

    [Theory]
    [InlineData("[{\"Date\":\"2018-01-01\"},{\"Date\":", 1, "malformed_json")]
    [InlineData("[{\"Date\":\"2018-01-01\"},\n{\"Date\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", 2, "json_too_deep")]
    public void Hostile_JSON_ends_the_file_with_a_line(string text, int line, string code)
    {
        var fault = Should.Throw<ImportFileException>(() => Items(text));

        (fault.Line, fault.Code).ShouldBe((line, code));
    }

    [Fact]
    public void A_damaged_gzip_is_reported_after_what_could_be_read()
    {
        var packed = new byte[] { 0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff };

        Should.Throw<ImportFileException>(() => Mapped.File<DailyCloseRecord>(Mapped.Profile(Days), packed)).Code.ShouldBe("corrupt_gzip");
    }

    private static int Items(string text)
    {
        var items = new JsonItems(new MemoryStream(Encoding.UTF8.GetBytes(text)), []);
        var count = 0;
        while (items.Next() is { } item)
        {
            item.Dispose();
            count++;
        }

        return count;
    }
}
