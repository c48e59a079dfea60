using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BookedBarber.Integrations.Transport;
using Microsoft.AspNetCore.WebUtilities;

namespace BookedBarber.Integrations.Tests.Syncing.Support;

/// <summary>A vendor in memory: lists of objects that are read by <c>/LIST</c>, sorted by <c>updated_at</c>, paged by token or by number.</summary>
internal sealed class TillVendor : IVendorCalls
{
    private readonly Lock _gate = new();

    public Dictionary<string, List<JsonObject>> Lists { get; } = new(StringComparer.Ordinal);

    public ConcurrentQueue<string> Requests { get; } = [];

    public ConcurrentQueue<(string Method, string Path, string Body, string? IdempotencyKey)> Writes { get; } = [];

    /// <summary>Takes the place of the next answers to requests that it does not return null for.</summary>
    public Func<VendorRequest, VendorAnswer?>? Instead { get; set; }

    /// <summary>Runs before each answer, such as to change what the vendor has between two pages.</summary>
    public Action<VendorRequest>? Before { get; set; }

    public void Put(string list, params JsonObject[] objects)
    {
        lock (_gate)
        {
            var all = Lists.TryGetValue(list, out var known) ? known : Lists[list] = [];
            foreach (var one in objects)
            {
                all.RemoveAll(other => other["id"]!.ToString() == one["id"]!.ToString());
                all.Add(one);
            }
        }
    }

    public void Remove(string list, string id)
    {
        lock (_gate)
        {
            Lists[list].RemoveAll(one => one["id"]!.ToString() == id);
        }
    }

    public async Task<VendorAnswer> SendAsync(VendorRequest request, CancellationToken cancellationToken)
    {
        Requests.Enqueue(request.PathAndQuery); // in the order of the calls, before they go on side by side
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        Before?.Invoke(request);
        if (Instead?.Invoke(request) is { } other)
        {
            return other;
        }

        lock (_gate)
        {
            return Answer(request);
        }
    }

    public static VendorAnswer Ok(JsonNode body, int status = 200)
    {
        var bytes = Encoding.UTF8.GetBytes(body.ToJsonString());
        return new VendorAnswer(status, JsonDocument.Parse(bytes), bytes, "application/json", new Dictionary<string, string>(), null, TimeSpan.FromMilliseconds(5), 1);
    }

    public static VendorAnswer Fault(VendorFaultKind kind, int status, string code, DateTimeOffset? retryAt = null) =>
        new(status, null, default, null, new Dictionary<string, string>(), new VendorFault(kind, code, $"{code}: try again.", RetryAt: retryAt), TimeSpan.FromMilliseconds(5), 1);

    /// <summary>What a call comes to while the vendor as a whole is thought away.</summary>
    public static VendorAnswer Away() => new(
        0, null, default, null, new Dictionary<string, string>(), new VendorFault(VendorFaultKind.Outage, VendorFault.CircuitOpen, "It does not answer.") { IsAway = true }, TimeSpan.Zero, 0);

    private VendorAnswer Answer(VendorRequest request)
    {
        var address = new Uri("http://till.test" + request.PathAndQuery);
        var query = QueryHelpers.ParseQuery(address.Query);
        string? Value(string name) => query.TryGetValue(name, out var value) ? value.ToString() : null;
        var steps = address.AbsolutePath.Trim('/').Split('/');
        if (request.Method != HttpMethod.Get)
        {
            return Write(request, steps);
        }

        var list = Lists.GetValueOrDefault(steps[0]) ?? [];
        if (steps.Length > 1)
        {
            return list.Find(one => one["id"]!.ToString() == steps[1]) is { } found ? Ok(found.DeepClone()) : Fault(VendorFaultKind.NotFound, 404, "not_found");
        }

        static DateTimeOffset At(JsonObject one) => DateTimeOffset.Parse(one["updated_at"]!.ToString(), CultureInfo.InvariantCulture);
        var (from, to) = (Value("from"), Value("to"));
        var chosen = list.Where(one => one["hidden"] is null)
            .Where(one => from is null || At(one) >= DateTimeOffset.Parse(from, CultureInfo.InvariantCulture))
            .Where(one => to is null || At(one) <= DateTimeOffset.Parse(to, CultureInfo.InvariantCulture))
            .Where(one => Value("ref") is not { } key || one["ref"]?.ToString() == key)
            .OrderBy(At).ThenBy(one => one["id"]!.ToString(), StringComparer.Ordinal).ToList();
        var limit = int.Parse(Value("limit") ?? "1000", CultureInfo.InvariantCulture);
        var start = Value("page") is { } page ? (int.Parse(page, CultureInfo.InvariantCulture) - 1) * limit : int.Parse(Value("cursor") ?? "0", CultureInfo.InvariantCulture);
        var answer = new JsonObject { ["items"] = new JsonArray([.. chosen.Skip(start).Take(limit).Select(one => one.DeepClone())]) };
        if (start + limit < chosen.Count && Value("page") is null)
        {
            answer["cursor"] = (start + limit).ToString(CultureInfo.InvariantCulture);
        }

        return Ok(answer);
    }

    private VendorAnswer Write(VendorRequest request, string[] steps)
    {
        var body = Encoding.UTF8.GetString((request.Body ?? default).Span);
        Writes.Enqueue((request.Method.Method, request.PathAndQuery, body, request.IdempotencyKey));
        if (request.Method == HttpMethod.Delete)
        {
            Remove(steps[0], steps[1]);
            return Ok(new JsonObject());
        }

        var made = (JsonObject)JsonNode.Parse(body)!;
        made["id"] ??= steps.Length > 1 ? steps[1] : $"made-{Writes.Count}";
        made["updated_at"] ??= "2026-03-02T15:00:00Z";
        Put(steps[0], made);
        return Ok((JsonObject)made.DeepClone());
    }
}
