using System.Collections.Concurrent;
using System.Globalization;
using BookedBarber.Bench.Load.Wire;

namespace BookedBarber.Bench.Load.Faults;

/// <summary>Sales rung up at a simulated Square till, and what became of them here.</summary>
internal sealed class Till(Vendors vendors, Api api, Guid shop)
{
    private readonly ConcurrentQueue<string> _sold = [];

    public int Sold => _sold.Count;

    public async Task SellAsync() => _sold.Enqueue(await vendors.SellAsync("square"));

    /// <summary>How many of the sales stand in the shop's books exactly once with the till's amount, and how many stand there more than once or with another.</summary>
    public async Task<(int Right, int Wrong)> FoundAsync()
    {
        var amounts = (await vendors.LookAsync("square", "/objects/orders")).AsArray().ToDictionary(order => (string)order!["id"]!, order => order!["total_money"]!["amount"]!.GetValue<decimal>() / 100, StringComparer.Ordinal);
        var stored = new List<(string Key, decimal Total)>();
        var day = TimeProvider.System.GetUtcNow();
        await foreach (var page in api.PagesAsync($"/api/v2/franchise/locations/{shop}/sales?limit=200&from={Day(day.AddDays(-2))}&to={Day(day.AddDays(1))}"))
        {
            stored.AddRange(Api.Items(page).Select(sale => ((string)sale["sourceKey"]!, decimal.Parse((string)sale["total"]!, CultureInfo.InvariantCulture))));
        }

        var byKey = stored.ToLookup(sale => sale.Key, sale => sale.Total, StringComparer.Ordinal);
        var right = _sold.Count(order => byKey[order].Count() == 1 && byKey[order].Single() == amounts[order]);
        return (right, _sold.Count(order => byKey[order].Any()) - right);
    }

    private static string Day(DateTimeOffset at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
