using BookedBarber.Algorithms.Clients;
using BookedBarber.Predictions.CommandLine;
using BookedBarber.Predictions.Tables;

namespace BookedBarber.Predictions.Clients;

/// <summary><c>predict value</c>: what clients are worth in the months ahead.</summary>
internal sealed class ValuePrediction : IPrediction
{
    public string Name => "value";

    public string Summary => "Tell what each client is worth in the months ahead, beside what was spent so far.";

    public string Usage =>
        """
        Usage: ./run predict value --input FILE --client COL --date COL --amount COL --as-of DATE --out FILE
                                   [--months N] [--contribution R] [--discount R]

          --input FILE       CSV of visits, a row each, in any order; several rows of one client and day are one visit
          --client COL       column of the client's id
          --date COL         column of the local day, such as 2026-03-31
          --amount COL       column of what was spent
          --as-of DATE       day of judgement; later rows are left out
          --months N         months ahead, 1 to 120; default 36
          --contribution R   part of sales that is left after what each visit costs, above 0 to 1; default 1: sales
          --discount R       by how much a month's delay makes money worth less, 0 to 1; default 0.01
          --out FILE         CSV with a row for each client who has come until --as-of, in the order of first appearance:
                               client            the id
                               value_to_date     spent until --as-of
                               expected_visits   visits to expect in the months ahead
                               spend_per_visit   spend to expect at each
                               expected_value    visits × spend × contribution, month by month, discounted; what was spent so far is not in it
                               reason            why, in plain words

        Fewer than 50 clients, or none who came twice, or visits that fit no model, carry no projection over months: it is
        refused with exit code 2, like an unknown column or a cell that is no day or no finite number.

        Example: ./run predict value --input visits.csv --client client_id --date date --amount paid --as-of 2026-03-31 --contribution 0.6 --out value.csv
        """;

    public IReadOnlyList<PredictionOption> Options { get; } =
    [
        new("--input", Required: true), new("--client", Required: true), new("--date", Required: true), new("--amount", Required: true), new("--as-of", Required: true),
        new("--months"), new("--contribution"), new("--discount"), new("--out", Required: true),
    ];

    public async Task RunAsync(PredictionArguments arguments, TextWriter output, TextWriter progress, CancellationToken cancellationToken)
    {
        CsvOutput.Check(arguments.Get("--out"));
        var asOf = arguments.Day("--as-of")!.Value;
        var months = arguments.Whole("--months", 1, 120, LifetimeValue.Months);
        var worth = new LifetimeValue(arguments.Number("--contribution", 0, 1, 1, above: true), arguments.Number("--discount", 0, 1, 0.01));
        var file = VisitFile.Read(arguments, asOf);
        await progress.WriteLineAsync(file.Told());
        if (ReturnForecast.TryVisitsByMonth(file.Visits, asOf, months, out var visits) is not VisitFit.Settled and var why)
        {
            throw new InputFaultException($"No projection over months: {VisitFitWords.Of(why, file.Names.Count)}.");
        }

        cancellationToken.ThrowIfCancellationRequested();
        var spends = ReturnForecast.Spends(file.Visits);
        using var table = CsvOutput.Create(arguments.Get("--out"), "client", "value_to_date", "expected_visits", "spend_per_visit", "expected_value", "reason");
        foreach (var (at, client) in file.Names.Index())
        {
            table.Cell(client).Cell(file.Visits[at].Amounts.Sum()).Cell(visits[at].Sum()).Cell(spends[at]).Cell(worth.Of(visits[at], spends[at])).Cell(ReturnReason.Of(file.Visits[at], asOf)).EndRow();
        }

        table.Complete();
    }
}
