using System.Reflection;
using BookedBarber.Shared;
using Npgsql;

namespace BookedBarber.Storage;

/// <summary>Brings the database to this release: roles first, then each module's numbered SQL files, each in its own transaction, once.</summary>
/// <remarks>Nodes that start together wait for each other on an advisory lock. Files are forward only and work with the release before.</remarks>
public sealed class Migrator(DataSources sources, IEnumerable<IModule> modules, TimeProvider clock)
{
    private const long Lock = 7233100;

    // What is older is seldom read, and lies together unless it was there before.
    private const int FirstYear = 2022;
    private const int YearsAhead = 2;

    /// <summary>Applies what is missing.</summary>
    /// <returns>Names of the files applied now.</returns>
    /// <exception cref="StorageException"><c>database_too_old</c>, or <c>migration_changed</c>: an applied file differs from the one in this release.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken)
    {
        await using var connection = await sources.Owner.OpenConnectionAsync(cancellationToken);
        if (connection.PostgreSqlVersion.Major < 15)
        {
            throw new StorageException("database_too_old", $"The database server is PostgreSQL {connection.PostgreSqlVersion}; version 15 or newer is needed. Point ConnectionStrings__Postgres at a newer server.");
        }

        await ExecuteAsync(connection, $"select pg_advisory_lock({Lock})", cancellationToken);
        try
        {
            await ExecuteAsync(connection, Roles, cancellationToken);
            var applied = await AppliedAsync(connection, cancellationToken);
            var done = new List<string>();
            foreach (var file in Files())
            {
                if (applied.TryGetValue(file.Name, out var checksum))
                {
                    if (checksum != file.Checksum)
                    {
                        throw new StorageException("migration_changed", $"Migration {file.Name} was applied in another form than this release holds. Restore the original file and add a new one for the change.");
                    }

                    continue;
                }

                await ApplyAsync(connection, file, cancellationToken);
                done.Add(file.Name);
            }

            var lastYear = clock.GetUtcNow().Year + YearsAhead;
            await ExecuteAsync(connection, $"call meta.join_empty_years({FirstYear}, {lastYear}); call meta.extend_years({lastYear})", cancellationToken);
            return done;
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new StorageException(
                "database_rights_missing",
                $"The database's login lacks a right that this release needs ({refused.MessageText}). Let it own the database and create roles (alter role LOGIN createrole), "
                + "or have a superuser run 'create role bookedbarber_app; create role bookedbarber_system; grant bookedbarber_app, bookedbarber_system to LOGIN' once.",
                refused);
        }
        finally
        {
            await ExecuteAsync(connection, $"select pg_advisory_unlock({Lock})", CancellationToken.None);
        }
    }

    // Roles belong to the server, not to one database: two databases on one server may both be migrating.
    private const string Roles =
        """
        do $$
        declare
            wanted text;
        begin
            foreach wanted in array array['bookedbarber_app', 'bookedbarber_system'] loop
                begin
                    if not exists (select from pg_roles where rolname = wanted) then
                        execute format('create role %I nologin', wanted);
                    end if;
                exception when duplicate_object or unique_violation then
                    null; -- the other database's migration made it between the look and the step
                end;
                -- From version 16 on, who creates a role is a member that may hand it out but not take it.
                if not pg_has_role(current_user, wanted, case when current_setting('server_version_num')::int >= 160000 then 'set' else 'member' end) then
                    execute format('grant %I to current_user', wanted);
                end if;
            end loop;
        end $$;
        create schema if not exists meta;
        create table if not exists meta.migration (name text primary key, checksum text not null, applied_at timestamptz not null);
        """;

    private IEnumerable<MigrationFile> Files() =>
        MigrationFile.In(typeof(Migrator).Assembly, "storage").Concat(modules.SelectMany(module => MigrationFile.In(module.GetType().Assembly, module.Name)));

    private async Task ApplyAsync(NpgsqlConnection connection, MigrationFile file, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        try
        {
            await ExecuteAsync(connection, file.Sql, cancellationToken);
            await using var note = new NpgsqlCommand("insert into meta.migration (name, checksum, applied_at) values ($1, $2, $3)", connection)
            {
                Parameters = { new() { Value = file.Name }, new() { Value = file.Checksum }, new() { Value = clock.GetUtcNow() } },
            };
            await note.ExecuteNonQueryAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (PostgresException fault)
        {
            throw new StorageException("migration_failed", $"Migration {file.Name} failed: {fault.MessageText} (line position {fault.Position}). The database is as before this file.", fault);
        }
    }

    private static async Task<Dictionary<string, string>> AppliedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var applied = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var command = new NpgsqlCommand("select name, checksum from meta.migration", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            applied.Add(reader.GetString(0), reader.GetString(1));
        }

        return applied;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
#pragma warning disable CA2100 // the text is an embedded file or a constant of this class
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
