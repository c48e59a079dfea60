using BookedBarber.Predictions.CommandLine;

namespace BookedBarber.Predictions.Tests;

/// <summary>A folder of files to predict from, and what a prediction said and wrote there.</summary>
internal sealed class VerbFolder : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("predict").FullName;

    public string Out => Path.Combine(_folder, "out.csv");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public string PathOf(string name) => Path.Combine(_folder, name);

    public string Save(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    public string[] Answer() => File.ReadAllLines(Out);

    /// <summary>Runs a prediction that writes to <see cref="Out"/>.</summary>
    public async Task<(int Code, string Error)> RunAsync(IPrediction prediction, params string[] words)
    {
        await using var error = new StringWriter();
        var code = await new PredictionVerb(prediction).RunAsync([.. words, "--out", Out], TextWriter.Null, error, TestContext.Current.CancellationToken);
        return (code, error.ToString().TrimEnd());
    }
}
