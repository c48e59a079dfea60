using System.Globalization;
using BookedBarber.Bench.RecordWriter;

// Import throughput as a ratio to a bare COPY of the same rows in the same run. Arguments: number of daily closes (1000000), of sales (20000).
var closes = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
var sales = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 20_000;
await using var bench = await Workbench.StartAsync();
var bare = await BareCopy.RunAsync(bench, closes);
var written = await DailyCloses.RunAsync(bench, closes, "daily closes, all new");
Report.Ratio("ratio to bare COPY", written / bare);
await DailyCloses.RunAsync(bench, closes, "the same again, all unchanged");
await Sales.RunInBulkAsync(bench, sales, "sales in bulk, all new");
await Sales.RunInBulkAsync(bench, sales, "the same again, all unchanged");
await Sales.RunOneByOneAsync(bench, Math.Min(sales, 10_000));
