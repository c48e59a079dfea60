using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace BookedBarber.Host.Tests.Network;

/// <summary>Calls in one line: the answer's status, tag and body together.</summary>
internal static class Calls
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<Answer> CallAsync(this HttpClient client, string method, string path, object? body = null, string? ifMatch = null, string? key = null, string? ifNoneMatch = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/api/v2/franchise/" + path);
        request.Content = body is null ? null : JsonContent.Create(body);
        AddHeader(request.Headers, "If-Match", ifMatch);
        AddHeader(request.Headers, "If-None-Match", ifNoneMatch);
        AddHeader(request.Headers, "Idempotency-Key", key);
        using var response = await client.SendAsync(request, Ct);
        var text = await response.Content.ReadAsStringAsync(Ct);
        return new Answer((int)response.StatusCode, response.Headers.ETag?.Tag, response.Headers.Location?.OriginalString, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }

    private static void AddHeader(HttpRequestHeaders headers, string name, string? value)
    {
        if (value is not null)
        {
            headers.TryAddWithoutValidation(name, value);
        }
    }
}

internal sealed record Answer(int Status, string? Tag, string? Location, JsonElement Body)
{
    public string Text(string property) => Body.GetProperty(property).GetString()!;

    public string Code => Text("code");

    public string[] Items(string property) => [.. Body.GetProperty("items").EnumerateArray().Select(item => item.GetProperty(property).GetString()!)];

    public string FieldFault()
    {
        var fault = Body.GetProperty("errors")[0];
        return $"{fault.GetProperty("field").GetString()} {fault.GetProperty("code").GetString()}";
    }
}
