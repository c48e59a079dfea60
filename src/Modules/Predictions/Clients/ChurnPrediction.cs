using BookedBarber.Algorithms.Clients;
using BookedBarber.Predictions.CommandLine;
using BookedBarber.Predictions.Tables;

namespace BookedBarber.Predictions.Clients;

/// <summary><c>predict churn</c>: which clients will not come back.</summary>
internal sealed class ChurnPrediction : IPrediction
{
    public string Name => "churn";

    public string Summary => "Tell for each client how likely no visit is in the days ahead, and why.";

    public string Usage =>
        """
        Usage: ./run predict churn --input FILE --client COL --date COL [--amount COL] --as-of DATE [--days N] --out FILE [--seed N]

          --input FILE    CSV of visits, a row each, in any order; several rows of one client and day are one visit
          --client COL    column of the client's id
          --date COL      column of the local day, such as 2026-03-31
          --amount COL    column of what was spent; empty cells count as nothing, refunds below 0 lower what a client spent
          --as-of DATE    day of judgement; later rows are left out
          --days N        days ahead, 1 to 1095; default 90
          --seed N        default 1; the same seed gives the same answer
          --out FILE      CSV with a row for each client who has come until --as-of, in the order of first appearance:
                            client            the id
                            p_alive           chance that the client has not left for good
                            p_no_visit        chance of no visit in the days ahead; rank by this one
                            expected_visits   visits to expect in the days ahead
                            expected_value    money to expect in the days ahead; empty without --amount
                            reason            why, in plain words

        What the answers rest on is told on standard error: each client's own rhythm, learnt from days in the past of this
        file; with fewer clients a model of visits; where none can be fitted, the gaps that all of them showed. An unknown column, a
        cell that is no day or no finite number, or a file without a visit until --as-of ends it with exit code 2.

        Example: ./run predict churn --input visits.csv --client client_id --date date --amount paid --as-of 2026-03-31 --days 90 --out churn.csv
        """;

    public IReadOnlyList<PredictionOption> Options { get; } =
    [
        new("--input", Required: true), new("--client", Required: true), new("--date", Required: true), new("--amount"), new("--as-of", Required: true), new("--days"), new("--seed"),
        new("--out", Required: true),
    ];

    public async Task RunAsync(PredictionArguments arguments, TextWriter output, TextWriter progress, CancellationToken cancellationToken)
    {
        CsvOutput.Check(arguments.Get("--out"));
        var asOf = arguments.Day("--as-of")!.Value;
        var days = arguments.Whole("--days", 1, 1095, 90);
        var seed = arguments.Whole("--seed", 0, int.MaxValue - 100, 1);
        var file = VisitFile.Read(arguments, asOf);
        await progress.WriteLineAsync(file.Told());
        var outcome = ReturnForecast.Judge(file.Visits, asOf, days, seed, cancellationToken);
        await progress.WriteLineAsync(outcome.Basis switch
        {
            ReturnBasis.OwnRhythm => "Each client's own rhythm was judged, as learnt from days in the past of this file.",
            ReturnBasis.VisitModel => "The history is too short to learn each client's rhythm from: a model of visits answers, whose numbers were fitted to these clients.",
            _ => $"The answers rest on little, the gaps that all clients showed: {VisitFitWords.Of(outcome.Fit, file.Names.Count)}.",
        });
        using var table = CsvOutput.Create(arguments.Get("--out"), "client", "p_alive", "p_no_visit", "expected_visits", "expected_value", "reason");
        foreach (var (client, told) in file.Names.Zip(outcome.Clients))
        {
            table.Cell(client).Cell(told.ProbabilityAlive).Cell(told.ProbabilityOfNoVisit).Cell(told.ExpectedVisits).Cell(told.ExpectedValue).Cell(told.Reason).EndRow();
        }

        table.Complete();
    }
}
