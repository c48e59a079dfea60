using BookedBarber.Shared;

namespace BookedBarber.Predictions.CommandLine;

/// <summary><c>predict NAME</c>: options in, one line and exit code 2 for whatever makes the prediction impossible.</summary>
internal sealed class PredictionVerb(IPrediction prediction) : IOfflineVerb
{
    public string Name => $"predict {prediction.Name}";

    public string Summary => prediction.Summary;

    public string Usage => prediction.Usage;

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        if (arguments.Any(word => word is "--help" or "-h"))
        {
            await output.WriteLineAsync(Usage);
            return 0;
        }

        try
        {
            await prediction.RunAsync(PredictionArguments.Read(arguments, prediction.Options), output, error, cancellationToken);
            await output.FlushAsync(cancellationToken);
            return 0;
        }
        catch (InputFaultException fault)
        {
            await error.WriteLineAsync(OneLine(fault.Message));
            return 2;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync(OneLine($"A file could not be read or written: {fault.Message}"));
            return 2;
        }
    }

    // A cell that is quoted in a message may hold a line break.
    private static string OneLine(string message) => message.ReplaceLineEndings(" ");
}
