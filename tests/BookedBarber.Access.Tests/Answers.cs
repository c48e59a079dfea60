using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace BookedBarber.Access.Tests;

/// <summary>Short words for looking at answers.</summary>
internal static class Answers
{
    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer) => await answer.Content.ReadFromJsonAsync<JsonElement>(AccessApp.Token);

    /// <summary>Asserts a problem with this status and code.</summary>
    public static async Task ShouldBeProblemAsync(this HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        var body = await answer.Content.ReadAsStringAsync(AccessApp.Token);
        answer.StatusCode.ShouldBe(status, body);
        JsonDocument.Parse(body).RootElement.GetProperty("code").GetString().ShouldBe(code);
    }

    public static async Task<JsonElement> GetJsonAsync(this HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path, AccessApp.Token);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(AccessApp.Token));
        return await answer.JsonAsync();
    }

    /// <summary>Asks again and again, for what another node learns through the feed.</summary>
    public static async Task<TimeSpan> UntilAsync(Func<Task<bool>> holds)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!await holds())
        {
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(15));
            await timer.WaitForNextTickAsync(AccessApp.Token);
        }

        return watch.Elapsed;
    }
}
