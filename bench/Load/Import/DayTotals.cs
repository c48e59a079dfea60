using System.Globalization;
using System.Text;

namespace BookedBarber.Bench.Load.Import;

/// <summary>One row of the file.</summary>
internal sealed record DayTotal(string Location, DateOnly Day, decimal NetSales, decimal Tax, decimal Tips, int Visits, int Transactions);

/// <summary>Day totals of many shops, the same in every run, in the columns of the profile <c>bookedbarber/daily-closes</c>.</summary>
internal static class DayTotals
{
    public const string Profile = "bookedbarber/daily-closes";
    private const int DaysPerShop = 1000;
    private static readonly DateOnly First = new(2022, 1, 1);

    public static IEnumerable<DayTotal> Make(int rows)
    {
        var random = new Random(7);
        for (var i = 0; i < rows; i++)
        {
            var (sales, visits) = (random.Next(20_000, 400_000) / 100m, random.Next(10, 80));
            yield return new DayTotal($"S{i / DaysPerShop:D4}", First.AddDays(i % DaysPerShop), sales, decimal.Round(sales * 0.0825m, 2), random.Next(0, 30_000) / 100m, visits, visits + random.Next(0, 5));
        }
    }

    public static async Task WriteAsync(string path, IEnumerable<DayTotal> rows)
    {
        await using var file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 20);
        await file.WriteLineAsync("location,businessDay,netSales,tax,tips,visits,transactions,currency");
        foreach (var row in rows)
        {
            await file.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{row.Location},{row.Day:yyyy-MM-dd},{row.NetSales},{row.Tax},{row.Tips},{row.Visits},{row.Transactions},USD"));
        }
    }

    /// <summary>The words after the executable that import the file.</summary>
    public static string[] Command(string network, string file) =>
        ["import", "--network", network, "--create", "--currency", "USD", "--time-zone", "America/New_York", "--profile", Profile, file];
}
