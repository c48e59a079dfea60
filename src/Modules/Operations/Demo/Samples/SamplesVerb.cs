using BookedBarber.Shared;

namespace BookedBarber.Operations.Demo;

/// <summary>Writes the sample files for trying imports.</summary>
internal sealed class SamplesVerb : IOfflineVerb
{
    public string Name => "demo samples";

    public string Summary => "Write the sample files that imports can be tried with.";

    public string Usage => "Usage: ./run demo samples --to FOLDER\n\nWrites the files of samples/ (without its README): made by the demo generator, the same bytes every time. Existing files are replaced.";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        if (arguments is not ["--to", { Length: > 0 } folder])
        {
            await error.WriteLineAsync(Usage);
            return 2;
        }

        var files = 0;
        foreach (var (path, text) in SampleFiles.All())
        {
            var file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, text, cancellationToken);
            files++;
        }

        await output.WriteLineAsync($"Wrote {files} files to {folder}.");
        return 0;
    }
}
