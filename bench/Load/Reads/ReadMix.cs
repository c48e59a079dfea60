using System.Globalization;
using BookedBarber.Bench.Load.Wire;

namespace BookedBarber.Bench.Load.Reads;

/// <summary>
/// What the app's screens ask for, in the proportions below, about nodes and periods drawn at random: 20 % dashboards, 30 % snapshots of a
/// location, 25 % pages of the locations list, 25 % measures. Periods are those that the app offers: the last week, four weeks, quarter, year.
/// </summary>
internal sealed class ReadMix(Guid network, IReadOnlyList<Place> places, IReadOnlyList<string> cursors, DateOnly yesterday, string token)
{
    private readonly Random _random = new(1); // the same requests in every run
    private readonly List<Guid> _branches = [.. places.SelectMany(place => place.Path.Skip(1).SkipLast(1)).Distinct()];

    public static async Task<ReadMix> MakeAsync(Api api, string slug)
    {
        var network = await api.NetworkAsync(slug);
        var places = await api.PlacesAsync(network);
        var cursors = new List<string>();
        await foreach (var page in api.PagesAsync($"/api/v2/franchise/networks/{network}/locations?limit=50"))
        {
            cursors.Add((string?)page["nextCursor"] is { } next ? "&cursor=" + Uri.EscapeDataString(next) : string.Empty);
        }

        return new ReadMix(network, places, cursors, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-1), api.Token);
    }

    public IReadOnlyList<ReadRequest> Make(int count) => [.. Enumerable.Range(0, count).Select(number => _random.Next(100) switch
    {
        < 20 => Dashboard(number),
        < 50 => Snapshot(number),
        < 75 => Get(number, "list", $"/api/v2/franchise/networks/{network}/locations?limit=50{cursors[_random.Next(cursors.Count)]}"),
        _ => Measures(number),
    })];

    private ReadRequest Dashboard(int number)
    {
        var (from, to) = Period(7, 28, 91);
        var node = _random.Next(4) == 0 ? network : Branch();
        var json = $$"""{"networkId":"{{network}}","nodeId":"{{node}}","from":"{{from}}","to":"{{to}}","compare":"year"}""";
        return new ReadRequest("dashboard", HttpConnection.Request("POST", "/api/v2/franchise-ai/network/dashboard", token, json, Reply(number)));
    }

    private ReadRequest Snapshot(int number)
    {
        var (from, to) = Period(7, 28, 91);
        return Get(number, "snapshot", $"/api/v2/franchise/locations/{Location()}/snapshot?from={from}&to={to}&compare=year");
    }

    private ReadRequest Measures(int number)
    {
        var (month, day) = (Period(365, 730), Period(7, 28));
        var question = _random.Next(4) switch
        {
            0 => $"measures=net_sales,visits,average_ticket&from={month.From}&to={month.To}&by=month&per=region",
            1 => $"measures=net_sales,visits&from={month.From}&to={month.To}&by=month&per=location&node={Location()}",
            2 => $"measures=net_sales,visits,no_show_rate&from={day.From}&to={day.To}&by=day&per=location&node={Location()}",
            _ => $"measures=net_sales&from={day.From}&to={day.To}&by=day&per=region&node={Branch()}",
        };
        return Get(number, "measures", $"/api/v2/franchise/networks/{network}/measures?{question}");
    }

    private ReadRequest Get(int number, string kind, string path) => new(kind, HttpConnection.Request("GET", path, token, null, Reply(number)));

    private Guid Location() => places[_random.Next(places.Count)].Id;

    private Guid Branch() => _branches[_random.Next(_branches.Count)];

    private (string From, string To) Period(params int[] lengths)
    {
        var from = yesterday.AddDays(1 - lengths[_random.Next(lengths.Length)]);
        return (Day(from), Day(yesterday));
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Tells the bare endpoint which bytes to answer; the product ignores it.</summary>
    private static string Reply(int number) => $"X-Reply: {number}";
}

/// <summary>A request as it goes over the wire.</summary>
internal sealed class ReadRequest(string kind, byte[] bytes)
{
    public string Kind => kind;

    public byte[] Bytes => bytes;
}
