using BookedBarber.Integrations.Features.RunImport;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Features.UploadImport;

/// <summary>Fetches uploaded files from the database to this node's disk for the time of an import.</summary>
internal sealed class PieceFiles(IDatabase database)
{
    /// <summary>Fetches the files of an import.</summary>
    /// <exception cref="JobFailedException">They are no longer kept.</exception>
    public async Task<FetchedFiles> FetchAsync(NetworkId network, Guid import, IReadOnlyList<ImportFileEntry> files, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("bookedbarber-import-");
        var fetched = new FetchedFiles(folder, []);
        try
        {
            foreach (var file in files)
            {
                var path = Path.Combine(folder.FullName, $"{file.Position}");
                await using (var target = File.Create(path))
                {
                    await CopyAsync(network, import, file.Position, target, cancellationToken);
                    if (target.Length != file.Bytes)
                    {
                        throw new JobFailedException("The uploaded files are no longer kept. Upload them again; rows that were imported stay and are passed over.");
                    }
                }

                fetched.Files.Add(new ImportFile(file.Name, file.Bytes, file.Sha256, () => File.OpenRead(path)));
            }

            return fetched;
        }
        catch
        {
            await fetched.DisposeAsync();
            throw;
        }
    }

    private async Task CopyAsync(NetworkId network, Guid import, int file, Stream target, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(network, cancellationToken);
        for (var position = 0; ; position++)
        {
            var data = await session.FirstAsync<byte[]>(
                "select data from integrations.import_piece where network_id = @network and import_id = @import and file = @file and position = @position",
                new { network, import, file, position },
                cancellationToken);
            if (data is null)
            {
                return;
            }

            await target.WriteAsync(data, cancellationToken);
        }
    }
}

/// <summary>Files on this node's disk, removed at the end.</summary>
internal sealed record FetchedFiles(DirectoryInfo Folder, List<ImportFile> Files) : IAsyncDisposable
{
    public ValueTask DisposeAsync()
    {
        Folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
