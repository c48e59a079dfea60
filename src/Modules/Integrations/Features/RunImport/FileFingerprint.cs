using System.Security.Cryptography;
using System.Text;
using BookedBarber.Integrations.Mapping;

namespace BookedBarber.Integrations.Features.RunImport;

/// <summary>What tells one import from another.</summary>
internal static class FileFingerprint
{
    /// <summary>Hash of a file's bytes.</summary>
    public static async Task<string> OfAsync(Stream file, CancellationToken cancellationToken) => Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));

    /// <summary>The same profile, place and file contents give the same key: then an unfinished import is gone on with.</summary>
    public static string KeyOf(Profile profile, Guid? location, IEnumerable<ImportFile> files) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{profile.Fingerprint}/{location}/{string.Join('/', files.Select(file => file.Sha256))}")));
}
