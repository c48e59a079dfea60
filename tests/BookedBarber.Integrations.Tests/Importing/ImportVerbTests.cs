using BookedBarber.Integrations.Tests.Support;
using BookedBarber.Records.Contracts;
using BookedBarber.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Integrations.Tests.Importing;

public sealed class ImportVerbTests
{
    private const string Header = "Store,Date,Sales,Customers\n";

    [Theory]
    [InlineData("Say which network", "--profile", "rossmann/days", "FILE")]
    [InlineData("There is no network 'none'", "--network", "none", "--profile", "rossmann/days", "FILE")]
    [InlineData("Did you mean 'rossmann/days'?", "--network", "none", "--profile", "rossmann/day", "FILE")]
    [InlineData("There is no file", "--network", "none", "--profile", "rossmann/days", "nowhere.csv")]
    [InlineData("Did you mean '--dry-run'?", "--network", "none", "--dryrun", "FILE")]
    public async Task What_cannot_begin_is_one_line_and_exit_code_2(string sentence, params string[] words)
    {
        await using var shop = await Shop.OpenAsync();
        var file = shop.File("days.csv", Header);

        var answer = await shop.ImportAsync([.. words.Select(word => word == "FILE" ? file : word)]);

        answer.Code.ShouldBe(2);
        answer.Output.ShouldBeEmpty();
        answer.Error.Trim().ShouldSatisfyAllConditions(text => text.ShouldContain(sentence), text => text.ShouldNotContain("\n"));
    }

    [Fact]
    public async Task A_file_of_the_wrong_shape_does_nothing_and_says_why()
    {
        await using var shop = await Shop.OpenAsync();

        var answer = await shop.ImportAsync("--network", "chain", "--profile", "rossmann/days", "--create", shop.File("days.csv", "Shop,Date,Sales,Customers\n1,2018-01-01,5,1\n"));

        answer.Code.ShouldBe(2);
        answer.Error.ShouldContain("The file has no column 'Store'.");
        (await shop.ScalarAsync<long>("select count(*) from records.daily_close")).ShouldBe(0);
    }

    [Fact]
    public async Task Refused_rows_stand_in_the_report_and_the_others_are_imported()
    {
        await using var shop = await Shop.OpenAsync();
        var report = Path.Combine(shop.Folder, "report.csv");
        var file = shop.File("days.csv", Header + "1,2018-01-01,5,1\n1,2018-13-01,5,1\n1,2018-01-02,5.5555,2\n");

        var answer = await shop.ImportAsync("--network", "chain", "--profile", "rossmann/days", "--create", "--report", report, file);

        answer.ShouldBe(1, "imported 1, unchanged 0, refused 2");
        var lines = await System.IO.File.ReadAllLinesAsync(report, TestContext.Current.CancellationToken);
        lines[0].ShouldBe("file,line,column,code,detail,row");
        lines[1].ShouldStartWith("days.csv,3,2,impossible_date,");
        lines[2].ShouldStartWith("days.csv,4,3,too_many_digits,");
        lines[2].ShouldEndWith("\"1,2018-01-02,5.5555,2\"");
    }

    [Fact]
    public async Task An_unknown_location_is_refused_without_create()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.ImportAsync("--network", "chain", "--profile", "rossmann/days", "--create", shop.File("a.csv", Header + "1,2018-01-01,5,1\n"));

        var answer = await shop.ImportAsync("--network", "chain", "--profile", "rossmann/days", shop.File("b.csv", Header + "1,2018-01-02,5,1\n77,2018-01-02,5,1\n"));

        answer.ShouldBe(1, "imported 1, unchanged 0, refused 1");
        answer.Error.ShouldContain("b.csv, line 3, column 1: Store: there is no location with the code '77'");
    }

    [Fact]
    public async Task A_dry_run_counts_the_same_and_writes_nothing()
    {
        await using var shop = await Shop.OpenAsync();
        var file = shop.File("days.csv", Header + "1,2018-01-01,5,1\n2,2018-01-01,5,1\n2,2018-01-01,6,1\n1,2018-02-30,5,1\n");

        (await shop.ImportAsync("--network", "chain", "--profile", "rossmann/days", "--create", "--dry-run", file)).ShouldBe(1, "imported 2, unchanged 0, refused 2");

        (await shop.ScalarAsync<long>("select (select count(*) from network.network) + (select count(*) from records.daily_close) + (select count(*) from integrations.import)")).ShouldBe(0);
        (await shop.ImportAsync("--network", "chain", "--profile", "rossmann/days", "--create", file)).ShouldBe(1, "imported 2, unchanged 0, refused 2");
    }

    [Fact]
    public async Task An_import_that_died_between_batches_goes_on_where_it_was()
    {
        var rows = string.Concat(Enumerable.Range(0, 50_000).Select(day => $"{1 + (day / 5000)},{new DateOnly(2001, 1, 1).AddDays(day % 5000):yyyy-MM-dd},{day % 97},1\n"));
        await using var shop = await Shop.OpenAsync(services => services.AddSingleton<IRecordWriter>(provider => new DyingWriter(ActivatorUtilities.CreateInstance<TheWriter>(provider).Inner)));
        var file = shop.File("days.csv", Header + rows);
        await Should.ThrowAsync<DivideByZeroException>(() => shop.ImportAsync("--network", "chain", "--profile", "rossmann/days", "--create", file));
        (await shop.ScalarAsync<long>("select count(*) from records.daily_close")).ShouldBe(20_000);

        await using var again = await shop.ReopenAsync();
        var answer = await again.ImportAsync("--network", "chain", "--profile", "rossmann/days", "--create", file);

        answer.ShouldBe(0, "imported 50000, unchanged 0, refused 0");
        answer.Error.ShouldContain("Going on with an import");
        (await again.ScalarAsync<decimal>("select sum(net_sales) from records.daily_close")).ShouldBe(Enumerable.Range(0, 50_000).Sum(day => (decimal)(day % 97)));
        (await again.ScalarAsync<long>("select count(*) from integrations.import")).ShouldBe(1);
    }

    [Fact]
    public async Task The_profiles_are_listed_one_per_line()
    {
        await using var shop = await Shop.OpenAsync();

        var answer = await shop.ImportAsync("--profiles");

        answer.Code.ShouldBe(0);
        answer.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldContain(line => line.StartsWith("hair-salon/no-shows ", StringComparison.Ordinal));
    }

    /// <summary>The module's own writer, which cannot be named from here.</summary>
    private sealed class TheWriter(IServiceProvider provider)
    {
        public IRecordWriter Inner { get; } = (IRecordWriter)ActivatorUtilities.CreateInstance(provider, typeof(IRecordWriter).Assembly.GetType("BookedBarber.Records.Storage.Writing.RecordWriter")!);
    }

    /// <summary>Writes one batch and dies in the next.</summary>
    private sealed class DyingWriter(IRecordWriter inner) : IRecordWriter
    {
        private int _batches;

        public async Task<IReadOnlyList<WriteOutcome>> WriteAsync<T>(Session session, string source, IReadOnlyList<LocatedRecord<T>> records, OnConflict conflicts, CancellationToken cancellationToken)
            where T : CanonicalRecord
        {
            var outcomes = await inner.WriteAsync(session, source, records, conflicts, cancellationToken);
            return ++_batches == 2 ? throw new DivideByZeroException("The node dies here.") : outcomes;
        }

        public BookedBarber.Shared.Problem? Check<T>(LocatedRecord<T> record)
            where T : CanonicalRecord => inner.Check(record);
    }
}
