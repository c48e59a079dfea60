using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BookedBarber.Host.Tests.Serving;

/// <summary>
/// Every documented operation, called with values that no honest client sends, by somebody who may do everything, so that the values get as far
/// as they can. Whatever comes back is an ordinary answer or a problem with a code: never a fault of the server's own. Places that read alike share the values.
/// </summary>
public sealed class HostileInput(HostileTarget target) : IClassFixture<HostileTarget>
{
    private static readonly string[] Texts =
    [
        "", " ", "\0", "a\0b", "\uFFFE", "\uFFFF", "\u202E", "null", "undefined", "-1", "0", "1e999", "NaN", "99999999999999999999", "2147483648", "-9223372036854775808",
        "0001-01-01", "9999-12-31", "0000-00-00", "2026-02-30", "9999-12-31T23:59:59.9999999-14:00", "0001-01-01T00:00:00+14:00", "infinity", "-infinity",
        "'; drop table network.node; --", "%", "_", "\\", "{}", "[]", "AAAA", "////", "eyJTb3J0IjoibmFtZSJ9", "Li4vLi4v", "../../etc/passwd", "é", "😀", "00000000-0000-0000-0000-000000000000",
        "name", "-name", "csv", "2147483647", "a,b,,c", new string('9', 400), new string('x', 3000),
    ];

    private static readonly string[] Values =
    [
        "null", "\"\"", "\" \"", "\"\\u0000\"", "\"a\\u0000b\"", "\"\\uFFFE\"", "\"\\uFFFF\"", "\"\\uD800\"", "\"\\u202E\"", "true", "0", "-1", "0.5", "1e308", "1e999", "99999999999999999999999999999999",
        "2147483648", "[]", "[null]", "[[]]", "[{}]", "{}", "{\"a\":{}}", "\"0001-01-01\"", "\"9999-12-31\"", "\"9999-12-31T23:59:59.9999999-14:00\"", "\"0001-01-01T00:00:00+14:00\"", "\"-infinity\"",
        "\"NaN\"", "\"79228162514264337593543950335\"", "\"-0.001\"", "\"1e5\"", "\"00000000-0000-0000-0000-000000000000\"", "\"executive\"", "\"Etc/GMT+99\"", "\"XXX\"", "\"'; drop table network.node; --\"",
        $"\"{new string('x', 5000)}\"", $"\"{string.Concat(Enumerable.Repeat("\\uD83D\\uDE00", 101))}\"",
    ];

    private readonly ConcurrentQueue<string> _faults = new();
    private readonly HttpClient _client = target.Client;
    private readonly IReadOnlyDictionary<string, string> _ids = target.Ids;
    private readonly IReadOnlyList<ApiOperation> _operations = target.Operations;
    private int _calls;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_query_value_breaks_anything()
    {
        var dealt = new Dealt(_operations.SelectMany(operation => operation.Queries));
        await EachAsync(
            _operations.SelectMany(operation => operation.Queries.SelectMany(name => dealt.Next(name, Texts).Select(text => (Operation: operation, Name: name, Text: text)))),
            attack => SendAsync(attack.Operation, $"?{attack.Name}={Uri.EscapeDataString(attack.Text)}", attack.Operation.Body?.ToJsonString(), null, $"{attack.Name}={Shown(attack.Text)}"));

        Judge(atLeast: 20 * Texts.Length);
    }

    [Fact]
    public async Task No_query_of_broken_bytes_breaks_anything()
    {
        var dealt = new Dealt(_operations.SelectMany(operation => operation.Queries));
        await EachAsync(
            _operations.SelectMany(operation => operation.Queries.SelectMany(name => dealt.Next(name, ["%FF%FE", "%C0%80", "%ED%A0%80", "%", "%zz", "a&{0}=b"]).Select(text => (Operation: operation, Name: name, Text: text)))),
            attack => SendAsync(attack.Operation, $"?{attack.Name}={attack.Text.Replace("{0}", attack.Name, StringComparison.Ordinal)}", attack.Operation.Body?.ToJsonString(), null, $"{attack.Name}={attack.Text}"));

        Judge(atLeast: 100);
    }

    [Fact]
    public async Task No_value_in_a_body_breaks_anything()
    {
        var dealt = new Dealt(_operations.Where(operation => operation.Body is not null).SelectMany(operation => Paths(operation.Body!, "$").Select(NameOf)));
        await EachAsync(
            _operations.Where(operation => operation.Body is not null).SelectMany(operation => Mutations(operation.Body!, dealt).Select(mutation => (Operation: operation, mutation.Body, mutation.What))),
            attack => SendAsync(attack.Operation, string.Empty, attack.Body, null, attack.What));

        Judge(atLeast: 30 * Values.Length);
    }

    [Fact]
    public async Task No_body_and_no_kind_of_body_breaks_anything()
    {
        byte[][] bodies =
        [
            [], "null"u8.ToArray(), "[]"u8.ToArray(), "\""u8.ToArray(), "{"u8.ToArray(), "{}{}"u8.ToArray(), [0xFF, 0xFE, 0x00], [0x00], [0xC0, 0x80], [0xEF, 0xBB, 0xBF, (byte)'{', (byte)'}'],
            Encoding.UTF8.GetBytes(new string('[', 5000)), Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 40)) + "1" + new string('}', 40)),
        ];
        string?[] types = ["application/json", "application/json; charset=nonsense", "application/json; charset=utf-16", "application/json; charset=utf-7", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary=x", "nonsense", null];
        var kinds = bodies.SelectMany(body => types.Select(type => (Body: body, Type: type))).ToList();
        var taking = _operations.Where(operation => operation.Method is "POST" or "PUT" or "PATCH").ToList();
        var dealt = new Dealt(taking.Select(HasBody));
        await EachAsync(
            taking.SelectMany(operation => dealt.Next(HasBody(operation), kinds).Select(kind => (Operation: operation, kind.Body, kind.Type))),
            attack => SendAsync(attack.Operation, string.Empty, attack.Body, attack.Type, null, $"{Convert.ToHexString(attack.Body.AsSpan(0, Math.Min(8, attack.Body.Length)))} as {attack.Type}"));

        Judge(atLeast: 1000);
    }

    [Fact]
    public async Task No_header_breaks_anything()
    {
        (string Name, string Value)[] headers =
        [
            ("If-Match", "*"), ("If-Match", "nonsense"), ("If-Match", "\"-1\""), ("If-Match", "W/\"1\""), ("If-Match", "\"99999999999999999999\""), ("If-Match", ","),
            ("Idempotency-Key", new string('k', 5000)), ("Idempotency-Key", "é😀"), ("Idempotency-Key", " "), ("If-None-Match", "*"), ("Accept", "text/html;q=2"), ("Accept", "nonsense"),
            ("User-Agent", new string('a', 199) + "😀"), ("Range", "bytes=-1"), ("Accept-Encoding", "gzip;q=x"), ("Content-Encoding", "gzip"), ("Cookie", "bookedbarber_session=nonsense"), ("Origin", "null"),
        ];
        var dealt = new Dealt(_operations.Select(operation => operation.Method));
        await EachAsync(
            _operations.SelectMany(operation => dealt.Next(operation.Method, headers).Select(header => (Operation: operation, Header: header))),
            attack => SendAsync(attack.Operation, string.Empty, attack.Operation.Body?.ToJsonString(), attack.Header, $"{attack.Header.Name}: {Shown(attack.Header.Value)}"));

        Judge(atLeast: 20 * headers.Length);
    }

    [Fact]
    public async Task No_id_in_an_address_breaks_anything()
    {
        var dealt = new Dealt(_operations.SelectMany(IdsOf));
        await EachAsync(
            _operations.SelectMany(operation => IdsOf(operation)
                .SelectMany(id => dealt.Next(id, [ "0", "nonsense", "00000000-0000-0000-0000-000000000000", "%FF", "%2F", "..%2F..", "9999-12-31", "0001-01-01", "sales%20", "é", new string('a', 2000)]).Select(value => (Operation: operation, Id: id, Value: value)))),
            attack => SendAsync(attack.Operation with { Path = attack.Operation.Path.Replace($"{{{attack.Id}}}", attack.Value, StringComparison.Ordinal) }, string.Empty, attack.Operation.Body?.ToJsonString(), null, $"{attack.Id}={Shown(attack.Value)}"));

        Judge(atLeast: 300);
    }

    [Fact]
    public async Task A_method_that_an_address_does_not_take_is_said_to_be_so()
    {
        foreach (var path in _operations.GroupBy(operation => operation.Path))
        {
            var wrong = new[] { "DELETE", "PUT", "PATCH", "POST", "GET" }.First(method => path.All(operation => operation.Method != method));
            using var answer = await _client.SendAsync(new HttpRequestMessage(new HttpMethod(wrong), Fill(path.Key)), Ct);

            answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed, $"{wrong} {path.Key}");
            (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("code").GetString().ShouldBe("method_not_allowed");
            answer.Content.Headers.Allow.ShouldContain(path.First().Method);
        }
    }

    [Fact]
    public async Task A_body_of_another_kind_is_said_to_be_so()
    {
        foreach (var operation in _operations.Where(operation => operation.Body is not null))
        {
            using var request = new HttpRequestMessage(new HttpMethod(operation.Method), Fill(operation.Path)) { Content = new StringContent("{}", Encoding.UTF8, "text/plain") };
            using var answer = await _client.SendAsync(request, Ct);

            answer.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType, operation.ToString());
            (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("code").GetString().ShouldBe("unsupported_media_type");
        }
    }

    private static string HasBody(ApiOperation operation) => operation.Body is null ? "no body" : "body";

    private static string NameOf(string path) => path.Split('.', '[')[^1];

    private IEnumerable<string> IdsOf(ApiOperation operation) => _ids.Keys.Where(id => operation.Path.Contains($"{{{id}}}", StringComparison.Ordinal));

    /// <summary>Every value of a body, however deep, replaced by its share of hostile ones, and left out.</summary>
    private static IEnumerable<(string Body, string What)> Mutations(JsonNode body, Dealt dealt)
    {
        foreach (var path in Paths(body, "$"))
        {
            foreach (var value in dealt.Next(NameOf(path), Values))
            {
                yield return (Replaced(body, path, value), $"{path} = {Shown(value)}");
            }

            yield return (Replaced(body, path, null), $"{path} left out");
        }
    }

    private static IEnumerable<string> Paths(JsonNode? node, string path)
    {
        var below = node switch
        {
            JsonObject one => one.SelectMany(property => Paths(property.Value, $"{path}.{property.Key}")),
            JsonArray many => many.SelectMany((item, index) => Paths(item, $"{path}[{index}]")),
            _ => [],
        };
        return path == "$" ? below : below.Prepend(path);
    }

    // A mark is put where the value belongs and replaced as text: no serializer would write what is sent here.
    private static string Replaced(JsonNode body, string path, string? value)
    {
        const string mark = "\"@here@\"";
        var copy = body.DeepClone();
        var steps = path.Split(['.', '[', ']'], StringSplitOptions.RemoveEmptyEntries)[1..];
        var parent = copy;
        foreach (var step in steps[..^1])
        {
            parent = parent is JsonArray array ? array[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)]! : parent[step]!;
        }

        if (parent is JsonArray items)
        {
            items[0] = "@here@";
        }
        else
        {
            parent[steps[^1]] = "@here@";
        }

        if (value is null)
        {
            if (parent is JsonObject holder)
            {
                holder.Remove(steps[^1]);
            }

            return copy.ToJsonString();
        }

        return copy.ToJsonString().Replace(mark, value, StringComparison.Ordinal);
    }

    private static string Shown(string text) => JsonSerializer.Serialize(text.Length > 60 ? text[..60] + "…" : text);

    private static Task EachAsync<T>(IEnumerable<T> attacks, Func<T, Task> send) =>
        Parallel.ForEachAsync(attacks, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Ct }, async (attack, _) => await send(attack));

    private string Fill(string path) => _ids.Aggregate(path, (filled, id) => filled.Replace($"{{{id.Key}}}", id.Value, StringComparison.Ordinal));

    private Task SendAsync(ApiOperation operation, string query, string? body, (string Name, string Value)? header, string what) =>
        SendAsync(operation, query, body is null ? null : Encoding.UTF8.GetBytes(body), "application/json", header, what);

    private async Task SendAsync(ApiOperation operation, string query, byte[]? body, string? type, (string Name, string Value)? header, string what)
    {
        using var request = new HttpRequestMessage(new HttpMethod(operation.Method), Fill(operation.Path) + query);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            if (type is not null)
            {
                request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            }
        }

        if (operation.Method == "PATCH")
        {
            request.Headers.TryAddWithoutValidation("If-Match", "*");
        }

        if (header is { } extra)
        {
            if (!extra.Name.StartsWith("Content-", StringComparison.Ordinal))
            {
                request.Headers.Remove(extra.Name);
            }

            if (!request.Headers.TryAddWithoutValidation(extra.Name, extra.Value))
            {
                request.Content?.Headers.TryAddWithoutValidation(extra.Name, extra.Value);
            }
        }

        using var answer = await _client.SendAsync(request, Ct);
        Interlocked.Increment(ref _calls);
        var status = (int)answer.StatusCode;
        if (status < 400)
        {
            return;
        }

        var text = await answer.Content.ReadAsStringAsync(Ct);
        if (status >= 500 || !IsProblem(answer, text))
        {
            _faults.Enqueue($"{operation} {what}: {status} {text}");
        }
    }

    // What Kestrel itself cannot read never reaches the application: it answers without a body.
    private static bool IsProblem(HttpResponseMessage answer, string text)
    {
        if (answer.Content.Headers.ContentType?.MediaType != "application/problem+json")
        {
            return answer.StatusCode == HttpStatusCode.BadRequest && text.Length == 0 && answer.Headers.ConnectionClose == true;
        }

        using var problem = JsonDocument.Parse(text);
        return problem.RootElement.GetProperty("code").GetString() is { Length: > 0 } && problem.RootElement.GetProperty("detail").GetString() is { Length: > 0 };
    }

    private void Judge(int atLeast)
    {
        _faults.Count.ShouldBe(0, string.Join('\n', _faults.Take(300)));
        _calls.ShouldBeGreaterThan(atLeast);
    }
}
