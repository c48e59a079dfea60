using System.Globalization;
using BookedBarber.Bench.Load.Wire;

namespace BookedBarber.Bench.Load.Faults;

/// <summary>What must be true after every fault.</summary>
internal static class Aftermath
{
    /// <summary>Every acknowledged sale is there exactly once with its amount, and nothing else of this run is.</summary>
    public static async Task SalesAsync(Api api, Sellers sellers, IReadOnlyList<Place> places, Report report)
    {
        var stored = new List<(string Receipt, Guid Id, decimal Total)>();
        foreach (var place in places)
        {
            await foreach (var page in api.PagesAsync($"/api/v2/franchise/locations/{place.Id}/sales?limit=200&from={Day(-2)}&to={Day(+1)}"))
            {
                stored.AddRange(Api.Items(page).Where(sale => ((string?)sale["receipt"])?.StartsWith(sellers.Receipts, StringComparison.Ordinal) == true)
                    .Select(sale => ((string)sale["receipt"]!, sale["id"]!.GetValue<Guid>(), decimal.Parse((string)sale["total"]!, CultureInfo.InvariantCulture))));
            }
        }

        var once = stored.GroupBy(sale => sale.Receipt, StringComparer.Ordinal).Where(group => group.Count() == 1).ToDictionary(group => group.Key, group => group.Single(), StringComparer.Ordinal);
        var right = sellers.Sales.Count(sale => once.TryGetValue(sale.Receipt, out var found) && found.Id == sale.Id && found.Total == sale.Amount);
        report.Row($"acknowledged sales there exactly once, of {sellers.Sales.Count:N0}; stored in all", $"{right:N0}; {stored.Count:N0}", $"all, and no other", right == sellers.Sales.Count && stored.Count == right);
    }

    /// <summary>The figures and the audit trail agree with the records. The feed may still be at work: the figures get half a minute.</summary>
    public static async Task BooksAsync(ServerProcess server, Report report)
    {
        var figures = await server.RunAsync("measures", "verify");
        for (var attempt = 0; attempt < 15 && !figures.LastLine.EndsWith(" 0 differ", StringComparison.Ordinal); attempt++)
        {
            await Task.Delay(TimeSpan.FromSeconds(2));
            figures = await server.RunAsync("measures", "verify");
        }

        var audit = await server.RunAsync("audit", "verify");
        report.Row($"measures verify", $"{figures.LastLine}", $"0 differ", figures.LastLine.EndsWith(" 0 differ", StringComparison.Ordinal));
        report.Row($"audit verify", $"{audit.LastLine}", $"exit code 0", audit.Code == 0);
    }

    public static async Task StreamAsync(Listener listener, Sellers sellers, Report report)
    {
        var missed = await listener.MissedAsync(sellers.Sales, TimeSpan.FromSeconds(30));
        report.Row($"acknowledged sales that the stream's reader never heard of; it came back; gaps; positions that went backwards", $"{missed}; {listener.Resumed} times; {listener.Gaps}; {listener.Backwards}", $"0 missed, 0 gaps", missed == 0 && listener.Gaps == 0);
    }

    private static string Day(int offset) => TimeProvider.System.GetUtcNow().AddDays(offset).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
