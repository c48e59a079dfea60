using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;

namespace BookedBarber.Operations.Demo;

/// <summary>The one password of the demo accounts: the operator's, or a random one that is kept for the next start.</summary>
internal sealed class DemoPassword(IConfiguration configuration)
{
    private const string FileName = "demo-password";
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789"; // without those that are taken for one another

    public async Task<string> GetAsync(CancellationToken cancellationToken)
    {
        if (configuration["BOOKEDBARBER_DEMO_PASSWORD"] is { Length: > 0 } given)
        {
            return given;
        }

        var folder = configuration["DataFolder"] is { Length: > 0 } data ? data : Path.Combine(Path.GetTempPath(), "bookedbarber");
        var file = Path.Combine(folder, FileName);
        if (File.Exists(file) && (await File.ReadAllTextAsync(file, cancellationToken)).Trim() is { Length: >= 10 } kept)
        {
            return kept;
        }

        Directory.CreateDirectory(folder);
        var made = string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Letters, 4)));
        await WriteAsync(file, made, cancellationToken);
        return made;
    }

    private static async Task WriteAsync(string file, string text, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var writer = new StreamWriter(file, options);
        await writer.WriteLineAsync(text.AsMemory(), cancellationToken);
    }
}
