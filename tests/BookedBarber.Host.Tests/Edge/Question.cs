using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using BookedBarber.Host.Edge;
using BookedBarber.Host.Tests.Measures;
using BookedBarber.Shared;

namespace BookedBarber.Host.Tests.Edge;

/// <summary>A question of a screen, and whether its answer came from memory.</summary>
internal sealed record Question(string Method, string Path, string? Body = null)
{
    /// <summary>One of each kind whose answers are remembered, about March 2025.</summary>
    public static IReadOnlyList<Question> OfEachKind(Town town) =>
    [
        new("GET", $"/api/v2/franchise/networks/{town.Network}/locations?limit=2"),
        new("GET", $"/api/v2/franchise/networks/{town.Network}/measures?measures=net_sales,visits&from=2025-03-01&to=2025-03-31&by=day&per=location"),
        new("GET", $"/api/v2/franchise/networks/{town.Network}/bands?from=2025-03-01&to=2025-03-31"),
        new("GET", $"/api/v2/franchise/networks/{town.Network}/same-location?from=2025-03-01&to=2025-03-31"),
        new("GET", $"/api/v2/franchise/locations/{town.Main}/snapshot?from=2025-03-01&to=2025-03-31"),
        new("POST", "/api/v2/franchise-ai/network/dashboard", $$"""{"networkId":"{{town.Network}}","from":"2025-03-01","to":"2025-03-31","compare":"year"}"""),
    ];

    public async Task<HttpResponseMessage> SendAsync(HttpClient client, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(Method), Path);
        if (Body is not null)
        {
            request.Content = new StringContent(Body, Encoding.UTF8, "application/json");
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<HttpStatusCode> StatusAsync(HttpClient client)
    {
        using var answer = await SendAsync(client);
        return answer.StatusCode;
    }

    public async Task<byte[]> BytesAsync(HttpClient client)
    {
        using var answer = await SendAsync(client);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, Path);
        return await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The answer without the moments at which it was made.</summary>
    public async Task<string> FiguresAsync(HttpClient client)
    {
        var answer = JsonNode.Parse(await BytesAsync(client))!.AsObject();
        answer.Remove("asOf");
        answer["live"]?.AsObject().Remove("asOf");
        return answer.ToJsonString();
    }

    /// <summary>Asks until the answer comes from memory, so that what is asked next would come from there, too.</summary>
    public async Task RememberAsync(App app, HttpClient client)
    {
        await BytesAsync(client);
        var before = app.Get<AnswerMemory>().Given;
        await Eventually.ShouldAsync(async () =>
        {
            await BytesAsync(client);
            return app.Get<AnswerMemory>().Given > before;
        });
    }
}
