using BookedBarber.Predictions.Models;

namespace BookedBarber.Predictions.Nightly.Outcomes;

/// <summary>Chances that are set against what came.</summary>
/// <param name="Kind">What they tell.</param>
/// <param name="Borders">Where a band of chances ends and the next one begins, lowest first.</param>
internal sealed record OutcomeKind(PredictionKind Kind, IReadOnlyList<double> Borders)
{
    // Most chances of a no-show are small, and what people act on begins at a tenth and a quarter.
    public static readonly OutcomeKind NoShow = new(PredictionKind.NoShow, [0.05, 0.10, 0.25, 0.50]);

    public static readonly OutcomeKind Clients = new(PredictionKind.Clients, [0.2, 0.4, 0.6, 0.8]);

    public static readonly IReadOnlyList<OutcomeKind> All = [NoShow, Clients];

    public string Name => Kind.Name();

    public int Bands => Borders.Count + 1;

    public double From(int band) => band == 0 ? 0 : Borders[band - 1];

    public double To(int band) => band == Borders.Count ? 1 : Borders[band];
}
