using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using BookedBarber.Shared;

namespace BookedBarber.Host.Tests.Integrations;

/// <summary>Imports and exports through the web edge.</summary>
public sealed class ImportsApiTests(SharedApp shared)
{
    [Fact]
    public async Task A_file_is_previewed_imported_and_exported_again()
    {
        var app = shared.App;
        var town = await Town.BuildAsync(app);
        using var client = await app.SignInAsync(Role.Executive, NodeId.Root(town.Network));
        var network = $"/api/v2/franchise/networks/{town.Network}";
        var code = (await GetAsync(client, $"/api/v2/franchise/locations/{town.Main}")).GetProperty("code").GetString()!;
        var file = $"location,businessDay,netSales,tax,tips,visits,transactions,currency\n{code},2025-01-02,10.50,,,3,,\n{code},2025-01-03,x,,,3,,\n";

        using var preview = await PostAsync(client, $"{network}/imports/preview", file);
        var shown = await preview.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        shown.GetProperty("profile").GetString().ShouldBe("bookedbarber/daily-closes");
        shown.GetProperty("rows")[0].GetProperty("record").GetProperty("netSales").GetString().ShouldBe("10.50");
        shown.GetProperty("rows")[1].GetProperty("problems")[0].GetProperty("code").GetString().ShouldBe("not_a_number");

        using var started = await PostAsync(client, $"{network}/imports", file, ("profile", "bookedbarber/daily-closes"));
        started.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var import = await DoneAsync(client, started.Headers.Location!.ToString());
        (import.GetProperty("imported").GetInt64(), import.GetProperty("refused").GetInt64()).ShouldBe((1, 1));

        var refused = await client.GetStringAsync($"{started.Headers.Location}/refused?format=csv", TestContext.Current.CancellationToken);
        refused.ShouldContain("upload.csv,3,3,not_a_number,");
        (await client.GetStringAsync($"{network}/export/daily-closes", TestContext.Current.CancellationToken)).ShouldContain($"{code},2025-01-02,10.5,,,3,,");
    }

    [Theory]
    [InlineData("profile", "none", HttpStatusCode.BadRequest, "invalid_request")]
    [InlineData("locationId", "01900000-0000-7000-8000-000000000000", HttpStatusCode.NotFound, "not_found")]
    public async Task A_request_that_cannot_begin_is_a_problem(string field, string value, HttpStatusCode status, string code)
    {
        var app = shared.App;
        var town = await Town.BuildAsync(app);
        using var client = await app.SignInAsync(Role.Executive, NodeId.Root(town.Network));

        using var answer = await PostAsync(client, $"/api/v2/franchise/networks/{town.Network}/imports", "a,b\n", ("profile", "hair-salon/receipts"), (field, value));

        answer.StatusCode.ShouldBe(status);
        (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("code").GetString().ShouldBe(code);
    }

    [Fact]
    public async Task A_body_that_is_no_multipart_is_refused()
    {
        var app = shared.App;
        var town = await Town.BuildAsync(app);
        using var client = await app.SignInAsync(Role.Executive, NodeId.Root(town.Network));

        using var answer = await client.PostAsJsonAsync($"/api/v2/franchise/networks/{town.Network}/imports", new { profile = "x" }, TestContext.Current.CancellationToken);

        (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("code").GetString().ShouldBe("not_multipart");
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string address, string file, params (string Name, string Value)[] fields)
    {
        using var body = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            body.Add(new StringContent(value), name);
        }

        body.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(file)), "file", "upload.csv");
        return await client.PostAsync(address, body, TestContext.Current.CancellationToken);
    }

    private static async Task<JsonElement> GetAsync(HttpClient client, string address) => await client.GetFromJsonAsync<JsonElement>(address, TestContext.Current.CancellationToken);

    private static async Task<JsonElement> DoneAsync(HttpClient client, string address)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            var import = await GetAsync(client, address);
            if (import.GetProperty("state").GetString() is "done" or "failed")
            {
                return import;
            }

            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}
