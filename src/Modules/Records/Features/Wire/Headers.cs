using System.Globalization;
using BookedBarber.Records.Domain;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Http;

namespace BookedBarber.Records.Features.Wire;

/// <summary>Versions and idempotency keys on the wire.</summary>
internal static class Headers
{
    public static string Tag(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    public static void SetTag(HttpResponse response, long version) => response.Headers.ETag = Tag(version);

    /// <summary>Checks If-Match against the stored version.</summary>
    public static Problem? CheckMatch(HttpRequest request, long version)
    {
        var sent = request.Headers.IfMatch;
        if (sent.Count == 0)
        {
            return new Problem("version_required", "Send the version you read in the If-Match header, such as If-Match: \"3\"; nothing was saved.", ProblemKind.VersionRequired);
        }

        var tag = Tag(version);
        return sent.SelectMany(line => (line ?? string.Empty).Split(',', StringSplitOptions.TrimEntries)).Any(one => one == tag || one == "*")
            ? null
            : new Problem("version_mismatch", $"Somebody changed this meanwhile; it is now version {version}. Nothing was saved: read it again, then repeat your change.", ProblemKind.Stale);
    }

    /// <summary>The Idempotency-Key, which a sale or booking cannot do without: a till that hears no answer sends again.</summary>
    public static Result<string> IdempotencyKey(HttpRequest request)
    {
        string? key = request.Headers["Idempotency-Key"];
        if (string.IsNullOrWhiteSpace(key))
        {
            return new Problem("idempotency_key_required", "Send an Idempotency-Key header with a key of your own for this record, so that sending it twice records it once; nothing was saved.");
        }

        Faults faults = default;
        faults.RequiredText("Idempotency-Key", key, Limits.Key);
        return faults.Any ? Problem.Invalid(faults.ToProblem()!.Fields!) : key;
    }
}
