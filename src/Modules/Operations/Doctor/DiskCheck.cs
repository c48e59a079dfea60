using System.Globalization;
using BookedBarber.Storage;
using Microsoft.Extensions.Configuration;

namespace BookedBarber.Operations.Doctor;

/// <summary>Looks at the room that is left where the data folder is.</summary>
internal sealed class DiskCheck(IConfiguration configuration, DataSources sources)
{
    private const double Gigabyte = 1L << 30;
    private const double LeastFree = 2 * Gigabyte;

    public async Task<Finding> RunAsync(CancellationToken cancellationToken)
    {
        await using var command = sources.Owner.CreateCommand("select pg_database_size(current_database())");
        var size = (long)(await command.ExecuteScalarAsync(cancellationToken))!;
        var folder = configuration["DataFolder"] is { Length: > 0 } data && Directory.Exists(data) ? data : Path.GetTempPath();
        var free = new DriveInfo(folder).AvailableFreeSpace;
        var text = string.Create(CultureInfo.InvariantCulture, $"{free / Gigabyte:F1} GB free at {folder}; the database takes {size / Gigabyte:F1} GB.");
        return free >= LeastFree
            ? new Finding("disk", text)
            : new Finding("disk", text, "Free some space or move the data folder (BOOKEDBARBER_DATA): with a full disk nothing can be recorded.");
    }
}
