using System.Diagnostics;
using BookedBarber.Storage.Server;
using Npgsql;

namespace BookedBarber.Storage.Tests.Server;

public sealed class RecoveryTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_killed_PostgreSQL_is_started_again_under_the_same_address()
    {
        await using var data = new DataFolder();
        await using var server = await data.StartAsync();
        await DataFolder.AskAsync(server, "create table visit (id int); insert into visit values (7)");
        await DataFolder.AskAsync(server, "checkpoint");
        var killed = data.Postmaster;

        Kill(killed);

        (await AskUntilAnsweredAsync(server, "select id from visit")).ShouldBe(7);
        data.Postmaster.ShouldNotBe(killed);
        server.Fault.ShouldBeNull();
    }

    [Fact]
    public async Task A_statement_that_outlives_its_killed_PostgreSQL_does_not_hold_up_the_recovery()
    {
        await using var data = new DataFolder();
        await using var server = await data.StartAsync();
        await using var busy = new NpgsqlConnection(server.ConnectionString + ";Pooling=false");
        await busy.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("do $$ declare i bigint := 0; begin loop i := i + 1; exit when i < 0; end loop; end $$", busy) { CommandTimeout = 0 };
        var running = command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        (await DataFolder.AskAsync(server, "select count(*) from pg_stat_activity where query like 'do %' and state = 'active'")).ShouldBe(1L);

        Kill(data.Postmaster);

        await Should.ThrowAsync<NpgsqlException>(() => running);
        (await AskUntilAnsweredAsync(server, "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task Pooled_connections_work_again_after_PostgreSQL_was_killed()
    {
        await using var data = new DataFolder();
        await using var server = await data.StartAsync();
        await using var pool = NpgsqlDataSource.Create(server.ConnectionString);
        await using (var warm = pool.CreateCommand("select 1"))
        {
            await warm.ExecuteScalarAsync(TestContext.Current.CancellationToken);
        }

        Kill(data.Postmaster);

        await AskUntilAnsweredAsync(server, "select 1");
        await UntilAnsweredAsync(async () =>
        {
            await using var command = pool.CreateCommand("select 2");
            return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
        });
    }

    [Fact]
    public async Task A_server_whose_only_user_was_killed_is_stopped()
    {
        await using var data = new DataFolder();
        using var user = await Holder.StartAsync(data);
        var postmaster = data.Postmaster;

        await user.KillAsync();

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        await ProcessExit.WaitAsync(postmaster, patience.Token);
        await using var server = await data.StartAsync();
        (await DataFolder.AskAsync(server, "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task A_start_right_after_the_only_user_was_killed_succeeds()
    {
        await using var data = new DataFolder();
        using var user = await Holder.StartAsync(data);

        await user.KillAsync();

        await using var server = await data.StartAsync();
        (await DataFolder.AskAsync(server, "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task A_start_after_user_and_PostgreSQL_were_killed_together_succeeds()
    {
        await using var data = new DataFolder();
        using var user = await Holder.StartAsync(data);

        Kill(data.Postmaster);
        await user.KillAsync();

        await using var server = await data.StartAsync();
        (await DataFolder.AskAsync(server, "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task A_pid_file_that_names_another_program_does_not_stop_a_start()
    {
        await using var data = new DataFolder();
        await (await data.StartAsync()).DisposeAsync();
        await File.WriteAllTextAsync(data.Place.PidFile, $"{Environment.ProcessId}\n{data.Place.Cluster}\n", TestContext.Current.CancellationToken);

        await using var server = await data.StartAsync();

        (await DataFolder.AskAsync(server, "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task A_cluster_whose_making_was_interrupted_is_made_anew()
    {
        await using var data = new DataFolder();
        Directory.CreateDirectory(Path.Combine(data.Home, "cluster.new-1"));
        await File.WriteAllTextAsync(Path.Combine(data.Home, "cluster.new-1", "PG_VERSION"), "15", TestContext.Current.CancellationToken);

        await using var server = await data.StartAsync();

        (await DataFolder.AskAsync(server, "select 1")).ShouldBe(1);
        Directory.EnumerateDirectories(data.Home, "cluster.new-*").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_swept_away_socket_folder_is_made_again_by_the_next_start()
    {
        await using var data = new DataFolder();
        await using var first = await data.StartAsync();
        Directory.Delete(Path.Combine(data.Home, "socket"), recursive: true);

        await using var second = await data.StartAsync();

        (await DataFolder.AskAsync(second, "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task A_deleted_database_ends_the_supervision_with_a_reason()
    {
        await using var data = new DataFolder();
        await using var server = await data.StartAsync();
        var postmaster = data.Postmaster;
        Directory.Delete(data.Home, recursive: true);

        Kill(postmaster);

        var fault = await Should.ThrowAsync<PrivateServerException>(() => server.Completion.WaitAsync(Patience, TestContext.Current.CancellationToken));
        fault.Code.ShouldBe("data_missing");
    }

    private static void Kill(int pid)
    {
        using var process = Process.GetProcessById(pid);
        process.Kill();
    }

    private static Task<object?> AskUntilAnsweredAsync(PrivateServer server, string sql) => UntilAnsweredAsync(() => DataFolder.AskAsync(server, sql));

    /// <summary>What a client does whose connection broke: tries again.</summary>
    private static async Task<object?> UntilAnsweredAsync(Func<Task<object?>> ask)
    {
        for (var watch = Stopwatch.StartNew(); ;)
        {
            try
            {
                return await ask();
            }
            catch (NpgsqlException) when (watch.Elapsed < Patience)
            {
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }
        }
    }
}
