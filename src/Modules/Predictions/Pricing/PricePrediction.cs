using BookedBarber.Algorithms.Pricing;
using BookedBarber.Predictions.CommandLine;
using BookedBarber.Predictions.Tables;

namespace BookedBarber.Predictions.Pricing;

/// <summary><c>predict price</c>: what prices do to units, and which price would be better.</summary>
internal sealed class PricePrediction : IPrediction
{
    public string Name => "price";

    public string Summary => "Tell what prices do to units sold, propose prices within bounds, and tell units at planned prices.";

    public string Usage =>
        """
        Usage: ./run predict price --input FILE --shop COL --item COL --period COL --price COL (--units COL | --log-units COL)
                                   --out FILE [--circumstances A,B] [--known FILE --units-out FILE] [--bound R] [--cost R] [--seed N]

          --input FILE            CSV of past sales, a row for each shop, item and period
          --shop, --item COL      columns of their ids
          --period COL            column of the week or other period: a whole number or a day
          --price COL             column of the price per unit
          --units COL             column of units sold; or --log-units COL, of their natural logarithm
          --circumstances A,B     columns of promotions and other circumstances, numbers; other items' prices are added by themselves
          --bound R               how far a proposal may be from the present price, 0 to 1; default 0.1
          --cost R                unit cost as a share of the present price, 0 to below 1; default 0.3
          --out FILE              CSV with a row for each shop and item:
                                    shop, item
                                    elasticity       per cent of units for one per cent of price, promotions set apart
                                    low, high        90 % range
                                    own_weight       how much rests on this shop and item alone, 0 to 1
                                    price            last price
                                    proposed_price   the same where no change is sure enough to gain
                                    units_change     expected, as a share
                                    profit_change, profit_low, profit_high
          --known FILE            CSV of planned rows with the columns of --input but units
          --units-out FILE        CSV with a row for each row of --known: shop, item, period, units (empty where the shop never sold it)
          --seed N                default 1

        Rows may be in any order. A price that is not above 0, units below 0, a shop, item and period that is there twice, periods
        that are numbers here and days there, an unknown column, no unit sold anywhere, or prices that never moved end it with
        exit code 2; nothing is written then. Where one shop's price never moved, own_weight is 0: the answer rests on others.

        Example: ./run predict price --input weeks.csv --shop store --item service --period week --price price --units units \
                   --circumstances promo --bound 0.08 --cost 0.45 --out prices.csv
        """;

    public IReadOnlyList<PredictionOption> Options { get; } =
    [
        new("--input", Required: true), new("--shop", Required: true), new("--item", Required: true), new("--period", Required: true), new("--price", Required: true),
        new("--units"), new("--log-units"), new("--circumstances"), new("--known"), new("--units-out"), new("--bound"), new("--cost"), new("--seed"), new("--out", Required: true),
    ];

    public async Task RunAsync(PredictionArguments arguments, TextWriter output, TextWriter progress, CancellationToken cancellationToken)
    {
        CsvOutput.Check(arguments.Get("--out"));
        if ((arguments.Find("--known") is null) != (arguments.Find("--units-out") is null))
        {
            throw new InputFaultException("Say both --known and --units-out, or neither.");
        }

        var (bound, cost, seed) = (arguments.Number("--bound", 0, 1, 0.1, below: true), arguments.Number("--cost", 0, 1, 0.3, below: true), arguments.Whole("--seed", 0, int.MaxValue - 100, 1));
        var file = PriceFile.Read(arguments);
        var elasticities = Fit(file.Rows);
        var pairs = file.Rows.Where(row => row.Units > 0).GroupBy(row => (row.Shop, row.Item)).ToList();
        await progress.WriteLineAsync(FormattableString.Invariant($"{file.Rows.Count(row => row.Units > 0)} past rows of {pairs.Count} shops and items; {file.PlannedPeriods.Count} planned rows."));
        var units = file.PlannedPeriods.Count == 0 ? [] : PriceForecast.Units(file.Rows, file.OtherPrices, seed, Math.Min(4, Environment.ProcessorCount), cancellationToken);
        using var prices = CsvOutput.Create(
            arguments.Get("--out"), "shop", "item", "elasticity", "low", "high", "own_weight", "price", "proposed_price", "units_change", "profit_change", "profit_low", "profit_high");
        foreach (var pair in pairs)
        {
            var price = pair.MaxBy(row => row.Period)!.Price;
            var told = elasticities.Of(pair.Key.Shop, pair.Key.Item);
            var proposal = PriceProposal.Make(price, cost * price, told, price * (1 - bound), price * (1 + bound));
            prices.Cell(file.ShopName(pair.Key.Shop)).Cell(file.ItemName(pair.Key.Item)).Cell(told.Value).Cell(told.Value - (1.645 * told.Deviation)).Cell(told.Value + (1.645 * told.Deviation)).Cell(told.OwnWeight)
                .Cell(price).Cell(proposal.Price).Cell(proposal.UnitsChange).Cell(proposal.ProfitChange).Cell(proposal.Low).Cell(proposal.High).EndRow();
        }

        if (arguments.Find("--units-out") is { } path)
        {
            WriteUnits(path, file, units);
        }

        prices.Complete();
    }

    private static PriceElasticities Fit(IReadOnlyList<PriceObservation> rows)
    {
        try
        {
            return PriceElasticities.Fit(rows);
        }
        catch (ArgumentException nothing) when (nothing.ParamName == "observations")
        {
            throw new InputFaultException(nothing.Message.Replace(" (Parameter 'observations')", string.Empty, StringComparison.Ordinal));
        }
    }

    private static void WriteUnits(string path, PriceFile file, double[] units)
    {
        using var told = CsvOutput.Create(path, "shop", "item", "period", "units");
        var planned = file.Rows.Where(row => double.IsNaN(row.Units));
        foreach (var (at, row) in planned.Index())
        {
            told.Cell(file.ShopName(row.Shop)).Cell(file.ItemName(row.Item)).Cell(file.PlannedPeriods[at]).Cell(units[at]).EndRow();
        }

        told.Complete();
    }
}
