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
    /// <param name="maxConnections">Upper bound of the tenant pool; the system pool gets half as many.</param>
    public DataSources(string connectionString, int maxConnections = 32)
    {
        Owner = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = 4, ApplicationName = "bookedbarber-owner", Timeout = 10 });
        Tenant = Build(connectionString, "bookedbarber_app", maxConnections);
        System = Build(connectionString, "bookedbarber_system", Math.Max(8, maxConnections / 2));
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
            MaxPoolSize = maxConnections,
            NoResetOnClose = true,
            ApplicationName = role,
            MaxAutoPrepare = 100,
            AutoPrepareMinUsages = 3,
            Timeout = 10,
            ConnectionIdleLifetime = 60,
        };
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        var takeRole = $"set role {role}";
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
}
