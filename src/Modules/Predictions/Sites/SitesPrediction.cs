using BookedBarber.Algorithms.Optimisation;
using BookedBarber.Algorithms.Sites;
using BookedBarber.Predictions.CommandLine;
using BookedBarber.Predictions.Tables;

namespace BookedBarber.Predictions.Sites;

/// <summary><c>predict sites</c>: sales of shops and the worth of candidate sites.</summary>
internal sealed class SitesPrediction : IPrediction
{
    public string Name => "sites";

    public string Summary => "Tell the sales of shops from size, distance and competition, and rank candidate sites.";

    public string Usage =>
        """
        Usage: ./run predict sites --distances FILE --stores FILE --demand FILE --out FILE
                                   [--candidates FILE] [--own FILE] [--contribution R] [--first-year R]

          --distances FILE   CSV, a row for each district and store: district, store, salesarea (or size), distance
          --stores FILE      CSV of stores whose yearly sales are known: store, annualsales (or sales)
          --demand FILE      CSV: district, ppower (or demand): what people there can spend in a year
          --candidates FILE  CSV of stores of --distances that do not exist yet: store, investment, running_cost (12 months)
          --own FILE         CSV of stores that are ours: store; default: those of --stores
          --contribution R   part of sales left after what each sale costs, 0 to 1; default 0.5
          --first-year R     part of settled sales that the first 12 months reach, 0 to 1; default 0.8
          --out FILE         CSV with a row for each store, candidates last and ranked:
                               store, known_sales, predicted_sales, low, high (90 % range),
                               rank, taken_from_own, taken_from_others, return_12m, return_low, return_high (candidates only)

        How size and distance count is fitted to the known sales and told on standard error; so is what known stores that are alike
        cannot show. investment, running_cost, --contribution and --first-year are assumptions: change them and rank again. Without
        known sales of at least five stores, with demand nowhere, where no search finds how size and distance count, with a
        district or store that one file has and another lacks, or with a figure that is negative, infinite or no number,
        nothing is written and the exit code is 2.

        Example: ./run predict sites --distances district_store.csv --stores sales.csv --demand districts.csv --out stores.csv
        """;

    public IReadOnlyList<PredictionOption> Options { get; } =
    [
        new("--distances", Required: true), new("--stores", Required: true), new("--demand", Required: true), new("--out", Required: true),
        new("--candidates"), new("--own"), new("--contribution"), new("--first-year"),
    ];

    public async Task RunAsync(PredictionArguments arguments, TextWriter output, TextWriter progress, CancellationToken cancellationToken)
    {
        CsvOutput.Check(arguments.Get("--out"));
        var contribution = arguments.Number("--contribution", 0, 1, 0.5, above: true);
        var firstYear = arguments.Number("--first-year", 0, 1, 0.8, above: true);
        var files = SiteFiles.Read(arguments);
        var existing = files.Existing();
        var sales = existing.Select(store => files.Sales.GetValueOrDefault(store, double.NaN)).ToArray();
        var model = Fit(files.Area(existing), sales);
        await progress.WriteLineAsync(FormattableString.Invariant(
            $"From {files.Sales.Count} known stores of {existing.Count}: size counts to the power {model.Attraction:0.###}, distance to the power -{model.Decay:0.###}; unexplained: a factor of {Math.Exp(model.Spread):0.##}."));
        foreach (var sentence in files.Unshown())
        {
            await progress.WriteLineAsync(sentence);
        }

        Write(arguments.Get("--out"), files, existing, model, contribution, firstYear);
    }

    private static HuffModel Fit(TradeArea area, double[] sales)
    {
        try
        {
            return HuffModel.Fit(area, sales);
        }
        catch (ArgumentException few) when (few.ParamName == "sales")
        {
            throw new InputFaultException($"Sales of {sales.Count(sale => sale > 0)} stores are known; at least {HuffModel.FewestShops} are needed to tell how size and distance count.");
        }
        catch (NotSettledException nothing)
        {
            throw new InputFaultException($"{nothing.Message} Check whether sizes, distances and sales belong together, or give more stores.");
        }
    }

    private static void Write(string path, SiteFiles files, IReadOnlyList<string> existing, HuffModel model, double contribution, double firstYear)
    {
        var area = files.Area(existing);
        var predicted = model.Sales(area);
        var factor = Math.Exp(1.645 * model.Spread);
        using var file = CsvOutput.Create(
            path, "store", "known_sales", "predicted_sales", "low", "high", "rank", "taken_from_own", "taken_from_others", "return_12m", "return_low", "return_high");
        foreach (var (at, store) in existing.Index())
        {
            file.Cell(store).Cell(files.Sales.GetValueOrDefault(store, double.NaN)).Cell(predicted[at]).Cell(predicted[at] / factor).Cell(predicted[at] * factor);
            for (var empty = 0; empty < 6; empty++)
            {
                file.Cell(string.Empty);
            }

            file.EndRow();
        }

        var own = existing.Select(files.IsOwn).ToArray();
        var judged = files.Candidates
            .Select(candidate => (candidate.Store, Worth: SiteReturn.Of(model, area, own, files.SizeOf(candidate.Store), files.DistancesOf(candidate.Store), new SiteTerms(candidate.Investment, candidate.RunningCost, contribution, firstYear))))
            .OrderByDescending(candidate => candidate.Worth.Return);
        foreach (var (rank, (store, worth)) in judged.Index())
        {
            file.Cell(store).Cell(string.Empty).Cell(worth.Sales).Cell(worth.Sales / factor).Cell(worth.Sales * factor).Cell(rank + 1)
                .Cell(worth.TakenFromOwn).Cell(worth.TakenFromOthers).Cell(worth.Return).Cell(worth.Low).Cell(worth.High).EndRow();
        }

        file.Complete();
    }
}
