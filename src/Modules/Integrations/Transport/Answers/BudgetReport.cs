using System.Globalization;
using System.Text.Json;
using BookedBarber.Integrations.Connectors;

namespace BookedBarber.Integrations.Transport.Answers;

/// <summary>What an answer says about the budget, and what follows: slower before it is used up, and not at all once it is.</summary>
/// <param name="Paced">Spacing of calls from now on; null: as before.</param>
/// <param name="PacedUntil">Until then.</param>
/// <param name="BlockedUntil">Nothing before; null: not blocked.</param>
internal readonly record struct BudgetReport(TimeSpan? Paced, DateTimeOffset? PacedUntil, DateTimeOffset? BlockedUntil)
{
    /// <summary>Below this share of the budget what is left is spread over the time until it is full again.</summary>
    public const double Low = 0.25;

    /// <summary>A budget whose reset is not told is thought to be full again after this long.</summary>
    private static readonly TimeSpan Unknown = TimeSpan.FromSeconds(10);

    public bool SaysNothing => Paced is null && BlockedUntil is null;

    /// <summary>Reads an answer.</summary>
    /// <param name="manifest">Where it stands.</param>
    /// <param name="declared">The declared size of the budget, where the answer tells none.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="body">Its JSON.</param>
    /// <param name="now">Now.</param>
    public static BudgetReport Read(Manifest manifest, int? declared, DoorAnswer answer, JsonElement? body, DateTimeOffset now)
    {
        if (manifest.Report is not { } report || Number(report.Remaining, answer, body) is not { } remaining)
        {
            return default;
        }

        var limit = Number(report.Limit, answer, body) ?? declared;
        if (limit is null || remaining >= limit * Low)
        {
            return default;
        }

        if (Number(report.RestorePerSecond, answer, body) is { } restore and > 0)
        {
            // A cost budget that fills steadily: wait until it is half full again rather than run along its bottom.
            var wait = TimeSpan.FromSeconds(Math.Min(((limit.Value / 2) - remaining) / restore, 60));
            return new BudgetReport(null, null, now + wait);
        }

        var reset = RetryTimes.Reset(Text(report.Reset, answer, body), report.ResetFormat, now) ?? now + Unknown;
        return remaining < 1
            ? new BudgetReport(null, null, reset)
            : new BudgetReport((reset - now) / remaining, reset, null);
    }

    private static double? Number(AnswerSource? source, DoorAnswer answer, JsonElement? body) =>
        double.TryParse(Text(source, answer, body)?.Split(['/', ',', ';'], 2)[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private static string? Text(AnswerSource? source, DoorAnswer answer, JsonElement? body) =>
        source?.Header is { } header ? answer.Headers.GetValueOrDefault(header)
        : source?.Path is { } path && body is { } json ? path.FindText(json)
        : null;
}
