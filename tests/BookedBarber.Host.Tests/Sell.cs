using System.Net.Http.Json;
using System.Text.Json;
using BookedBarber.Shared;

namespace BookedBarber.Host.Tests;

/// <summary>Rings up sales through the REST edge.</summary>
internal static class Sell
{
    /// <summary>A body for a haircut at this price, paid by card, today.</summary>
    public static object Haircut(decimal price, string? staffKey = null) => new
    {
        lines = new[] { new { kind = "service", name = "Haircut", amount = price.ToString("0.00"), staffKey } },
        payments = new[] { new { method = "card", amount = price.ToString("0.00") } },
        total = price.ToString("0.00"),
    };

    public static async Task<HttpResponseMessage> PostAsync(HttpClient client, NodeId location, object sale, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v2/franchise/locations/{location}/sales") { Content = JsonContent.Create(sale) };
        request.Headers.Add("Idempotency-Key", key);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public static async Task<Guid> HaircutAsync(HttpClient client, NodeId location, decimal price, string key, string? staffKey = null)
    {
        using var answer = await PostAsync(client, location, Haircut(price, staffKey), key);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("id").GetGuid();
    }
}
