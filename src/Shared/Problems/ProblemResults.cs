using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace BookedBarber.Shared;

/// <summary>The one place where problems become HTTP answers.</summary>
public static class ProblemResults
{
    /// <summary>The problem as <c>application/problem+json</c> with <c>code</c>, <c>traceId</c> and field errors.</summary>
    public static ProblemHttpResult ToHttp(this Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var details = new ProblemDetails
        {
            Type = $"https://bookedbarber.app/problems/{problem.Code}",
            Title = Title(problem.Kind),
            Status = Status(problem.Kind),
            Detail = problem.Detail,
            Extensions = { ["code"] = problem.Code, ["traceId"] = Activity.Current?.TraceId.ToString() },
        };
        if (problem.Fields is { Count: > 0 } fields)
        {
            details.Extensions["errors"] = fields;
        }

        return TypedResults.Problem(details);
    }

    /// <summary>The HTTP status of a kind of problem.</summary>
    public static int Status(ProblemKind kind) => kind switch
    {
        ProblemKind.Invalid => StatusCodes.Status400BadRequest,
        ProblemKind.Unauthenticated => StatusCodes.Status401Unauthorized,
        ProblemKind.Forbidden => StatusCodes.Status403Forbidden,
        ProblemKind.NotFound => StatusCodes.Status404NotFound,
        ProblemKind.Conflict => StatusCodes.Status409Conflict,
        ProblemKind.Stale => StatusCodes.Status412PreconditionFailed,
        ProblemKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        ProblemKind.Refused => StatusCodes.Status422UnprocessableEntity,
        ProblemKind.VersionRequired => StatusCodes.Status428PreconditionRequired,
        ProblemKind.TooMany => StatusCodes.Status429TooManyRequests,
        ProblemKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    private static string Title(ProblemKind kind) => kind switch
    {
        ProblemKind.Invalid => "The request is not right",
        ProblemKind.Unauthenticated => "Sign in first",
        ProblemKind.Forbidden => "Not allowed",
        ProblemKind.NotFound => "Not found",
        ProblemKind.Conflict => "Already different",
        ProblemKind.Stale => "Changed meanwhile",
        ProblemKind.TooLarge => "Too large",
        ProblemKind.Refused => "Refused",
        ProblemKind.VersionRequired => "Version needed",
        ProblemKind.TooMany => "Too many requests",
        ProblemKind.Unavailable => "Not available now",
        _ => "Something broke",
    };
}
