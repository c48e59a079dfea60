using System.Security.Cryptography;
using System.Text;
using BookedBarber.Integrations.Features.RunImport;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace BookedBarber.Integrations.Features.UploadImport;

/// <summary>What came with a multipart request: fields, and files kept on this node's disk until the request ends.</summary>
internal sealed class Upload : IAsyncDisposable
{
    /// <summary>Bytes of all files of a request together.</summary>
    public const long MaxBytes = 1L << 30;

    private const int MaxFiles = 50;
    private const int MaxFieldBytes = 256 * 1024;

    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);
    private readonly List<string> _paths = [];
    private readonly List<ImportFile> _files = [];

    public IReadOnlyList<ImportFile> Files => _files;

    /// <summary>A field's text; null when absent or empty.</summary>
    public string? Field(string name) => _fields.GetValueOrDefault(name) is { Length: > 0 } text ? text : null;

    /// <summary>Takes in the request's body.</summary>
    public static async Task<Result<Upload>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || type.MediaType != "multipart/form-data" || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and < 200 } boundary)
        {
            return new Problem("not_multipart", "Send the files as multipart/form-data, with the fields profile and file.", ProblemKind.Invalid);
        }

        var upload = new Upload();
        try
        {
            if (await upload.TakeAsync(new MultipartReader(boundary, request.Body), cancellationToken) is { } problem)
            {
                await upload.DisposeAsync();
                return problem;
            }

            return upload;
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException)
        {
            await upload.DisposeAsync();
            return new Problem("malformed_upload", "The upload broke off or is not a proper multipart body. Send it again.");
        }
        catch
        {
            await upload.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync()
    {
        _paths.ForEach(File.Delete);
        return ValueTask.CompletedTask;
    }

    private async Task<Problem?> TakeAsync(MultipartReader reader, CancellationToken cancellationToken)
    {
        var left = MaxBytes;
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
            {
                return new Problem("malformed_upload", "A part of the upload has no name.");
            }

            if (disposition.IsFileDisposition())
            {
                if (_files.Count == MaxFiles)
                {
                    return new Problem("too_many_files", $"One import takes at most {MaxFiles} files.");
                }

                var name = Path.GetFileName(HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value ?? "file");
                left -= await KeepAsync(name, section.Body, left, cancellationToken);
                if (left < 0)
                {
                    return new Problem("too_large", $"The files are larger than {MaxBytes >> 20} MB together. Pack them with gzip, or use the import command on the server.", ProblemKind.TooLarge);
                }
            }
            else if (await FieldAsync(section.Body, cancellationToken) is { } text)
            {
                _fields[HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? string.Empty] = text;
            }
            else
            {
                return new Problem("too_large", $"A field of the upload is larger than {MaxFieldBytes / 1024} kB.", ProblemKind.TooLarge);
            }
        }

        return null;
    }

    private async Task<long> KeepAsync(string name, Stream body, long left, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Path.GetTempPath(), $"bookedbarber-{Path.GetRandomFileName()}");
        _paths.Add(path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
        var buffer = new byte[1 << 16];
        var size = 0L;
        while (await body.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            size += read;
            if (size > left)
            {
                return size;
            }

            hash.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        name = name.Length > 200 ? name[..200] : name;
        _files.Add(new ImportFile(name.Replace('\0', ' '), size, Convert.ToHexStringLower(hash.GetHashAndReset()), () => File.OpenRead(path)));
        return size;
    }

    private static async Task<string?> FieldAsync(Stream body, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxFieldBytes + 1];
        var size = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return size > MaxFieldBytes ? null : Encoding.UTF8.GetString(buffer, 0, size);
    }
}
