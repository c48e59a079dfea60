using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using BookedBarber.Access.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Host.Tests.Streams;

/// <summary>Signs in over HTTP/2 without TLS, on a server that speaks nothing else.</summary>
internal static class HttpTwo
{
    public static async Task<string> TokenAsync(App app, Town town)
    {
        const string Email = "executive-over-http2@example.test";
        await app.Get<IPeople>().EnsureAsync(Caller.System, new NewPerson(Email, "Executive", App.Password, [new NewGrant(NodeId.Root(town.Network), Role.Executive)]), CancellationToken.None);
        using var client = new HttpClient { BaseAddress = app.Url, DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        using var answer = await client.PostAsJsonAsync("/api/v2/auth/token", new { email = Email, password = App.Password });
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString()!;
    }
}
