using BookedBarber.Shared;

namespace BookedBarber.Records.Features.Wire;

/// <summary>Problems of single records as answers to a request.</summary>
internal static class Answers
{
    /// <summary>Faults of fields are answered as one invalid request that names them all; rules and conflicts keep their own code.</summary>
    public static Problem ForRequest(this Problem problem) =>
        problem is { Kind: ProblemKind.Invalid, Fields: { Count: > 0 } fields } ? Problem.Invalid(fields) : problem;
}
