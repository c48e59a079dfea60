using System.Text;
using BookedBarber.Operations.Demo;

namespace BookedBarber.Operations.Tests.Samples;

public sealed class SampleFilesTests
{
    private static readonly string Folder = FindSamples();

    [Fact]
    public async Task The_committed_files_are_those_that_the_verb_makes()
    {
        var made = SampleFiles.All().ToList();
        foreach (var (path, text) in made)
        {
            (await File.ReadAllTextAsync(Path.Combine(Folder, path), TestContext.Current.CancellationToken)).ShouldBe(text, path);
        }

        Directory.EnumerateFiles(Folder, "*.csv", SearchOption.AllDirectories).Count().ShouldBe(made.Count);
    }

    [Fact]
    public void They_are_small() => SampleFiles.All().Sum(file => Encoding.UTF8.GetByteCount(file.Text)).ShouldBeLessThan(300_000);

    private static string FindSamples()
    {
        var folder = AppContext.BaseDirectory;
        while (!Directory.Exists(Path.Combine(folder, "samples")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("No samples folder above the test's own.");
        }

        return Path.Combine(folder, "samples");
    }
}
