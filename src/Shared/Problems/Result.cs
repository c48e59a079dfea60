using System.Diagnostics.CodeAnalysis;

namespace BookedBarber.Shared;

/// <summary>Either a value or a <see cref="Shared.Problem"/>.</summary>
/// <remarks><c>default</c> holds neither and must not be used.</remarks>
public readonly struct Result<T>
{
    private Result(T? value, Problem? problem)
    {
        Value = value;
        Problem = problem;
    }

    /// <summary>The value; null when there is a problem.</summary>
    public T? Value { get; }

    /// <summary>The problem; null when it succeeded.</summary>
    public Problem? Problem { get; }

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool Succeeded => Problem is null;

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Problem problem) => new(default, problem);

    /// <summary>The value under a function, or the problem unchanged.</summary>
    public Result<TOut> Then<TOut>(Func<T, TOut> next) => Succeeded ? next(Value) : Problem;
}
