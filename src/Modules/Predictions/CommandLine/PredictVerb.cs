using System.Text;
using BookedBarber.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Predictions.CommandLine;

/// <summary><c>predict</c> alone: which predictions there are.</summary>
internal sealed class PredictVerb(IServiceProvider services) : IOfflineVerb
{
    public string Name => "predict";

    public string Summary => "Predict from files: './run predict --help' lists what.";

    public string Usage
    {
        get
        {
            var text = new StringBuilder("Usage: ./run predict NAME …\n\n");
            foreach (var verb in Predictions())
            {
                text.Append("  ").Append(verb.Name["predict ".Length..].PadRight(12)).Append(verb.Summary).Append('\n');
            }

            return text.Append("\nFiles alone are enough, with no database. './run predict NAME --help' tells the columns and shows an example.").ToString();
        }
    }

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        await error.WriteLineAsync(arguments is [var name, ..]
            ? $"There is no prediction '{name}'. There are {string.Join(", ", Predictions().Select(verb => verb.Name["predict ".Length..]))}."
            : "Say what to predict. './run predict --help' lists what there is.");
        return 2;
    }

    // Asked late: this verb is itself among the verbs.
    private IOrderedEnumerable<PredictionVerb> Predictions() => services.GetServices<IVerb>().OfType<PredictionVerb>().OrderBy(verb => verb.Name, StringComparer.Ordinal);
}
