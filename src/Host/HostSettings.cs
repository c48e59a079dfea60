using Microsoft.Extensions.Configuration;

namespace BookedBarber.Host;

/// <summary>What the environment says, read once and checked at start.</summary>
/// <param name="Urls">Addresses to listen on (<c>BOOKEDBARBER_URLS</c>, separated by semicolons). Default <c>http://127.0.0.1:8080</c>. <c>h2c://HOST:PORT</c> is HTTP/2 without TLS, for a proxy in front.</param>
/// <param name="DataFolder">Folder of the product's own data (<c>BOOKEDBARBER_DATA</c>). Default <c>.data</c> beside the checkout.</param>
/// <param name="ConnectionString">An existing server (<c>ConnectionStrings__Postgres</c>); null: the product runs its own.</param>
/// <param name="WebFolder">Built web app; null when there is none, then only the interfaces are served.</param>
public sealed record HostSettings(IReadOnlyList<string> Urls, string DataFolder, string? ConnectionString, string? WebFolder)
{
    /// <summary>Reads the settings.</summary>
    /// <exception cref="SettingsException">One or more settings are wrong; the message names each.</exception>
    public static HostSettings Read(IConfiguration configuration)
    {
        var faults = new List<string>();
        var urls = (configuration["BOOKEDBARBER_URLS"] ?? "http://127.0.0.1:8080").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var url in urls.Where(url => !Uri.TryCreate(url.Replace("*", "localhost", StringComparison.Ordinal).Replace("+", "localhost", StringComparison.Ordinal), UriKind.Absolute, out var parsed) || parsed.Scheme is not ("http" or "https" or "h2c")))
        {
            faults.Add($"BOOKEDBARBER_URLS holds '{url}', which is not an address such as http://127.0.0.1:8080.");
        }

        foreach (var url in urls.Where(url => Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed is { Host: "localhost", Port: 0 }))
        {
            faults.Add($"BOOKEDBARBER_URLS holds '{url}'; a free port can be chosen for an address only: write 127.0.0.1 instead of localhost.");
        }

        if (urls.Length == 0)
        {
            faults.Add("BOOKEDBARBER_URLS is empty; leave it out for http://127.0.0.1:8080.");
        }

        var root = configuration["BOOKEDBARBER_ROOT"] ?? Directory.GetCurrentDirectory();
        var data = Path.GetFullPath(configuration["BOOKEDBARBER_DATA"] is { Length: > 0 } folder ? folder : Path.Combine(root, ".data"));
        var connection = configuration.GetConnectionString("Postgres") is { Length: > 0 } text ? text : null;
        if (connection is not null && !CanParse(connection))
        {
            faults.Add("ConnectionStrings__Postgres is not a connection string such as Host=db;Database=bookedbarber;Username=app;Password=….");
        }

        var web = configuration["BOOKEDBARBER_WEB"] is { Length: > 0 } built ? built : Path.Combine(root, "web", "dist");
        return faults.Count == 0
            ? new HostSettings(urls, data, connection, Directory.Exists(web) ? Path.GetFullPath(web) : null)
            : throw new SettingsException(string.Join(Environment.NewLine, faults));
    }

    private static bool CanParse(string connection)
    {
        try
        {
            return new Npgsql.NpgsqlConnectionStringBuilder(connection).Host is not null;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}

/// <summary>The environment holds settings that cannot be used.</summary>
public sealed class SettingsException(string message) : Exception(message);
