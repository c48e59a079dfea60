using System.Text.Json;
using BookedBarber.Predictions.Models;
using BookedBarber.Predictions.Web;

namespace BookedBarber.Predictions.Features.ReadModels;

/// <summary>Versions of models, the newest first.</summary>
internal sealed record ModelList(IReadOnlyList<ModelItem> Items);

/// <summary>A version of a model.</summary>
/// <param name="Kind">revenue, clients, no_show, demand, price or sites.</param>
/// <param name="Method">The method that it works by.</param>
/// <param name="State">at_work, waiting (for somebody's decision), refused or retired.</param>
/// <param name="DecidedBy">rule or person.</param>
/// <param name="DeciderName">Who decided; null for the rule.</param>
/// <param name="Reason">Why, in a sentence.</param>
/// <param name="Metric">What the errors are; lower is better.</param>
/// <param name="Error">On outcomes that it had not seen; null where nothing could be tried.</param>
/// <param name="NaiveError">Of what costs nothing, on the same outcomes.</param>
/// <param name="Coverage">Of ranges: share of outcomes inside the 90 % range.</param>
/// <param name="CalibrationError">Of probabilities: how far they were off on average.</param>
internal sealed record ModelItem(
    Guid Id, string Kind, int Version, string Method, string State, string DecidedBy, string? DeciderName, DateTimeOffset DecidedAt, string Reason, DateTimeOffset TrainedAt,
    DateOnly? WindowFrom, DateOnly? WindowTo, string Metric, double? Error, double? NaiveError, double? Coverage, double? CalibrationError)
{
    public static ModelItem Of(ModelVersion model)
    {
        var (backtest, calibration) = (model.Backtest, model.Calibration);
        return new ModelItem(
            model.Id, model.Kind, model.Version, model.Method, model.State, model.DecidedBy, model.DeciderName, model.DecidedAt, model.Reason, model.TrainedAt, model.WindowFrom, model.WindowTo,
            backtest.Metric, Amounts.Ratio(backtest.Error), Amounts.Ratio(backtest.NaiveError), calibration.Coverage is { } coverage ? Amounts.Ratio(coverage) : null, calibration.Error is { } error ? Amounts.Ratio(error) : null);
    }
}

/// <summary>All that is known of a version.</summary>
/// <param name="Seed">With the settings and the same records it gives the same answers again.</param>
/// <param name="Counts">How much it learnt from.</param>
/// <param name="Origins">Earlier days that were taken for today, the latest first.</param>
/// <param name="Methods">Every method that was tried on the same outcomes, the best first.</param>
/// <param name="Figures">Further figures of the trial.</param>
/// <param name="Reliability">Of probabilities: groups of cases, lowest probability first.</param>
internal sealed record ModelDetail(
    ModelItem Model, JsonElement Settings, long Seed, IReadOnlyDictionary<string, long> Counts, IReadOnlyList<OriginItem> Origins, IReadOnlyList<MethodItem> Methods, IReadOnlyDictionary<string, double> Figures, IReadOnlyList<ReliabilityBin> Reliability)
{
    public static ModelDetail Of(ModelVersion model)
    {
        var backtest = model.Backtest;
        return new ModelDetail(
            ModelItem.Of(model),
            JsonSerializer.Deserialize<JsonElement>(model.Settings),
            model.Seed,
            model.DataCounts,
            [.. backtest.Origins.Select(origin => new OriginItem(origin.Origin, origin.Days, origin.Cases, Amounts.Ratio(origin.Error), Amounts.Ratio(origin.NaiveError)))],
            [.. backtest.Methods.Select(method => new MethodItem(method.Method, Amounts.Ratio(method.Error)))],
            backtest.Figures.Where(figure => double.IsFinite(figure.Value)).ToDictionary(figure => figure.Key, figure => Math.Round(figure.Value, 4)),
            model.Calibration.Bins);
    }
}

/// <summary>An earlier day that was taken for today.</summary>
/// <param name="Origin">Last day that was known.</param>
/// <param name="Days">Days ahead that were compared.</param>
/// <param name="Cases">Outcomes compared.</param>
internal sealed record OriginItem(DateOnly Origin, int Days, int Cases, double? Error, double? NaiveError);

/// <summary>A method and its error.</summary>
internal sealed record MethodItem(string Method, double? Error);

/// <summary>A decision about a version.</summary>
/// <param name="Decision">approve or refuse.</param>
/// <param name="Note">Why; kept with the version.</param>
internal sealed record ModelDecision(string? Decision, string? Note);
