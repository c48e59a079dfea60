using BookedBarber.Storage.Server;
using Npgsql;

namespace BookedBarber.Storage.Tests.Server;

public sealed class SharedUseTests
{
    [Fact]
    public async Task A_restart_keeps_the_data()
    {
        await using var data = new DataFolder();
        await using (var first = await data.StartAsync())
        {
            await DataFolder.AskAsync(first, "create table visit (id int); insert into visit values (7)");
        }

        await using var second = await data.StartAsync();

        (await DataFolder.AskAsync(second, "select id from visit")).ShouldBe(7);
    }

    [Fact]
    public async Task Stopping_ends_PostgreSQL()
    {
        await using var data = new DataFolder();
        var server = await data.StartAsync();
        var postmaster = data.Postmaster;

        await server.DisposeAsync();

        DataFolder.Runs(postmaster).ShouldBeFalse();
        server.Completion.IsCompletedSuccessfully.ShouldBeTrue();
        File.Exists(data.Place.PidFile).ShouldBeFalse();
    }

    [Fact]
    public async Task Two_processes_share_one_server_and_the_last_one_stops_it()
    {
        await using var data = new DataFolder();
        using var other = await Holder.StartAsync(data);
        var postmaster = data.Postmaster;
        await using (var server = await data.StartAsync())
        {
            data.Postmaster.ShouldBe(postmaster);
            await other.LeaveAsync();
            (await DataFolder.AskAsync(server, "select 1")).ShouldBe(1);
        }

        DataFolder.Runs(postmaster).ShouldBeFalse();
    }

    [Fact]
    public async Task Five_starts_at_once_in_a_fresh_folder_share_one_server()
    {
        await using var data = new DataFolder();

        var servers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => data.StartAsync()));

        servers.Select(server => server.ConnectionString).Distinct().Count().ShouldBe(1);
        (await DataFolder.AskAsync(servers[4], "select 1")).ShouldBe(1);
        await Task.WhenAll(servers.Select(server => server.DisposeAsync().AsTask()));
        File.Exists(data.Place.PidFile).ShouldBeFalse();
    }

    [Fact]
    public async Task PostgreSQL_does_not_hold_on_to_what_its_starter_inherited()
    {
        Assert.SkipUnless(Directory.Exists("/proc/self/fd"), "needs the kernel's list of open files");
        await using var data = new DataFolder();
        var inherited = Path.Combine(data.Outermost, "callers.lock");
        await File.WriteAllTextAsync(inherited, string.Empty, TestContext.Current.CancellationToken);

        using var holder = await Holder.StartAsync(data, "sh", "-c", $"exec 7<'{inherited}'; exec \"$0\" \"$@\"");

        OpenFiles(data.Postmaster).ShouldNotContain(inherited);
        await holder.LeaveAsync();
    }

    private static IEnumerable<string?> OpenFiles(int pid) =>
        Directory.EnumerateFileSystemEntries($"/proc/{pid}/fd").Select(entry => new FileInfo(entry).LinkTarget).ToList();

    [Fact]
    public async Task A_server_in_another_container_is_neither_killed_nor_doubled()
    {
        await using var data = new DataFolder();
        string[] container = ["unshare", "--pid", "--ipc", "--fork", "--mount-proc"];
        var can = await new Command(container[0], [.. container[1..], "true"]).RunAsync(TestContext.Current.CancellationToken);
        Assert.SkipUnless(can.Succeeded, "needs the right to make namespaces");
        using var other = await Holder.StartAsync(data, container);
        var before = await File.ReadAllTextAsync(data.Place.PidFile, TestContext.Current.CancellationToken);

        var failure = await data.FailAsync();

        failure.Code.ShouldBe("in_use");
        failure.Message.ShouldContain("another container");
        (await File.ReadAllTextAsync(data.Place.PidFile, TestContext.Current.CancellationToken)).ShouldBe(before);
        await other.LeaveAsync();
    }

    [Fact]
    public async Task A_database_in_use_is_not_erased()
    {
        await using var data = new DataFolder();
        await using var server = await data.StartAsync();

        var refused = await Should.ThrowAsync<PrivateServerException>(() => PrivateServer.EraseAsync(data.Path, TestContext.Current.CancellationToken));

        refused.Code.ShouldBe("in_use");
        (await DataFolder.AskAsync(server, "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task A_fresh_database_has_the_promised_character()
    {
        await using var data = new DataFolder();
        await using var server = await data.StartAsync();

        (await DataFolder.AskAsync(server, "show server_encoding")).ShouldBe("UTF8");
        (await DataFolder.AskAsync(server, "show data_checksums")).ShouldBe("on");
        (await DataFolder.AskAsync(server, "show listen_addresses")).ShouldBe(string.Empty);
        (await DataFolder.AskAsync(server, "select datcollate from pg_database where datname = current_database()")).ShouldBe("C");
        (await DataFolder.AskAsync(server, "select current_database()")).ShouldBe("bookedbarber");
        new NpgsqlConnectionStringBuilder(server.ConnectionString).Host.ShouldBe(Path.Combine(data.Home, "socket"));
        File.GetUnixFileMode(Path.Combine(data.Home, "socket")).ShouldBe(Modes.PrivateFolder);
        server.Version.Major.ShouldBeGreaterThanOrEqualTo(15);
    }

    [Fact]
    public async Task The_server_log_holds_no_values_of_a_failed_statement()
    {
        await using var data = new DataFolder();
        await using (var server = await data.StartAsync())
        {
            await DataFolder.AskAsync(server, "create table person (email text primary key); insert into person values ('ada@example.com')");
            await Should.ThrowAsync<PostgresException>(() => DataFolder.AskAsync(server, "insert into person values ('ada@example.com')"));
            await Should.ThrowAsync<PostgresException>(() => DataFolder.AskAsync(server, "select 'ada@example.com'::int"));
        }

        var logs = Directory.EnumerateFiles(data.Place.Log).ToList();
        logs.ShouldNotBeEmpty();
        logs.ShouldAllBe(file => !File.ReadAllText(file).Contains("ada@", StringComparison.Ordinal));
    }
}
