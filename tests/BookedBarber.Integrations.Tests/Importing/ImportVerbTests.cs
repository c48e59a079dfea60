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

    [Theory]
    [InlineData("days.csv, line 1: The file has no column 'Store'.", "Shop,Date,Sales,Customers\n1,2018-01-01,5,1\n")]
    [InlineData("days.csv, line 1, column 1: Byte FE", "\u00fe")]
    [InlineData("days.csv, line 1: The file is empty", "")]
    [InlineData("days.csv, line 1: The file is empty", "\n\n")]
    public async Task What_cannot_be_read_is_told_with_file_and_line_before_anything_is_made(string sentence, string text)
    {
        await using var shop = await Shop.OpenAsync();
        var good = shop.File("good.csv", Header + "1,2018-01-01,5,1\n");

        var answer = await shop.ImportAsync("--network", "chain", "--profile", "rossmann/days", "--create", good, shop.File("days.csv", System.Text.Encoding.Latin1.GetBytes(text)));

        answer.Code.ShouldBe(2);
        answer.Error.ShouldStartWith(sentence);
        (await shop.ScalarAsync<long>("select (select count(*) from network.network) + (select count(*) from records.daily_close) + (select count(*) from integrations.import)")).ShouldBe(0);
    }

    [Fact]
    public async Task A_folder_and_a_report_that_cannot_be_are_told_before_anything_is_made()
    {
        await using var shop = await Shop.OpenAsync();
        var good = shop.File("good.csv", Header + "1,2018-01-01,5,1\n");
        Task<Answer> Import(params string[] more) => shop.ImportAsync(["--network", "chain", "--profile", "rossmann/days", "--create", .. more]);

        (await Import(shop.Folder)).ShouldSatisfyAllConditions(answer => answer.Code.ShouldBe(2), answer => answer.Error.ShouldContain("is a folder"));
        (await Import("--report", Path.Combine(shop.Folder, "none", "r.csv"), good)).ShouldSatisfyAllConditions(answer => answer.Code.ShouldBe(2), answer => answer.Error.ShouldContain("There is no folder for the report"));
        (await Import("--report", good, good)).ShouldSatisfyAllConditions(answer => answer.Code.ShouldBe(2), answer => answer.Error.ShouldContain("is one of the files to import"));

        (await System.IO.File.ReadAllTextAsync(good, TestContext.Current.CancellationToken)).ShouldStartWith(Header);
        (await shop.ScalarAsync<long>("select count(*) from network.network")).ShouldBe(0);
    }

    [Fact]
    public async Task The_same_day_with_other_figures_in_a_second_file_is_refused_and_the_command_repeated_changes_nothing()
    {
        await using var shop = await Shop.OpenAsync();
        var (one, two) = (shop.File("one.csv", Header + "1,2018-01-01,5,1\n1,2018-01-02,6,1\n"), shop.File("two.csv", Header + "1,2018-01-02,6,1\n1,2018-01-01,7,1\n1,2018-01-03,8,1\n"));
        string[] command = ["--network", "chain", "--profile", "rossmann/days", "--create", one, two];

        var answer = await shop.ImportAsync(command);

        answer.ShouldBe(1, "imported 3, unchanged 1, refused 1");
        answer.Error.ShouldContain("two.csv, line 3: one.csv, line 2 has a record with the same key and other content.");
        (await shop.ImportAsync(command)).ShouldBe(1, "imported 0, unchanged 4, refused 1");
        (await shop.ScalarAsync<decimal>("select sum(net_sales) from records.daily_close")).ShouldBe(5 + 6 + 8);
    }

    [Fact]
    public async Task An_import_that_died_in_its_second_file_still_knows_the_keys_of_the_first()
    {
        await using var shop = await Shop.OpenAsync(services => services.AddSingleton<IRecordWriter>(provider => new DyingWriter(ActivatorUtilities.CreateInstance<TheWriter>(provider).Inner)));
        string[] command =
        [
            "--network", "chain", "--profile", "rossmann/days", "--create",
            shop.File("one.csv", Header + "1,2018-01-01,5,1\n"), shop.File("two.csv", Header + "1,2018-01-01,7,1\n1,2018-01-03,8,1\n"),
        ];
        await Should.ThrowAsync<DivideByZeroException>(() => shop.ImportAsync(command));

        await using var again = await shop.ReopenAsync();

        (await again.ImportAsync(command)).ShouldBe(1, "imported 2, unchanged 0, refused 1");
        (await again.ScalarAsync<decimal>("select sum(net_sales) from records.daily_close")).ShouldBe(5 + 8);
    }

    [Fact]
    public async Task The_report_says_when_it_does_not_hold_every_refused_row()
    {
        await using var shop = await Shop.OpenAsync();
        var report = Path.Combine(shop.Folder, "report.json");
        var file = shop.File("days.csv", Header + string.Concat(Enumerable.Repeat("1,2018-13-01,5,1\n", 6_000)));

        var answer = await shop.ImportAsync("--network", "chain", "--profile", "rossmann/days", "--create", "--report", report, file);

        answer.ShouldBe(1, "imported 0, unchanged 0, refused 6000");
        answer.Error.ShouldContain("The report holds 5000 of 6000 refused rows");
        System.Text.Json.JsonDocument.Parse(await System.IO.File.ReadAllBytesAsync(report, TestContext.Current.CancellationToken)).RootElement.GetArrayLength().ShouldBe(5_000);
    }

    [Fact]
    public async Task A_database_that_gives_up_after_some_batches_leaves_their_count_and_exit_code_1()
    {
        var rows = string.Concat(Enumerable.Range(0, 25_000).Select(day => $"{1 + (day / 5000)},{new DateOnly(2001, 1, 1).AddDays(day % 5000):yyyy-MM-dd},{day % 97},1\n"));
        var full = new Npgsql.PostgresException("could not extend file: No space left on device", "ERROR", "ERROR", Npgsql.PostgresErrorCodes.DiskFull);
        await using var shop = await Shop.OpenAsync(services => services.AddSingleton<IRecordWriter>(provider => new DyingWriter(ActivatorUtilities.CreateInstance<TheWriter>(provider).Inner, full)));
        string[] command = ["--network", "chain", "--profile", "rossmann/days", "--create", shop.File("days.csv", Header + rows)];

        var answer = await shop.ImportAsync(command);

        answer.ShouldBe(1, "imported 20000, unchanged 0, refused 0");
        answer.Error.ShouldContain("The database's disk is full.");
        await using var again = await shop.ReopenAsync();
        (await again.ImportAsync(command)).ShouldBe(0, "imported 25000, unchanged 0, refused 0");
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
    private sealed class DyingWriter(IRecordWriter inner, Exception? cause = null) : IRecordWriter
    {
        private int _batches;

        public async Task<IReadOnlyList<WriteOutcome>> WriteAsync<T>(Session session, RecordSource source, IReadOnlyList<LocatedRecord<T>> records, OnConflict conflicts, CancellationToken cancellationToken)
            where T : CanonicalRecord
        {
            var outcomes = await inner.WriteAsync(session, source, records, conflicts, cancellationToken);
            return ++_batches >= 2 ? throw cause ?? new DivideByZeroException("The node dies here.") : outcomes;
        }

        public BookedBarber.Shared.Problem? Check<T>(LocatedRecord<T> record)
            where T : CanonicalRecord => inner.Check(record);
    }
}
