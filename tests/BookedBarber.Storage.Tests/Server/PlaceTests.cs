using System.Globalization;
using BookedBarber.Storage.Server;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace BookedBarber.Storage.Tests.Server;

public sealed class PlaceTests
{
    [Fact]
    public async Task Root_runs_PostgreSQL_under_an_unprivileged_account()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root");
        await using var data = new DataFolder();
        await using var server = await data.StartAsync();

        UserOf(data.Postmaster).ShouldNotBe(0u);

        (await DataFolder.AskAsync(server, "show data_directory")).ShouldBe(data.Place.Cluster);
    }

    [Fact]
    public async Task Roots_data_below_a_private_folder_is_kept_where_the_account_can_go()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root");
        await using var data = new DataFolder(mode: Modes.PrivateFolder);
        await using (var first = await data.StartAsync())
        {
            await DataFolder.AskAsync(first, "create table visit (id int); insert into visit values (7)");
        }

        await using var second = await data.StartAsync();

        data.Home.ShouldStartWith("/var/lib/bookedbarber/");
        (await File.ReadAllTextAsync(Path.Combine(data.Home, "belongs-to"), TestContext.Current.CancellationToken)).ShouldBe(data.Path);
        (await DataFolder.AskAsync(second, "select id from visit")).ShouldBe(7);
    }

    [Fact]
    public async Task A_fresh_data_folder_never_finds_an_older_database()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root");
        await using var data = new DataFolder(mode: Modes.PrivateFolder);
        await using var first = await data.StartAsync();
        await using var fresh = new DataFolder(mode: Modes.PrivateFolder);

        await using var second = await fresh.StartAsync();

        fresh.Home.ShouldNotBe(data.Home);
    }

    [Fact]
    public async Task A_database_that_vanished_from_its_place_is_not_replaced_by_an_empty_one()
    {
        await using var data = new DataFolder();
        Directory.CreateDirectory(data.Path);
        await File.WriteAllTextAsync(HomeFinder.PointerIn(data.Path), "/var/lib/bookedbarber/gone", TestContext.Current.CancellationToken);

        var failure = await data.FailAsync();

        failure.Code.ShouldBe("data_missing");
        failure.Message.ShouldContain("/var/lib/bookedbarber/gone");
    }

    [Theory]
    [InlineData("a rather long name of a folder, with spaces, commas, 'quotes', \"more\", $HOME and umlauts äöü, so that its socket does not fit")]
    [InlineData("it's,here")]
    public async Task Any_name_of_a_data_folder_works(string name)
    {
        await using var data = new DataFolder(below: name);
        await using (var first = await data.StartAsync())
        {
            (await DataFolder.AskAsync(first, "select 1")).ShouldBe(1);
        }

        await using var second = await data.StartAsync();

        (await DataFolder.AskAsync(second, "show data_directory")).ShouldBe(data.Place.Cluster);
        new NpgsqlConnectionStringBuilder(second.ConnectionString).Host!.Length.ShouldBeLessThan(80);
    }

    [Fact]
    public async Task Programs_which_the_account_cannot_reach_are_copied()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root");
        await using var hidden = new DataFolder(mode: Modes.PrivateFolder);
        var bin = FakePrograms.Make(hidden, "prefix/bin", "17.2");
        var binaries = (await ServerBinaries.InAsync(bin, TestContext.Current.CancellationToken)).ShouldNotBeNull();
        await using var data = new DataFolder();
        Directory.CreateDirectory(data.Path);
        var account = await AccountFinder.FindAsync(data.Path, TestContext.Current.CancellationToken);

        var copy = await new BinariesCopy(NullLogger.Instance).ReachableAsync(binaries, account, TestContext.Current.CancellationToken);

        copy.Folder.ShouldStartWith("/var/lib/bookedbarber/programs-");
        (await account.Command(copy.Postgres, "--version").RunAsync(TestContext.Current.CancellationToken)).Succeeded.ShouldBeTrue();
        Directory.Delete(Path.GetDirectoryName(copy.Folder)!, recursive: true);
    }

    [Fact]
    public async Task A_note_that_was_cut_off_by_a_crash_is_written_again()
    {
        await using var data = new DataFolder(below: new string('x', 90));
        await (await data.StartAsync()).DisposeAsync();
        var note = Path.Combine(data.Home, "socket.place");
        await File.WriteAllTextAsync(note, string.Empty, TestContext.Current.CancellationToken);

        await using var server = await data.StartAsync();

        (await DataFolder.AskAsync(server, "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_named()
    {
        await using var data = new DataFolder();
        await File.WriteAllTextAsync(data.Path, "a file is in the way", TestContext.Current.CancellationToken);

        var failure = await data.FailAsync();

        failure.Code.ShouldBe("data_folder_not_writable");
        failure.Message.ShouldContain(data.Path);
        File.Delete(data.Path);
    }

    private static uint UserOf(int pid)
    {
        var line = File.ReadLines($"/proc/{pid}/status").First(line => line.StartsWith("Uid:", StringComparison.Ordinal));
        return uint.Parse(line.Split('\t')[1], CultureInfo.InvariantCulture);
    }
}
