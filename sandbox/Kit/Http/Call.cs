using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.State;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace BookedBarber.Sandbox.Kit.Http;

/// <summary>One request to a vendor, read to its end.</summary>
internal sealed class Call(HttpContext context, Simulation simulation, byte[] raw)
{
    private JsonObject? _body;
    private Dictionary<string, StringValues>? _form;
    private Account? _account;

    public Simulation Simulation => simulation;

    public HttpRequest Request => context.Request;

    public byte[] Raw => raw;

    /// <summary>The account that the caller's credential belongs to.</summary>
    public Account Account
    {
        get => _account ?? throw new InvalidOperationException("This operation does not ask for a credential.");
        set => _account = value;
    }

    public IReadOnlyList<string> Scopes { get; set; } = [];

    public DateTimeOffset Now => simulation.Clock.GetUtcNow();

    /// <summary>Scheme, host and port that the caller used: addresses in answers begin with it.</summary>
    public string Origin => $"{Request.Scheme}://{Request.Host}";

    public string RawText => Encoding.UTF8.GetString(raw);

    /// <summary>The JSON object sent; an empty one when nothing was.</summary>
    public JsonObject Body => _body ??= ReadBody();

    /// <summary>A form's fields, their names as sent (brackets and all).</summary>
    public IReadOnlyDictionary<string, StringValues> Form => _form ??= QueryHelpers.ParseQuery(RawText);

    public string Route(string name) => context.GetRouteValue(name)?.ToString() ?? "";

    public string? Query(string name) => Request.Query.TryGetValue(name, out var values) && values is [{ } first, ..] ? first : null;

    public IReadOnlyList<string> QueryAll(string name) => [.. Request.Query[name].OfType<string>()];

    public int QueryNumber(string name, int whenAbsent) => int.TryParse(Query(name), CultureInfo.InvariantCulture, out var value) ? value : whenAbsent;

    public string? Field(string name) => Form.TryGetValue(name, out var values) && values is [{ } first, ..] ? first : null;

    public string? Header(string name) => Request.Headers.TryGetValue(name, out var values) && values is [{ } first, ..] ? first : null;

    /// <summary>A parameter of a token request, wherever a client may put it: form, JSON or query.</summary>
    public string? Parameter(string name) => (IsForm ? Field(name) : Body.Text(name)) ?? Query(name);

    public bool IsForm => Request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The token after <c>Bearer</c> (or another scheme), or null.</summary>
    public string? Bearer(string scheme = "Bearer") =>
        Header("Authorization") is { } header && header.StartsWith(scheme + " ", StringComparison.OrdinalIgnoreCase) ? header[(scheme.Length + 1)..].Trim() : null;

    /// <summary>User and password of HTTP Basic, or null.</summary>
    public (string User, string Password)? Basic()
    {
        Span<byte> bytes = stackalloc byte[2048];
        if (Bearer("Basic") is not { Length: < 2048 } encoded || !Convert.TryFromBase64String(encoded, bytes, out var length))
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(bytes[..length]);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : (text[..colon], text[(colon + 1)..]);
    }

    /// <summary>The earlier answer to the same idempotency key, or the new one, which is kept. The same key with another request is <paramref name="mismatch"/>.</summary>
    public Answer Once(string? key, Func<Answer> act, Func<Answer>? mismatch = null)
    {
        if (string.IsNullOrEmpty(key))
        {
            return act();
        }

        var slot = $"{Request.Method} {Request.Path} {key}";
        var fingerprint = Convert.ToHexString(SHA256.HashData(raw));
        if (Account.Answered.TryGetValue(slot, out var kept))
        {
            return mismatch is not null && kept.Fingerprint != fingerprint ? mismatch() : kept.Answer with { Headers = new Dictionary<string, string>(kept.Answer.Headers) { ["Idempotent-Replayed"] = "true" } };
        }

        var answer = act();
        Account.Answered[slot] = new KeptAnswer(fingerprint, answer);
        return answer;
    }

    private JsonObject ReadBody()
    {
        if (raw.Length == 0)
        {
            return [];
        }

        try
        {
            return JsonNode.Parse(raw) as JsonObject ?? throw new Refusal(simulation.Vendor.Malformed("The body is not a JSON object."));
        }
        catch (JsonException fault)
        {
            throw new Refusal(simulation.Vendor.Malformed($"The body is not JSON: {fault.Message}"));
        }
    }
}
