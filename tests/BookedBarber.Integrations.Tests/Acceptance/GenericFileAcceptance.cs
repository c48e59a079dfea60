using System.Text;
using System.Text.Json;
using BookedBarber.Integrations.Tests.Support;

namespace BookedBarber.Integrations.Tests.Acceptance;

/// <summary>
/// What of the acceptance suite applies to files, in both formats. By its manifest the connector asks nobody, has no authorisation, and is told nothing: there are no pages, tokens, limits, faults of a
/// vendor, messages or writes.
/// </summary>
public sealed class GenericFileAcceptance(GenericFileAcceptance.House house) : IClassFixture<GenericFileAcceptance.House>
{
    private static readonly string[] Fields = ["location", "key", "name", "email", "phone"];

    private static readonly string[] Made = ["--create", "--currency", "USD", "--time-zone", "America/New_York"];

    private readonly string _network = $"files-{Guid.CreateVersion7():N}";

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    public async Task A_file_is_read_to_its_end_and_what_was_read_is_not_written_again(string format)
    {
        var file = Write(format, Client(1), Client(2), Client(3));

        (await ImportAsync(file)).ShouldBe(0, "imported 3, unchanged 0, refused 0");
        (await ImportAsync(file)).LastLine.ShouldBe("imported 0, unchanged 3, refused 0");

        (await ClientsAsync()).ShouldBe(["c1=Client 1", "c2=Client 2", "c3=Client 3"]);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    public async Task Something_new_comes_with_the_next_file(string format)
    {
        await ImportAsync(Write(format, Client(1), Client(2)));

        (await ImportAsync(Write(format, Client(1), Client(2), Client(3)))).LastLine.ShouldBe("imported 1, unchanged 2, refused 0");

        (await ClientsAsync()).Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    public async Task A_field_that_is_new_changes_nothing(string format)
    {
        await ImportAsync(Write(format, Client(1)));
        var more = Client(1);
        more["novelty"] = "unheard of";

        (await ImportAsync(Write(format, more))).LastLine.ShouldBe("imported 0, unchanged 1, refused 0");
    }

    [Theory]
    [InlineData("csv", 3)]
    [InlineData("json", null)]
    public async Task What_a_map_rejects_is_listed_with_its_row_and_the_others_are_taken(string format, int? line)
    {
        var wrong = Client(2);
        wrong["key"] = string.Empty;
        var report = Path.Combine(house.Shop.Folder, $"{_network}.report.json");

        (await ImportAsync(Write(format, Client(1), wrong, Client(3)), "--report", report)).ShouldBe(1, "imported 2, unchanged 0, refused 1");

        var refused = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(report, TestContext.Current.CancellationToken)).EnumerateArray().ShouldHaveSingleItem();
        (refused.GetProperty("code").GetString(), refused.GetProperty("row").GetString()!.Contains("Client 2", StringComparison.Ordinal)).ShouldBe(("required", true));
        refused.GetProperty("line").GetInt32().ShouldBe(line ?? refused.GetProperty("line").GetInt32());
        (await ClientsAsync()).ShouldBe(["c1=Client 1", "c3=Client 3"]);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    public async Task A_file_that_was_cut_on_its_way_is_named_and_the_whole_one_completes_it(string format)
    {
        var whole = Write(format, Client(1), Client(2), Client(3));
        var text = await File.ReadAllTextAsync(whole, TestContext.Current.CancellationToken);
        var cut = house.Shop.File($"{_network}.cut.{format}", text[..(text.IndexOf("Client 3", StringComparison.Ordinal) + 3)]);

        var answer = await ImportAsync(cut);

        answer.Code.ShouldNotBe(0);
        answer.Error.ShouldNotBeEmpty();
        (await ImportAsync(whole)).Code.ShouldBe(0);
        (await ClientsAsync()).ShouldBe(["c1=Client 1", "c2=Client 2", "c3=Client 3"]);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    public async Task A_page_for_people_in_place_of_data_is_no_data(string format)
    {
        await ImportAsync(Write(format, Client(1)));

        var answer = await ImportAsync(house.Shop.File($"{_network}.html.{format}", "<!doctype html>\n<html><body>Sign in, please.</body></html>\n"));

        answer.Code.ShouldNotBe(0);
        answer.Error.ShouldNotBeEmpty();
        (await ClientsAsync()).ShouldBe(["c1=Client 1"]);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    public async Task A_field_that_was_renamed_is_named_and_nothing_is_taken_for_gone(string format)
    {
        await ImportAsync(Write(format, Client(1)));
        var renamed = Client(1).ToDictionary(pair => pair.Key == "key" ? "id" : pair.Key, pair => pair.Value);

        var answer = await ImportAsync(Write(format, renamed));

        answer.Code.ShouldNotBe(0);
        answer.Error.ShouldContain("key");
        (await ClientsAsync()).ShouldBe(["c1=Client 1"]);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    public async Task What_two_networks_bring_stays_apart(string format)
    {
        var file = Write(format, Client(1));
        await ImportAsync(file);

        (await house.Shop.ImportAsync(["--network", $"{_network}-b", "--profile", "bookedbarber/clients", .. Made, file])).LastLine.ShouldBe("imported 1, unchanged 0, refused 0");

        (await ClientsAsync()).ShouldBe(["c1=Client 1"]);
    }

    private static Dictionary<string, string> Client(int number) => new(StringComparer.Ordinal)
    {
        ["location"] = "1", ["key"] = $"c{number}", ["name"] = $"Client {number}", ["email"] = $"c{number}@example.com", ["phone"] = "+12125550100",
    };

    private string Write(string format, params IReadOnlyList<Dictionary<string, string>> rows)
    {
        var text = new StringBuilder();
        if (format == "json")
        {
            text.Append(JsonSerializer.Serialize(rows));
        }
        else
        {
            var names = rows[0].Keys.OrderBy(name => Array.IndexOf(Fields, name) is >= 0 and var place ? place : Fields.Length).ToList();
            text.Append(string.Join(',', names)).Append('\n');
            foreach (var row in rows)
            {
                text.Append(string.Join(',', names.Select(name => row[name]))).Append('\n');
            }
        }

        return house.Shop.File($"{_network}.{Guid.CreateVersion7():N}.{format}", text.ToString());
    }

    private Task<Answer> ImportAsync(string file, params string[] more) => house.Shop.ImportAsync(["--network", _network, "--profile", "bookedbarber/clients", .. Made, .. more, file]);

    private Task<IReadOnlyList<string>> ClientsAsync() => house.Shop.RowsAsync<string>(
        $"select c.source_key || '=' || c.name from records.client c join network.network n on n.network_id = c.network_id where n.slug = '{_network}' order by c.source_key");

    /// <summary>One shop for the class; each test has a network of its own.</summary>
    public sealed class House : IAsyncLifetime
    {
        internal Shop Shop { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Shop = await Shop.OpenAsync();

        public ValueTask DisposeAsync() => Shop.DisposeAsync();
    }
}
