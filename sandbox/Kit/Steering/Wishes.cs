using System.Text.Json;
using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.State;

namespace BookedBarber.Sandbox.Kit.Steering;

/// <summary>The body of a steering call. A name that nobody read is a mistake of the writer, and said so.</summary>
internal sealed class Wishes(JsonObject body)
{
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    public string? Text(string name) => Read(name) is null ? null : body.Text(name) ?? throw new SteeringFault($"'{name}' is not a text.");

    public int Number(string name, int whenAbsent) => Read(name) is null ? whenAbsent : NumberOrNull(name)!.Value;

    public int? NumberOrNull(string name)
    {
        if (Read(name) is null)
        {
            return null;
        }

        return body.At(name) is JsonValue value && value.TryGetValue<int>(out var number) && number >= -100_000_000 ? number : throw new SteeringFault($"'{name}' is not a whole number.");
    }

    public decimal? Decimal(string name) =>
        Read(name) is null ? null : body.At(name) is JsonValue value && value.TryGetValue<decimal>(out var number) ? number : throw new SteeringFault($"'{name}' is not a number.");

    public bool Flag(string name) => Read(name) is { } value && (value.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw new SteeringFault($"'{name}' is neither true nor false."),
    });

    public JsonObject? Object(string name) => Read(name) is null ? null : body[name] as JsonObject ?? throw new SteeringFault($"'{name}' is not an object.");

    /// <summary>Any value.</summary>
    public JsonNode? Value(string name) => Read(name);

    public IReadOnlyList<string> Texts(string name) => Read(name) is null ? [] : body.Texts(name);

    /// <summary>Throws when something was asked for that this call does not know.</summary>
    public void Finish()
    {
        foreach (var (name, _) in body)
        {
            if (!_read.Contains(name))
            {
                throw new SteeringFault($"'{name}' means nothing here. Known: {string.Join(", ", _read.Order(StringComparer.Ordinal))}.");
            }
        }
    }

    private JsonNode? Read(string name)
    {
        _read.Add(name);
        return body[name];
    }
}
