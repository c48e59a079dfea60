using BookedBarber.Storage;

namespace BookedBarber.Predictions.Models;

/// <summary>A version of a model as it is stored.</summary>
internal sealed record ModelVersion
{
    /// <summary>Columns of <c>predictions.model</c> without the learnt ranges.</summary>
    public const string Columns =
        """
        id, kind, version, method, settings::text as settings, seed, trained_at, window_from, window_to, counts::text as counts,
        backtest::text as backtest_json, calibration::text as calibration_json, state, decided_by, decider_id, decider_name, decided_at, reason
        """;

    public Guid Id { get; init; }

    public string Kind { get; init; } = string.Empty;

    public int Version { get; init; }

    public string Method { get; init; } = string.Empty;

    public string Settings { get; init; } = "{}";

    public long Seed { get; init; }

    public DateTimeOffset TrainedAt { get; init; }

    public DateOnly? WindowFrom { get; init; }

    public DateOnly? WindowTo { get; init; }

    public string Counts { get; init; } = "{}";

    public string BacktestJson { get; init; } = "{}";

    public string CalibrationJson { get; init; } = "{}";

    public string State { get; init; } = string.Empty;

    public string DecidedBy { get; init; } = string.Empty;

    public Guid? DeciderId { get; init; }

    public string? DeciderName { get; init; }

    public DateTimeOffset DecidedAt { get; init; }

    public string Reason { get; init; } = string.Empty;

    public Backtest Backtest => ModelJson.Read<Backtest>(BacktestJson);

    public Calibration Calibration => ModelJson.Read<Calibration>(CalibrationJson);

    public IReadOnlyDictionary<string, long> DataCounts => StorageJson.Deserialize<Dictionary<string, long>>(Counts);
}
