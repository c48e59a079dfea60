namespace BookedBarber.Storage.Server;

/// <summary>How the product's own PostgreSQL is started.</summary>
public sealed class PrivateServerOptions
{
    /// <summary>Folder of the product's data; created when absent. Processes that name the same folder share one PostgreSQL.</summary>
    /// <value>Required. A relative path is taken from the current folder.</value>
    public required string DataFolder { get; init; }

    /// <summary>Folder which holds <c>postgres</c>, <c>initdb</c> and <c>pg_ctl</c>.</summary>
    /// <value>
    /// Default null: the folder named by <c>BOOKEDBARBER_PG_BIN</c>, else the PATH, the distribution's usual folders,
    /// and npm's <c>@embedded-postgres</c> in or above the program's folder, in this order.
    /// </value>
    public string? BinariesFolder { get; init; }

    /// <summary>Whether a committed change survives a loss of power.</summary>
    /// <value>Default true. False is for tests only: faster, but a crash may lose the last second, and a loss of power the whole cluster.</value>
    public bool DurableWrites { get; init; } = true;

    /// <summary>Connections that PostgreSQL accepts, over all processes which share the data folder.</summary>
    /// <value>Default 100; 20 to 1,000. Takes effect when PostgreSQL is next started.</value>
    public int MaxConnections { get; init; } = 100;

    /// <summary>A sentence about what is wrong, or null.</summary>
    internal string? Fault() => this switch
    {
        _ when string.IsNullOrWhiteSpace(DataFolder) => "DataFolder is empty; name a folder.",
        { MaxConnections: < 20 or > 1000 } => $"MaxConnections is {MaxConnections}; it must be 20 to 1,000.",
        _ => null,
    };
}
