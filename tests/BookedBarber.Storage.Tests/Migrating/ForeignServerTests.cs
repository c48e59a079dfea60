using BookedBarber.Testing;
using Npgsql;

namespace BookedBarber.Storage.Tests.Migrating;

/// <summary>A server that somebody else runs, with a login that is no superuser. Role names belong to the whole server, so these tests have one of their own.</summary>
public sealed class ForeignServerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_login_that_owns_the_database_and_may_create_roles_suffices()
    {
        await using var data = new Server.DataFolder();
        await using var server = await data.StartAsync();
        await using var sources = await LoginAsync(server.ConnectionString, "createrole");

        await new Migrator(sources, [new NoteModule()], TimeProvider.System).RunAsync(Ct);

        (await WhoAsync(sources.Tenant)).ShouldBe("bookedbarber_app");
        (await WhoAsync(sources.System)).ShouldBe("bookedbarber_system");
    }

    [Fact]
    public async Task A_tracked_write_and_the_feed_work_for_an_owner_who_is_no_superuser()
    {
        await using var data = new Server.DataFolder();
        await using var server = await data.StartAsync();
        await using var sources = await LoginAsync(server.ConnectionString, "createrole");
        await new Migrator(sources, [new NoteModule()], TimeProvider.System).RunAsync(Ct);
        var database = new Database(sources, new FeedSignal());

        await using (var session = await database.WriteAsync(Shared.Scope.OfSystem(Notes.One), "test", Ct))
        {
            await session.AddAsync(Notes.Shop, "hello", Ct);
            await session.CommitAsync(Ct);
        }

        await using var publish = sources.System.CreateCommand("select feed.publish(10)");
        (await publish.ExecuteScalarAsync(Ct)).ShouldBe(1L);
    }

    [Fact]
    public async Task A_login_without_the_right_to_create_roles_is_told_what_to_do()
    {
        await using var data = new Server.DataFolder();
        await using var server = await data.StartAsync();
        await using var sources = await LoginAsync(server.ConnectionString, "nocreaterole");

        var failure = await Should.ThrowAsync<StorageException>(() => new Migrator(sources, [new NoteModule()], TimeProvider.System).RunAsync(Ct));

        failure.Code.ShouldBe("database_rights_missing");
        failure.Message.ShouldContain("createrole");
    }

    [Fact]
    public async Task A_login_without_that_right_works_with_roles_made_for_it()
    {
        await using var data = new Server.DataFolder();
        await using var server = await data.StartAsync();
        await using var sources = await LoginAsync(
            server.ConnectionString, "nocreaterole; create role bookedbarber_app; create role bookedbarber_system; grant bookedbarber_app, bookedbarber_system to shop");

        await new Migrator(sources, [new NoteModule()], TimeProvider.System).RunAsync(Ct);

        (await WhoAsync(sources.Tenant)).ShouldBe("bookedbarber_app");
    }

    [Fact]
    public async Task The_pools_are_no_larger_than_the_connection_string_allows()
    {
        await using var sources = new DataSources("Host=nowhere;Maximum Pool Size=12");

        new NpgsqlConnectionStringBuilder(sources.Tenant.ConnectionString).MaxPoolSize.ShouldBe(12);
        new NpgsqlConnectionStringBuilder(sources.System.ConnectionString).MaxPoolSize.ShouldBe(8);
    }

    private static async Task<DataSources> LoginAsync(string superuser, string rights)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(superuser) { Pooling = false });
#pragma warning disable CA2100 // constants of this class
        await using (var make = source.CreateCommand($"create role shop login; alter role shop {rights}"))
#pragma warning restore CA2100
        {
            await make.ExecuteNonQueryAsync(Ct);
        }

        await using var database = source.CreateCommand("create database shop owner shop");
        await database.ExecuteNonQueryAsync(Ct);
        return new DataSources(new NpgsqlConnectionStringBuilder(superuser) { Username = "shop", Database = "shop" }.ConnectionString);
    }

    private static async Task<object?> WhoAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("select current_user::text");
        return await command.ExecuteScalarAsync(Ct);
    }
}
