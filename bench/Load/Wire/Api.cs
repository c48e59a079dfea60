using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace BookedBarber.Bench.Load.Wire;

/// <summary>A location and the nodes above it, itself last.</summary>
internal sealed record Place(Guid Id, string Code, IReadOnlyList<Guid> Path);

/// <summary>The product's REST interface, for what is not measured: signing in and looking around.</summary>
internal sealed class Api(Uri url) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = url, Timeout = TimeSpan.FromSeconds(20) };

    public IPEndPoint EndPoint => new(IPAddress.Parse(url.Host), url.Port);

    public string Token { get; private set; } = string.Empty;

    /// <summary>Signs in with --email and --password at --url.</summary>
    public static async Task<Api> SignInAsync(Options options)
    {
        var api = new Api(new Uri(options.Text("url")));
        await api.SignInAsync(options.Text("email", "executive@demo.bookedbarber.local"), options.Text("password"));
        return api;
    }

    public async Task SignInAsync(string email, string password)
    {
        var answer = await _http.PostAsJsonAsync("/api/v2/auth/token", new { email, password });
        answer.EnsureSuccessStatusCode();
        Token = (string)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["accessToken"]!;
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
    }

    public async Task<Guid> NetworkAsync(string slug) =>
        Items(await GetAsync("/api/v2/franchise/networks?limit=200")).First(item => (string)item["slug"]! == slug)["id"]!.GetValue<Guid>();

    /// <summary>The locations that are open.</summary>
    public async Task<IReadOnlyList<Place>> PlacesAsync(Guid network)
    {
        var places = new List<Place>();
        await foreach (var page in PagesAsync($"/api/v2/franchise/networks/{network}/locations?status=open&limit=200"))
        {
            places.AddRange(Items(page).Select(item => new Place(
                item["id"]!.GetValue<Guid>(), (string)item["code"]!, [.. item["path"]!.AsArray().Select(step => step!["id"]!.GetValue<Guid>())])));
        }

        return places;
    }

    /// <summary>All pages of a list.</summary>
    public async IAsyncEnumerable<JsonNode> PagesAsync(string path)
    {
        string? cursor = null;
        do
        {
            var page = await GetAsync(cursor is null ? path : $"{path}&cursor={Uri.EscapeDataString(cursor)}");
            yield return page;
            cursor = (string?)page["nextCursor"];
        }
        while (cursor is not null);
    }

    public static IEnumerable<JsonNode> Items(JsonNode page) => page["items"]!.AsArray().OfType<JsonNode>();

    public async Task<JsonNode> GetAsync(string path) => (await _http.GetFromJsonAsync<JsonNode>(new Uri(path, UriKind.Relative)))!;

    /// <summary>Posts a sale.</summary>
    /// <returns>Status and body, whatever they are.</returns>
    /// <exception cref="HttpRequestException">The server is not there.</exception>
    public Task<(HttpStatusCode Status, string Body)> PostSaleAsync(Guid location, string key, string json, CancellationToken cancellationToken) =>
        PostRecordAsync($"/api/v2/franchise/locations/{location}/sales", key, json, cancellationToken);

    private async Task<(HttpStatusCode Status, string Body)> PostRecordAsync(string path, string key, string json, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(json, MediaTypeHeaderValue.Parse("application/json")) };
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await _http.SendAsync(request, cancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellationToken));
    }

    /// <summary>Posts or puts a body that must be accepted.</summary>
    public async Task<JsonNode> SendAsync(HttpMethod method, string path, object body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new HttpRequestException($"{method} {path}: {(int)answer.StatusCode} {text}", null, answer.StatusCode);
    }

    /// <summary>Posts a booking.</summary>
    /// <returns>Status and body, whatever they are.</returns>
    /// <exception cref="HttpRequestException">The server is not there.</exception>
    public Task<(HttpStatusCode Status, string Body)> PostBookingAsync(Guid location, string key, string json, CancellationToken cancellationToken) =>
        PostRecordAsync($"/api/v2/franchise/locations/{location}/bookings", key, json, cancellationToken);

    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _http.GetAsync("/health/ready", cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public void Dispose() => _http.Dispose();
}
