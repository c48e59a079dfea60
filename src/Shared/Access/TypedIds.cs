using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BookedBarber.Shared;

/// <summary>An id that cannot be mistaken for another kind of id. Travels as a plain UUID in JSON, routes and SQL.</summary>
public interface ITypedId<TSelf> : IParsable<TSelf>
    where TSelf : struct, ITypedId<TSelf>
{
    /// <summary>The UUID, version 7: it reveals when it was made, so it is never used as a secret.</summary>
    Guid Value { get; }

    /// <summary>Wraps a UUID.</summary>
    static abstract TSelf From(Guid value);
}

/// <summary>A franchise network: the tenant.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<NetworkId>))]
public readonly record struct NetworkId(Guid Value) : ITypedId<NetworkId>
{
    public static NetworkId From(Guid value) => new(value);

    public static NetworkId New(TimeProvider clock) => new(Guid.CreateVersion7(clock.GetUtcNow()));

    public static NetworkId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out NetworkId result) => TypedId.TryParse(s, out result);

    public override string ToString() => Value.ToString();
}

/// <summary>A unit of a network's tree: a region, group or location, or the network itself (whose node id has the network id's value).</summary>
[JsonConverter(typeof(TypedIdJsonConverter<NodeId>))]
public readonly record struct NodeId(Guid Value) : ITypedId<NodeId>
{
    public static NodeId From(Guid value) => new(value);

    /// <summary>The root of a network's tree.</summary>
    public static NodeId Root(NetworkId network) => new(network.Value);

    public static NodeId New(TimeProvider clock) => new(Guid.CreateVersion7(clock.GetUtcNow()));

    public static NodeId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out NodeId result) => TypedId.TryParse(s, out result);

    public override string ToString() => Value.ToString();
}

/// <summary>A person who can sign in.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<PersonId>))]
public readonly record struct PersonId(Guid Value) : ITypedId<PersonId>
{
    public static PersonId From(Guid value) => new(value);

    public static PersonId New(TimeProvider clock) => new(Guid.CreateVersion7(clock.GetUtcNow()));

    public static PersonId Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out PersonId result) => TypedId.TryParse(s, out result);

    public override string ToString() => Value.ToString();
}

internal static class TypedId
{
    internal static bool TryParse<T>(string? text, out T id)
        where T : struct, ITypedId<T>
    {
        var parsed = Guid.TryParse(text, out var value);
        id = T.From(value);
        return parsed;
    }
}

internal sealed class TypedIdJsonConverter<T> : JsonConverter<T>
    where T : struct, ITypedId<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => T.From(reader.GetGuid());

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Guid.TryParse(reader.GetString(), out var value) ? T.From(value) : throw new JsonException("Expected a UUID.");

    public override void WriteAsPropertyName(Utf8JsonWriter writer, [DisallowNull] T value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.Value.ToString());
}
