using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace BookedBarber.Integrations.Connections;

/// <summary>A secret value that does not show itself: not in texts, logs, JSON or a debugger. <see cref="Reveal"/> is called where the value goes onto the wire, and nowhere else.</summary>
[DebuggerDisplay("(secret)")]
[JsonConverter(typeof(SecretJsonConverter))]
internal sealed class Secret : IEquatable<Secret>
{
    private readonly string _value;

    /// <param name="value">The secret; may be any text.</param>
    public Secret(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _value = value;
    }

    /// <summary>The value itself.</summary>
    public string Reveal() => _value;

    /// <summary>Compares in a time that does not depend on where the values differ.</summary>
    public bool Equals(Secret? other) => other is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(_value), Encoding.UTF8.GetBytes(other._value));

    public override bool Equals(object? obj) => Equals(obj as Secret);

    public override int GetHashCode() => string.GetHashCode(_value, StringComparison.Ordinal);

    public override string ToString() => "(secret)";
}
