using System.ComponentModel;
using System.Text.Json;
using System.Text.RegularExpressions;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;
using Npgsql;

namespace BookedBarber.Host.Serving;

/// <summary>Turns what was thrown, and bare status codes, into problems with a code and a sentence.</summary>
internal static partial class FaultAnswers
{
    public static void UseFaultAnswers(this WebApplication app)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("BookedBarber.Faults");
        app.Use(async (context, next) =>
        {
            try
            {
                if (IsInAnotherCharset(context.Request))
                {
                    throw new BadHttpRequestException("The body is not in UTF-8.", StatusCodes.Status415UnsupportedMediaType);
                }

                await next(context);
                await AnswerBareStatusAsync(context);
            }
            catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
            {
                if (!context.Response.HasStarted)
                {
                    context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest; // the client left; nobody reads an answer
                }
            }
            catch (Exception fault) when (!context.Response.HasStarted)
            {
                var problem = Explain(fault);
                if (problem is null)
                {
                    Log.Unexpected(logger, fault, context.Request.Method, (context.GetEndpoint() as Microsoft.AspNetCore.Routing.RouteEndpoint)?.RoutePattern.RawText ?? "unknown route");
                    problem = new Problem("unexpected", "Something broke on our side; nothing was saved. Try again, and give support the trace id if it stays so.");
                }
                else if (problem.Kind == ProblemKind.Unavailable)
                {
                    Log.Unavailable(logger, fault);
                    context.Response.Headers.RetryAfter = "2";
                }

                context.Response.Headers.Remove("ETag");
                await WriteAsync(context, problem, StatusOf(problem));
            }
        });
    }

    // JSON is UTF-8 (RFC 8259, section 8.1). The framework looks up whatever name is given and takes an unknown one for a fault of ours.
    private static bool IsInAnotherCharset(HttpRequest request) =>
        request.ContentType is { } type && type.Contains("charset", StringComparison.OrdinalIgnoreCase)
        && request.HasJsonContentType()
        && MediaTypeHeaderValue.TryParse(type, out var media) && media.Charset.Length > 0 && !media.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
        && !media.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase);

    /// <summary>The problem behind an exception that has an ordinary cause; null when it is a fault of ours.</summary>
    internal static Problem? Explain(Exception fault) => fault switch
    {
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => TooLarge(),
        BadHttpRequestException { InnerException: JsonException json } => Malformed(json),
        JsonException json => Malformed(json),
        BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType } => WrongMedia(),
        BadHttpRequestException bad when bad.Message.Contains("no body was provided", StringComparison.Ordinal) => new("invalid_request", "The request has no body; nothing was saved. Send what this endpoint takes as JSON.", ProblemKind.Invalid),
        BadHttpRequestException bad when Unbindable().Match(bad.Message) is { Success: true } parameter => Unreadable(parameter.Groups["name"].Value),
        BadHttpRequestException bad => new("invalid_request", $"The request cannot be read: {bad.Message}", ProblemKind.Invalid),
        InvalidDataException data => new("invalid_request", $"The request cannot be read: {data.Message}", ProblemKind.Invalid),
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => new("disk_full", "The server's disk is full; nothing was saved. Ask the operator to free space, then send it again.", ProblemKind.Unavailable),
        PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections } => Down(),
        PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected } => new("busy", "Somebody changed the same thing at the same moment; nothing was saved. Send it again.", ProblemKind.Unavailable),
        // A NUL character, which JSON and addresses can carry and PostgreSQL's text cannot. Nobody means to send one.
        PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter } => new(
            "unstorable_text", "A text holds a character that cannot be stored (NUL, U+0000); nothing was saved. Take it out and send it again.", ProblemKind.Invalid),
        PostgresException => null,
        NpgsqlException => Down(),
        TimeoutException => Down(),
        _ => null,
    };

    private static int? StatusOf(Problem problem) => problem.Code switch
    {
        "unexpected" => StatusCodes.Status500InternalServerError,
        "unsupported_media_type" => StatusCodes.Status415UnsupportedMediaType,
        _ => null,
    };

    private static Problem WrongMedia() => new("unsupported_media_type", "Send the body as application/json in UTF-8.", ProblemKind.Invalid);

    // The framework's own sentence names our types, which say nothing to who sent the request.
    [GeneratedRegex("^Failed to bind parameter \"[^\"]* (?<name>\\w+)\" from ", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Unbindable();

    private static Problem Unreadable(string parameter)
    {
        var name = JsonNamingPolicy.CamelCase.ConvertName(parameter);
        return Problem.Invalid([new FieldProblem(name, "malformed", $"The value of '{name}' in the address cannot be read. The API reference says what it may be.")]);
    }

    // Binding that was compiled ahead refuses an optional number without an exception and without a word.
    private static string? UnreadableParameter(HttpContext context) => context.GetEndpoint()?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>()
        .FirstOrDefault(parameter => parameter.HasTryParse
            && context.Request.Query.TryGetValue(parameter.Name, out var given)
            && given.ToString() is { Length: > 0 } text
            && (string.IsNullOrWhiteSpace(text) || !TypeDescriptor.GetConverter(parameter.ParameterInfo.ParameterType).IsValid(text)))
        ?.Name;

    private static Problem TooLarge() => new("body_too_large", "The request's body is larger than this endpoint takes; nothing was saved. Send it in smaller parts.", ProblemKind.TooLarge);

    private static Problem Down() => new("storage_unavailable", "The database does not answer at the moment; nothing was saved. It recovers by itself: send it again in a few seconds.", ProblemKind.Unavailable);

    private static Problem Malformed(JsonException fault) => new(
        "malformed_json",
        "The body is not the JSON that this endpoint takes; nothing was saved.",
        ProblemKind.Invalid,
        [new FieldProblem(fault.Path is { Length: > 0 } path ? path.TrimStart('$', '.') : "body", "malformed", Where(fault))]);

    private static string Where(JsonException fault) => fault.LineNumber is { } line
        ? $"Cannot be read at line {line + 1}, byte {fault.BytePositionInLine + 1}: {First(fault.Message)}"
        : First(fault.Message);

    private static string First(string message) => message.StartsWith("The JSON value could not be converted", StringComparison.Ordinal)
        ? "this value is not of the kind that belongs here."
        : message.Split(" Path:", 2)[0];

    private static async Task AnswerBareStatusAsync(HttpContext context)
    {
        if (context.Response.HasStarted || context.Response.ContentLength > 0 || context.Response.ContentType is not null || HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }

        Problem? problem = context.Response.StatusCode switch
        {
            StatusCodes.Status400BadRequest when UnreadableParameter(context) is { } parameter => Unreadable(parameter),
            StatusCodes.Status404NotFound => new("not_found", "There is nothing at this address. The API reference lists every address.", ProblemKind.NotFound),
            StatusCodes.Status405MethodNotAllowed => new("method_not_allowed", "This address does not take that method. The API reference lists what it takes.", ProblemKind.Invalid),
            StatusCodes.Status413PayloadTooLarge => TooLarge(),
            StatusCodes.Status415UnsupportedMediaType => WrongMedia(),
            _ => null,
        };
        if (problem is not null)
        {
            await WriteAsync(context, problem, context.Response.StatusCode);
        }
    }

    private static async Task WriteAsync(HttpContext context, Problem problem, int? status)
    {
        var answer = problem.ToHttp();
        if (status is { } code)
        {
            answer.ProblemDetails.Status = code;
            answer.ProblemDetails.Title = code == StatusCodes.Status500InternalServerError ? "Something broke" : answer.ProblemDetails.Title;
        }

        context.Response.StatusCode = answer.ProblemDetails.Status ?? answer.StatusCode;
        await context.Response.WriteAsJsonAsync(answer.ProblemDetails, options: null, contentType: "application/problem+json", context.RequestAborted);
    }

    private static partial class Log
    {
        [LoggerMessage(1001, LogLevel.Error, "{Method} {Route} failed unexpectedly.")]
        public static partial void Unexpected(ILogger logger, Exception fault, string method, string route);

        [LoggerMessage(1002, LogLevel.Warning, "The database is not available.")]
        public static partial void Unavailable(ILogger logger, Exception fault);
    }
}
