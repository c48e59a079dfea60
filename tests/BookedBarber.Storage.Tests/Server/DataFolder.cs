using System.Globalization;
using System.Security.Cryptography;
using BookedBarber.Storage.Server;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace BookedBarber.Storage.Tests.Server;

/// <summary>A data folder of one test, with drivers for the server in it.</summary>
internal sealed class DataFolder : IAsyncDisposable
{
    public DataFolder(string parent = "/tmp", UnixFileMode? mode = null, string below = "data")
    {
        Outermost = System.IO.Path.Combine(parent, $"bb-test-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}");
        Directory.CreateDirectory(Outermost);
        File.SetUnixFileMode(Outermost, mode ?? (UnixFileMode)Convert.ToInt32("755", 8));
        Path = System.IO.Path.Combine(Outermost, below);
    }

    public string Outermost { get; }

    public string Path { get; }

    public string Home => File.Exists(HomeFinder.PointerIn(Path)) ? File.ReadAllText(HomeFinder.PointerIn(Path)) : HomeFinder.InsideOf(Path);

    public ServerPlace Place => new(Home, string.Empty);

    /// <summary>Number of the postmaster, from PostgreSQL's own file.</summary>
    public int Postmaster => int.Parse(File.ReadLines(Place.PidFile).First(), CultureInfo.InvariantCulture);

    /// <summary>False as well when only its entry waits for the parent to take note.</summary>
    public static bool Runs(int pid)
    {
        var status = $"/proc/{pid}/stat";
        return File.Exists(status) && !File.ReadAllText(status).Contains(") Z ", StringComparison.Ordinal);
    }

    public Task<PrivateServer> StartAsync(string? binaries = null) => PrivateServer.StartAsync(
        new PrivateServerOptions { DataFolder = Path, DurableWrites = false, BinariesFolder = binaries },
        TimeProvider.System,
        NullLogger.Instance,
        TestContext.Current.CancellationToken);

    public async Task<PrivateServerException> FailAsync(string? binaries = null) =>
        await Should.ThrowAsync<PrivateServerException>(async () => await (await StartAsync(binaries)).DisposeAsync());

    public async ValueTask DisposeAsync()
    {
        await PrivateServer.EraseAsync(Path, CancellationToken.None);
        Directory.Delete(Outermost, recursive: true);
    }

    public static async Task<object?> AskAsync(PrivateServer server, string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server.ConnectionString) { Pooling = false });
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
