using System.Globalization;
using System.Text;
using BookedBarber.Predictions.Attendance;
using BookedBarber.Predictions.Clients;
using BookedBarber.Predictions.CommandLine;
using BookedBarber.Predictions.Sites;

namespace BookedBarber.Predictions.Tests;

/// <summary>Predictions of clients, appointments and sites from files: what is written, and what is refused with which sentence.</summary>
public sealed class FilePredictionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("predict").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Churn_tells_every_client_of_until_the_day_of_judgement()
    {
        var visits = new StringBuilder("id,day,paid\n");
        var random = new Random(1);
        for (var client = 0; client < 120; client++)
        {
            for (var day = random.Next(60); day < 500 && (day < 61 || random.NextDouble() > 0.1); day += 20 + random.Next(16))
            {
                visits.Append(CultureInfo.InvariantCulture, $"c{client},{new DateOnly(2025, 1, 1).AddDays(day):yyyy-MM-dd},{20 + random.Next(10)}\n");
            }
        }

        visits.Append("late,2027-01-01,5\n");
        var (code, _, error) = await RunAsync(new ChurnPrediction(), "--input", Save("v.csv", visits.ToString()), "--client", "id", "--date", "day", "--amount", "paid", "--as-of", "2026-03-01", "--days", "60", "--out", Out);

        code.ShouldBe(0, error);
        var rows = Answer();
        rows[0].ShouldBe("client,p_alive,p_no_visit,expected_visits,expected_value,reason");
        rows.Length.ShouldBe(121);
        error.ShouldContain("rows after --as-of were left out");
        rows.Skip(1).ShouldAllBe(row => row.Split(',', 6).Skip(1).Take(4).All(cell => double.Parse(cell, CultureInfo.InvariantCulture) >= 0));
    }

    [Fact]
    public async Task A_cell_that_is_no_day_is_named_by_row_and_column()
    {
        var (code, _, error) = await RunAsync(new ChurnPrediction(), "--input", Save("v.csv", "id,day\na,2025-01-01\nb,soon\n"), "--client", "id", "--date", "day", "--as-of", "2026-01-01", "--out", Out);

        (code, error).ShouldBe((2, "v.csv, row 3, column 'day': 'soon' is not a day. Write it as 2026-03-31."));
        File.Exists(Out).ShouldBeFalse();
    }

    [Fact]
    public async Task Visits_that_all_lie_in_the_future_are_refused()
    {
        var (code, _, error) = await RunAsync(new ChurnPrediction(), "--input", Save("v.csv", "id,day\na,2027-01-01\n"), "--client", "id", "--date", "day", "--as-of", "2026-01-01", "--out", Out);

        (code, error).ShouldBe((2, "v.csv has no visit until 2026-01-01; 1 rows are after it. Check --as-of."));
    }

    [Fact]
    public async Task Value_of_a_handful_of_clients_is_refused()
    {
        var (code, _, error) = await RunAsync(new ValuePrediction(), "--input", Save("v.csv", "id,day,paid\na,2025-01-01,5\n"), "--client", "id", "--date", "day", "--amount", "paid", "--as-of", "2026-01-01", "--out", Out);

        code.ShouldBe(2);
        error.ShouldEndWith("No projection over months: the file has 1 clients, and 50 are needed for a model of visits.");
    }

    [Fact]
    public async Task Appointments_are_judged_in_their_order_under_their_own_keys()
    {
        var random = new Random(2);
        var past = new StringBuilder("number,who,booked,starts,service,missed\n");
        for (var at = 0; at < 400; at++)
        {
            var lead = random.Next(20);
            var starts = new DateTime(2026, 1, 20, 10, 0, 0, DateTimeKind.Unspecified).AddDays(random.Next(30));
            past.Append(CultureInfo.InvariantCulture, $"{at},c{random.Next(90)},{starts.AddDays(-lead):yyyy-MM-dd HH:mm},{starts:yyyy-MM-dd HH:mm},{(at % 2 == 0 ? "cut" : "beard")},{(random.Next(20) < lead ? "yes" : "no")}\n");
        }

        var coming = "number,who,booked,starts,service\nA7,c1,2026-03-01 09:00,2026-03-02 10:00,cut\nA8,c2,2026-02-11 09:00,2026-03-02 11:00,cut\n";
        var (code, _, error) = await RunAsync(
            new NoShowPrediction(), "--train", Save("past.csv", past.ToString()), "--input", Save("coming.csv", coming), "--label", "missed", "--columns", "who,booked,starts,service", "--client", "who", "--out", Out);

        code.ShouldBe(0, error);
        error.ShouldContain("date: starts; booked: booked.");
        var rows = Answer();
        (rows[0], rows[1].Split(',')[0], rows[2].Split(',')[0]).ShouldBe(("key,probability", "A7", "A8"));
        // A day ahead against nearly three weeks ahead.
        Probability(rows[1]).ShouldBeLessThan(Probability(rows[2]));
        static double Probability(string row) => double.Parse(row.Split(',')[1], CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData("x,missed\n1,0\n2,0\n", "All 2 known appointments were kept; both are needed to learn the difference.")]
    [InlineData("x,missed\n1,0\n2,maybe\n", "past.csv, row 3, column 'missed': 'MAYBE' does not say whether the appointment was missed. Write 1 or yes for missed, 0 or no for kept.")]
    [InlineData("x,missed\n1,0\nInfinity,1\n", "past.csv, row 3, column 'x': 'Infinity' is not finite. Leave the cell empty where the figure is not known.")]
    [InlineData("y,missed\n1,0\n", "past.csv, row 1: there is no column 'x'. The columns are 'y', 'missed'.")]
    public async Task Appointments_that_teach_nothing_are_refused_in_one_line(string past, string sentence)
    {
        var (code, _, error) = await RunAsync(new NoShowPrediction(), "--train", Save("past.csv", past), "--input", Save("coming.csv", "x\n3\n"), "--label", "missed", "--columns", "x", "--out", Out);

        (code, error.Split('\n')[^1]).ShouldBe((2, sentence));
    }

    [Fact]
    public async Task Sites_are_told_and_candidates_ranked()
    {
        var (distances, stores, demand) = Town();
        var (code, _, error) = await RunAsync(
            new SitesPrediction(), "--distances", distances, "--stores", stores, "--demand", demand, "--candidates", Save("c.csv", "store,investment,running_cost\nS9,100000,1000\nS8,900000,1000\n"), "--out", Out);

        code.ShouldBe(0, error);
        var rows = Answer();
        rows.Length.ShouldBe(11);
        rows[9].ShouldStartWith("S9,,");
        rows[9].Split(',')[5].ShouldBe("1");
        rows[10].ShouldStartWith("S8,,");
    }

    [Fact]
    public async Task A_distance_that_is_missing_is_named()
    {
        var (distances, stores, demand) = Town();
        await File.WriteAllLinesAsync(distances, (await File.ReadAllLinesAsync(distances, TestContext.Current.CancellationToken)).SkipLast(1), TestContext.Current.CancellationToken);

        var (code, _, error) = await RunAsync(new SitesPrediction(), "--distances", distances, "--stores", stores, "--demand", demand, "--out", Out);

        (code, error).ShouldBe((2, "d.csv has no distance from district 'D5' to store 'S9'. Every pair is needed."));
    }

    private (string Distances, string Stores, string Demand) Town()
    {
        var distances = new StringBuilder("district,store,salesarea,distance\n");
        for (var district = 0; district < 6; district++)
        {
            for (var store = 0; store < 10; store++)
            {
                distances.Append(CultureInfo.InvariantCulture, $"D{district},S{store},{100 + (50 * store)},{1 + Math.Abs((district * 2) - store)}\n");
            }
        }

        return (
            Save("d.csv", distances.ToString()),
            Save("s.csv", "store,annualsales\n" + string.Concat(Enumerable.Range(0, 7).Select(store => FormattableString.Invariant($"S{store},{1000 * (100 + (50 * store))}\n")))),
            Save("p.csv", "district,ppower\n" + string.Concat(Enumerable.Range(0, 6).Select(district => FormattableString.Invariant($"D{district},1000000\n")))));
    }

    private string Out => Path.Combine(_folder, "out.csv");

    private string[] Answer() => File.ReadAllLines(Out);

    private string Save(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(IPrediction prediction, params string[] words)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await new PredictionVerb(prediction).RunAsync(words, output, error, TestContext.Current.CancellationToken);
        return (code, output.ToString().TrimEnd(), error.ToString().TrimEnd());
    }
}
