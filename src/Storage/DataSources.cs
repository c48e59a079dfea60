using Npgsql;

namespace BookedBarber.Storage;

/// <summary>The connection pools: the owner's (migrations only), the tenant role's and the system role's.</summary>
/// <remarks>
/// The pools keep the role that the connection took when it was opened: nothing but transaction-local settings is ever set afterwards,
/// so the reset that a pool usually does between users is left out.
/// </remarks>
public sealed class DataSources : IAsyncDisposable
{
    /// <summary>Makes the pools; connects to nothing yet.</summary>
    /// <param name="connectionString">A login that owns the database, or a superuser.</param>
    /// <param name="maxConnections">Upper bound of the tenant pool unless the connection string sets one (<c>Maximum Pool Size</c>); the system pool gets half as many, 8 at least.</param>
    public DataSources(string connectionString, int maxConnections = 32)
    {
        var given = new NpgsqlConnectionStringBuilder(connectionString);
        var most = given.ShouldSerialize("Maximum Pool Size") ? given.MaxPoolSize : maxConnections;
        Owner = Builder(new NpgsqlConnectionStringBuilder(connectionString) { MinPoolSize = 0, MaxPoolSize = 4, ApplicationName = "bookedbarber-owner", Timeout = 10, Timezone = "UTC" }).Build();
        Tenant = Build(connectionString, "bookedbarber_app", most);
        System = Build(connectionString, "bookedbarber_system", Math.Max(8, most / 2));
    }

    /// <summary>Owns the tables; used by migrations and the doctor.</summary>
    public NpgsqlDataSource Owner { get; }

    /// <summary>Runs as <c>bookedbarber_app</c>, under row-level security.</summary>
    public NpgsqlDataSource Tenant { get; }

    /// <summary>Runs as <c>bookedbarber_system</c>.</summary>
    public NpgsqlDataSource System { get; }

    /// <summary>Closes all pools.</summary>
    public async ValueTask DisposeAsync()
    {
        await Tenant.DisposeAsync();
        await System.DisposeAsync();
        await Owner.DisposeAsync();
    }

    private static NpgsqlDataSource Build(string connectionString, string role, int maxConnections)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            MinPoolSize = 0,
            MaxPoolSize = maxConnections,
            NoResetOnClose = true,
            ApplicationName = role,
            MaxAutoPrepare = 100,
            AutoPrepareMinUsages = 3,
            Timeout = 10,
            ConnectionIdleLifetime = 60,

            // Casts between instants and days, and instants in JSON, are the same on every server.
            Timezone = "UTC",
        };
        var builder = Builder(settings);

        // A node whose machine lost its power or its network says no goodbye, and what it holds (a consumer's row, the publisher's lock) would
        // stay held for the hours that the system waits by default. So the server asks after it, and ends what only sits in a transaction.
        var takeRole = $"""
            set role {role};
            set tcp_keepalives_idle = 15; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3;
            set idle_in_transaction_session_timeout = '5min';
            """;
        builder.UsePhysicalConnectionInitializer(
            connection =>
            {
                using var command = new NpgsqlCommand(takeRole, connection);
                command.ExecuteNonQuery();
            },
            async connection =>
            {
                await using var command = new NpgsqlCommand(takeRole, connection);
                await command.ExecuteNonQueryAsync();
            });
        return builder.Build();
    }

    private static NpgsqlDataSourceBuilder Builder(NpgsqlConnectionStringBuilder settings)
    {
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);

        // Only PostgreSQL's own types are used; asking each server for all it has would be the most expensive question of a start.
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        return builder;
    }
}
