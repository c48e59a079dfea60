using BookedBarber.Algorithms.Clients;
using BookedBarber.Predictions.Attendance;
using BookedBarber.Predictions.Clients;
using BookedBarber.Predictions.Demand;
using BookedBarber.Predictions.Pricing;
using BookedBarber.Predictions.Sites;

namespace BookedBarber.Predictions.Tests;

/// <summary>Input that cannot be used is named by row and column and nothing is written; what can be used for the most part is used, and that is said.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly VerbFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", "v.csv is empty. It needs a header line with the names of its columns, and rows.")]
    [InlineData("id,day,paid\n", "v.csv has no visit until 2026-01-01; 0 rows are after it. Check --as-of.")]
    [InlineData("id,date,paid\na,2025-01-01,5\n", "v.csv, row 1: there is no column 'day'. The columns are 'id', 'date', 'paid'.")]
    [InlineData("id,day,paid,paid\na,2025-01-01,5,5\n", "v.csv, row 1, column 'paid': two columns have this name. Rename one.")]
    [InlineData("id,day,paid\n,2025-01-01,5\n", "v.csv, row 2, column 'id': the cell is empty. Every row needs it.")]
    [InlineData("id,day,paid\na,2025-02-30,5\n", "v.csv, row 2, column 'day': '2025-02-30' is not a day. Write it as 2026-03-31.")]
    [InlineData("id,day,paid\na,2025-01-01T09:00:00Z,5\n", "v.csv, row 2, column 'day': '2025-01-01T09:00:00Z' carries a time zone. Write the shop's own local day, such as 2026-03-31.")]
    [InlineData("id,day,paid\na,2025-01-01 09:00:00-0800,5\n", "v.csv, row 2, column 'day': '2025-01-01 09:00:00-0800' carries a time zone. Write the shop's own local day, such as 2026-03-31.")]
    [InlineData("id,day,paid\na,2025-01-01,-Infinity\n", "v.csv, row 2, column 'paid': '-Infinity' is not finite. Leave the cell empty where the figure is not known.")]
    [InlineData("id,day,paid\na,2025-01-01,5,6\n", "v.csv, row 2: 4 cells where the header has 3. A separator inside a cell needs quotes around the cell.")]
    public async Task Visits_that_cannot_be_read_are_refused(string text, string sentence)
    {
        var visits = _folder.Save("v.csv", text);
        string[] words = ["--input", visits, "--client", "id", "--date", "day", "--amount", "paid", "--as-of", "2026-01-01"];

        (await _folder.RunAsync(new ChurnPrediction(), words)).ShouldBe((2, sentence));
        (await _folder.RunAsync(new ValuePrediction(), words)).ShouldBe((2, sentence));
        File.Exists(_folder.Out).ShouldBeFalse();
    }

    [Fact]
    public async Task Clients_of_whom_nobody_came_back_are_told_on_little_and_that_is_said()
    {
        var visits = _folder.Save("v.csv", "id,day,paid\n" + string.Concat(Enumerable.Range(0, 70).Select(at => FormattableString.Invariant($"c{at},{new DateOnly(2025, 9, 1).AddDays(at):yyyy-MM-dd},20\n"))));
        string[] words = ["--input", visits, "--client", "id", "--date", "day", "--amount", "paid", "--as-of", "2026-01-01"];

        var (code, error) = await _folder.RunAsync(new ChurnPrediction(), words);
        var (refused, why) = await _folder.RunAsync(new ValuePrediction(), words);

        code.ShouldBe(0, error);
        error.ShouldEndWith("The answers rest on little, the gaps that all clients showed: none of the 70 clients came a second time, so nothing is known of rhythms.");
        refused.ShouldBe(2);
        why.ShouldEndWith("No projection over months: none of the 70 clients came a second time, so nothing is known of rhythms.");
    }

    [Theory]
    [InlineData(VisitFit.TooFewClients, "the file has 9 clients, and 50 are needed for a model of visits")]
    [InlineData(VisitFit.NobodyCameBack, "none of the 9 clients came a second time, so nothing is known of rhythms")]
    [InlineData(VisitFit.NotSettled, "the search for a model of visits ran out of steps, so these visits do not tell how clients come and leave")]
    public void Why_there_is_no_model_is_said_in_plain_words(VisitFit fit, string words) => VisitFitWords.Of(fit, 9).ShouldBe(words);

    [Fact]
    public async Task Visits_in_any_order_and_twice_a_day_give_the_answer_of_sorted_ones()
    {
        string[] rows = [.. Enumerable.Range(0, 60).SelectMany(client => Enumerable.Range(0, 4).Select(visit => FormattableString.Invariant($"c{client:00},{new DateOnly(2025, 3, 1).AddDays(client + (visit * (20 + (client % 9)))):yyyy-MM-dd},{20 + visit}")))];
        string[] words = ["--client", "id", "--date", "day", "--amount", "paid", "--as-of", "2026-01-01"];
        await _folder.RunAsync(new ChurnPrediction(), ["--input", _folder.Save("v.csv", "id,day,paid\n" + string.Join('\n', rows)), .. words]);
        var sorted = _folder.Answer().Order(StringComparer.Ordinal).ToArray();

        var (code, error) = await _folder.RunAsync(new ChurnPrediction(), ["--input", _folder.Save("v.csv", "id,day,paid\n" + string.Join('\n', rows.Reverse().Select(row => row + "\n" + row[..(row.LastIndexOf(',') + 1)]))), .. words]);

        code.ShouldBe(0, error);
        _folder.Answer().Length.ShouldBe(61);
        _folder.Answer().Order(StringComparer.Ordinal).Select(row => row.Split(',')[0]).ShouldBe(sorted.Select(row => row.Split(',')[0]));
    }

    [Theory]
    [InlineData("starts,x,missed\n2026-01-01,1,0\n", "starts,x\n", "coming.csv has no rows to judge.")]
    [InlineData("starts,x,missed\n", "starts,x\n2026-01-01,1\n", "past.csv has no rows to learn from.")]
    [InlineData("starts,x,missed\n2026-01-01T10:00:00+01:00,1,0\n", "starts,x\n2026-01-01,1\n", "past.csv, row 2, column 'starts': '2026-01-01T10:00:00+01:00' carries a time zone. Write the shop's own local time, such as 2026-03-31 14:30.")]
    [InlineData("starts,x,missed\n2026-01-01,1,\n", "starts,x\n2026-01-01,1\n", "past.csv, row 2, column 'missed': '' does not say whether the appointment was missed. Write 1 or yes for missed, 0 or no for kept.")]
    [InlineData("starts,x,missed\n2026-01-01,1,1\n2026-01-02,1,1\n", "starts,x\n2026-01-03,1\n", "All 2 known appointments were missed; both are needed to learn the difference.")]
    public async Task Appointments_that_cannot_be_judged_are_refused(string past, string coming, string sentence)
    {
        var (code, error) = await NoShowAsync(past, coming);

        (code, error.Split('\n')[^1].TrimEnd()).ShouldBe((2, sentence));
        File.Exists(_folder.Out).ShouldBeFalse();
    }

    [Fact]
    public async Task One_cell_that_is_no_day_among_days_is_named()
    {
        var rows = string.Concat(Enumerable.Range(1, 20).Select(day => FormattableString.Invariant($"{(day == 7 ? "soon" : $"2026-01-{day:00}")},{day},{day % 2}\n")));

        (await NoShowAsync("starts,x,missed\n" + rows, "starts,x\n2026-02-01,1\n")).ShouldBe(
            (2, "past.csv, row 8, column 'starts': 'soon' is not a day or time, while nearly all others are. Write it as 2026-03-31 or 2026-03-31 14:30, or leave it empty."));
    }

    [Fact]
    public async Task Too_few_outcomes_give_everybody_the_same_share_and_that_is_said()
    {
        var rows = string.Concat(Enumerable.Range(1, 20).Select(day => FormattableString.Invariant($"2026-01-{day:00},{day},{(day == 3 ? 1 : 0)}\n")));

        var (code, error) = await NoShowAsync("starts,x,missed\n" + rows, "starts,x\n2026-02-01,1\n2026-02-01,1\n");

        code.ShouldBe(0, error);
        error.ShouldContain("Too few outcomes to learn differences from: every row gets the same probability.");
        _folder.Answer().Skip(1).Select(row => row.Split(',')[1]).Distinct().ShouldBe(["0.090909"]);
    }

    [Theory]
    [InlineData("a,b,1,3,0,0\na,b,2,4,0,0\n", "weeks.csv has no row with units sold, so nothing can be told of prices.")]
    [InlineData("a,b,1,3,0,5\na,b,2026-01-05,4,0,5\n", "weeks.csv, row 3, column 'week': '2026-01-05' is not a number, while periods before it are. Write all periods alike.")]
    [InlineData("a,b,1,3,,5\n", "weeks.csv, row 2, column 'promo': the cell is empty. Every row needs it.")]
    [InlineData("a,b,1,NaN,0,5\n", "weeks.csv, row 2, column 'price': 'NaN' is not a number above 0.")]
    [InlineData("a,b,2026-01-05T00:00:00Z,3,0,5\n", "weeks.csv, row 2, column 'week': '2026-01-05T00:00:00Z' carries a time zone. Write the shop's own local day, such as 2026-03-31.")]
    public async Task Prices_that_cannot_be_read_are_refused(string rows, string sentence)
    {
        var (code, error) = await _folder.RunAsync(
            new PricePrediction(), "--input", _folder.Save("weeks.csv", "store,item,week,price,promo,units\n" + rows), "--shop", "store", "--item", "item", "--period", "week", "--price", "price", "--units", "units", "--circumstances", "promo");

        (code, error).ShouldBe((2, sentence));
        File.Exists(_folder.Out).ShouldBeFalse();
    }

    [Theory]
    [InlineData("day,n\n2026-01-05,-1\n", "d.csv, row 2, column 'n': '-1' is not a whole number from 0 to 1000000.")]
    [InlineData("day,n\n2026-01-05,2.5\n", "d.csv, row 2, column 'n': '2.5' is not a whole number from 0 to 1000000.")]
    [InlineData("day,n\n2026-01-05,NaN\n", "d.csv, row 2, column 'n': 'NaN' is not a whole number from 0 to 1000000.")]
    [InlineData("day,n\n2026-01-05T10:00:00+09:00,2\n", "d.csv, row 2, column 'day': '2026-01-05T10:00:00+09:00' carries a time zone. Write the shop's own local day, such as 2026-03-31.")]
    [InlineData("day,n\n2026-01-05,2\n", "d.csv, column 'day': no cell has a time of day. Write 2026-03-31 14:00, or name the column of the hour with --hour.")]
    [InlineData("day,n\n", "d.csv has a header but no rows.")]
    public async Task Counts_that_cannot_be_read_are_refused(string text, string sentence)
    {
        (await _folder.RunAsync(new DemandPrediction(), "--input", _folder.Save("d.csv", text), "--date", "day", "--count", "n")).ShouldBe((2, sentence));
        File.Exists(_folder.Out).ShouldBeFalse();
    }

    [Theory]
    [InlineData("ppower", "0", "p.csv has no district with demand above 0, so no shop could sell anything.")]
    [InlineData("ppower", "-5", "p.csv, row 2, column 'ppower': -5 must be 0 or more.")]
    [InlineData("ppower", "Infinity", "p.csv, row 2, column 'ppower': 'Infinity' is not finite. Leave the cell empty where the figure is not known.")]
    [InlineData("salesarea", "0", "d.csv, row 2, column 'salesarea': 0 must be above 0.")]
    [InlineData("distance", "", "d.csv, row 2, column 'distance': the cell is empty. Every row needs it.")]
    [InlineData("annualsales", "-1", "s.csv, row 2, column 'annualsales': -1 must be above 0.")]
    public async Task Towns_that_cannot_be_read_are_refused(string column, string value, string sentence)
    {
        (await TownAsync(column, value)).ShouldBe((2, sentence));
        File.Exists(_folder.Out).ShouldBeFalse();
    }

    [Fact]
    public async Task Stores_that_are_alike_in_size_and_place_say_what_they_cannot_show()
    {
        var (code, error) = await TownAsync("none", "0");

        code.ShouldBe(0, error);
        error.ShouldContain("All known stores have the same size: how size counts cannot be seen");
        error.ShouldContain("All known stores are equally far from every district: how distance counts cannot be seen");
    }

    // Six stores, all alike; the named column of every row holds the value.
    private Task<(int Code, string Error)> TownAsync(string column, string value)
    {
        string Cell(string name, string otherwise) => name == column ? value : otherwise;
        var stores = Enumerable.Range(0, 6).ToList();
        return _folder.RunAsync(
            new SitesPrediction(),
            "--demand", _folder.Save("p.csv", $"district,ppower\nD,{Cell("ppower", "1000")}\n"),
            "--distances", _folder.Save("d.csv", "district,store,salesarea,distance\n" + string.Concat(stores.Select(store => $"D,S{store},{Cell("salesarea", "100")},{Cell("distance", "2")}\n"))),
            "--stores", _folder.Save("s.csv", "store,annualsales\n" + string.Concat(stores.Select(store => $"S{store},{Cell("annualsales", "150")}\n"))));
    }

    private Task<(int Code, string Error)> NoShowAsync(string past, string coming) =>
        _folder.RunAsync(new NoShowPrediction(), "--train", _folder.Save("past.csv", past), "--input", _folder.Save("coming.csv", coming), "--label", "missed", "--columns", "starts,x");
}
