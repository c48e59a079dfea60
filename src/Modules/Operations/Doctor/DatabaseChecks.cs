using System.Globalization;
using BookedBarber.Storage;
using Npgsql;

namespace BookedBarber.Operations.Doctor;

/// <summary>Looks at the database: version, migrations, row-level security, clock, feed, jobs.</summary>
internal sealed class DatabaseChecks(DataSources sources, TimeProvider clock)
{
    private static readonly TimeSpan MostSkew = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan MostLag = TimeSpan.FromMinutes(5);

    public async Task<Finding> ServerAsync(CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var version = await ScalarAsync<string>("select current_setting('server_version')", cancellationToken);
        return new Finding("database", Text($"PostgreSQL {version} answers in {clock.GetElapsedTime(started).TotalMilliseconds:F0} ms."));
    }

    public async Task<Finding> ClockAsync(CancellationToken cancellationToken)
    {
        var there = await ScalarAsync<DateTime>("select clock_timestamp()", cancellationToken);
        var skew = (clock.GetUtcNow() - new DateTimeOffset(there, TimeSpan.Zero)).Duration();
        return skew <= MostSkew
            ? new Finding("clock", Text($"this machine and the database agree to {skew.TotalMilliseconds:F0} ms."))
            : new Finding("clock", Text($"this machine and the database are {skew.TotalSeconds:F0} s apart."), "Let both keep time by NTP: business days, tokens and leases depend on it.");
    }

    public async Task<Finding> MigrationsAsync(CancellationToken cancellationToken)
    {
        // Every verb migrates before it runs, and stops when a file was changed; being here means that it went well.
        var count = await ScalarAsync<long>("select count(*) from meta.migration", cancellationToken);
        return new Finding("migrations", Text($"all {count} are applied, as in this release."));
    }

    /// <summary>Every table that the tenant role may read or change and that has a network must be under forced row-level security.</summary>
    public async Task<Finding> IsolationAsync(CancellationToken cancellationToken)
    {
        const string Sql =
            """
            select c.oid::regclass::text, c.relrowsecurity and c.relforcerowsecurity and exists (select from pg_policy p where p.polrelid = c.oid)
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            join pg_attribute a on a.attrelid = c.oid and a.attname = 'network_id' and not a.attisdropped
            where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\_%'
              and (has_table_privilege('bookedbarber_app', c.oid, 'select') or has_table_privilege('bookedbarber_app', c.oid, 'update')
                   or has_table_privilege('bookedbarber_app', c.oid, 'delete'))
            order by 1
            """;
        var (guarded, open) = (0, new List<string>());
        await using var command = sources.Owner.CreateCommand(Sql);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            if (reader.GetBoolean(1))
            {
                guarded++;
            }
            else
            {
                open.Add(reader.GetString(0));
            }
        }

        return open.Count == 0 && guarded > 0
            ? new Finding("isolation", Text($"row-level security is forced on all {guarded} tables that networks share."))
            : new Finding("isolation", $"these tables are open to every network: {string.Join(", ", open)}.", "Stop the server, run 'call meta.protect(TABLE)' for each as the database's owner, and find out who switched it off.");
    }

    public async Task<Finding> FeedAsync(CancellationToken cancellationToken)
    {
        await using var command = sources.System.CreateCommand(
            """
            select (select count(*) from feed.outbox), (select min(written_at) from feed.outbox),
                   (select coalesce(max(h.position - c.position), 0) from feed.consumer c cross join feed.head h),
                   (select string_agg(c.name || ' (' || c.last_error || ')', ', ') from feed.consumer c where c.last_error is not null)
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var (waiting, behind) = (reader.GetInt64(0), reader.GetInt64(2));
        var oldest = reader.IsDBNull(1) ? TimeSpan.Zero : clock.GetUtcNow() - reader.GetFieldValue<DateTimeOffset>(1);
        if (!reader.IsDBNull(3))
        {
            return new Finding("feed", $"these consumers fail: {reader.GetString(3)}.", "The server's log tells why; they go on by themselves once the cause is gone.");
        }

        return oldest > MostLag
            ? new Finding("feed", Text($"{waiting} changes wait to be published, the oldest for {oldest.TotalMinutes:F0} minutes."), "Start the server: it works them off.")
            : new Finding("feed", Text($"{waiting} changes wait, consumers are at most {behind} behind."));
    }

    public async Task<Finding> JobsAsync(CancellationToken cancellationToken)
    {
        await using var command = sources.System.CreateCommand(
            "select count(*) filter (where state = 'queued'), count(*) filter (where state = 'running'), count(*) filter (where state = 'failed' and finished_at > $1), max(error) filter (where state = 'failed' and finished_at > $1) from jobs.job");
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = clock.GetUtcNow().AddDays(-1) });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var (queued, running, failed) = (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
        return failed == 0
            ? new Finding("jobs", Text($"{queued} queued, {running} running, none failed since yesterday."))
            : new Finding("jobs", Text($"{failed} failed since yesterday, one with: {(reader.IsDBNull(3) ? "no message" : reader.GetString(3))}"), "Correct the cause and start the work again where it was started.");
    }

    private async Task<T> ScalarAsync<T>(string sql, CancellationToken cancellationToken)
    {
#pragma warning disable CA2100 // constants of this class
        await using var command = sources.Owner.CreateCommand(sql);
#pragma warning restore CA2100
        return (T)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
