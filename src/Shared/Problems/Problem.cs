namespace BookedBarber.Shared;

/// <summary>An expected failure as a value: what went wrong, in a code for programs and a sentence that tells a person what to do.</summary>
/// <param name="Code">Stable, snake_case, part of the public contract, such as <c>parts_do_not_sum</c>.</param>
/// <param name="Detail">One or two sentences for the user: what happened, what was kept, what to do.</param>
/// <param name="Kind">Decides the HTTP status.</param>
/// <param name="Fields">Faults of single fields, or none.</param>
public sealed record Problem(string Code, string Detail, ProblemKind Kind = ProblemKind.Invalid, IReadOnlyList<FieldProblem>? Fields = null)
{
    /// <summary>What the caller may not see is answered exactly like what does not exist.</summary>
    public static Problem NotFound(string what) =>
        new("not_found", $"No such {what}, or you have no access to it. Check the id, or ask the network's administrator for access.", ProblemKind.NotFound);

    /// <summary>The caller sees the thing but may not do this to it.</summary>
    public static Problem Forbidden(string action) =>
        new("forbidden", $"Your role does not allow you to {action}. Ask the network's administrator.", ProblemKind.Forbidden);

    /// <summary>One or more fields are wrong.</summary>
    public static Problem Invalid(params IReadOnlyList<FieldProblem> fields) =>
        new("invalid_request", "Some fields are not right; nothing was saved. Correct them and send again.", ProblemKind.Invalid, fields);
}

/// <summary>A fault of one field.</summary>
/// <param name="Field">Path in the request, such as <c>lines[2].amount</c>.</param>
/// <param name="Code">Stable code, such as <c>required</c> or <c>too_long</c>.</param>
/// <param name="Detail">A sentence for the user.</param>
public sealed record FieldProblem(string Field, string Code, string Detail);

/// <summary>Classes of expected failure.</summary>
public enum ProblemKind
{
    /// <summary>The request is wrong as sent (400).</summary>
    Invalid,

    /// <summary>Nobody is signed in, or the token is expired or forged (401).</summary>
    Unauthenticated,

    /// <summary>Signed in, but not allowed (403).</summary>
    Forbidden,

    /// <summary>Does not exist for this caller (404).</summary>
    NotFound,

    /// <summary>Clashes with what is stored (409).</summary>
    Conflict,

    /// <summary>The version in If-Match is no longer current (412).</summary>
    Stale,

    /// <summary>The body is larger than allowed (413).</summary>
    TooLarge,

    /// <summary>Understood, but a business rule refuses it (422).</summary>
    Refused,

    /// <summary>A write needs If-Match (428).</summary>
    VersionRequired,

    /// <summary>Too many requests or attempts (429).</summary>
    TooMany,

    /// <summary>Storage or a dependency is not reachable now (503).</summary>
    Unavailable,
}
