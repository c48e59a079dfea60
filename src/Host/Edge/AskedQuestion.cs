using System.Runtime.CompilerServices;
using BookedBarber.Shared;

namespace BookedBarber.Host.Edge;

/// <summary>A question as it was asked: who asks, the address as sent, and the body of a question that has one.</summary>
/// <remarks>
/// The caller is compared as an object: it is replaced when anything about the person, their grants or their key changes, so that an answer from before
/// such a change is not found any more.
/// </remarks>
internal readonly struct AskedQuestion(Caller caller, string target, string body) : IEquatable<AskedQuestion>
{
    private readonly Caller _caller = caller;
    private readonly string _target = target;
    private readonly string _body = body;

    /// <summary>Bytes of memory.</summary>
    public long Size => 2 * (_target.Length + _body.Length) + 200;

    public bool Equals(AskedQuestion other) =>
        ReferenceEquals(_caller, other._caller) && string.Equals(_target, other._target, StringComparison.Ordinal) && string.Equals(_body, other._body, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is AskedQuestion other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(RuntimeHelpers.GetHashCode(_caller), _target.GetHashCode(StringComparison.Ordinal), _body.GetHashCode(StringComparison.Ordinal));
}
