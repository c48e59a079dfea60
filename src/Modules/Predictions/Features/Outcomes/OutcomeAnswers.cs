using System.ComponentModel;
using BookedBarber.Predictions.Nightly.Outcomes;
using BookedBarber.Predictions.Web;

namespace BookedBarber.Predictions.Features.Outcomes;

/// <summary>Chances that were told beside what came.</summary>
/// <param name="Kind">no_show, or clients: the chance of no visit in the next 90 days.</param>
/// <param name="Outcomes">Cases of the months judged whose outcome is known.</param>
/// <param name="Needed">So many must be known before anything is judged.</param>
/// <param name="NextOn">When the next outcomes are known; null where they come night by night, or nothing is waited for.</param>
/// <param name="Judged">Null with fewer outcomes than needed.</param>
/// <param name="Months">The last twelve months with outcomes, the oldest first.</param>
internal sealed record OutcomesAnswer(NodeItem Node, string Kind, long Outcomes, int Needed, DateOnly? NextOn, OutcomesJudged? Judged, IReadOnlyList<OutcomeMonth> Months);

/// <summary>How good the chances of the latest three months with outcomes were.</summary>
internal sealed record OutcomesJudged
{
    [Description("First month.")]
    public string From { get; init; } = string.Empty;

    [Description("Last month.")]
    public string To { get; init; } = string.Empty;

    [Description("Mean of what was told.")]
    public double Said { get; init; }

    [Description("Share for which it happened.")]
    public double Happened { get; init; }

    [Description("Brier score: mean squared distance of the chance from what happened; 0 is best.")]
    public double Brier { get; init; }

    [Description("The Brier score of giving everybody the share for which it happened.")]
    public double BaseBrier { get; init; }

    [Description("How far what was told and what happened are apart within the bands, as a share of all cases.")]
    public double CalibrationError { get; init; }

    [Description("Whether that is more than a version of the model may be off, and more than chance explains. It is a finding, too.")]
    public bool IsOff { get; init; }

    [Description("Bands of chances, the lowest first.")]
    public IReadOnlyList<OutcomeBand> Bands { get; init; } = [];
}

/// <summary>Cases that were given about the same chance.</summary>
/// <param name="From">Lowest chance of the band.</param>
/// <param name="To">Its end.</param>
/// <param name="Outcomes">How many they are.</param>
/// <param name="Said">Mean of what was told; null in an empty band, like all that follows.</param>
/// <param name="Happened">Share for which it happened.</param>
/// <param name="Low">With high: nine times in ten the true share lies between.</param>
internal sealed record OutcomeBand(double From, double To, long Outcomes, double? Said, double? Happened, double? Low, double? High);

/// <summary>A month of bookings, or in which it was told of clients.</summary>
internal sealed record OutcomeMonth(string Month, long Outcomes, double Said, double Happened, double Brier, double BaseBrier);
