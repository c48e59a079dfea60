using System.Globalization;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Http;

namespace BookedBarber.Network.Features;

/// <summary>Optimistic concurrency on the wire: versions travel as entity tags.</summary>
internal static class Preconditions
{
    /// <summary>The tag of a version.</summary>
    public static string Tag(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>Checks If-Match against the version that is stored now.</summary>
    /// <param name="request">The request.</param>
    /// <param name="version">The stored version.</param>
    /// <param name="required">Whether a missing header is refused.</param>
    /// <returns>Null when the write may go on; <c>version_required</c> or <c>version_mismatch</c> otherwise.</returns>
    public static Problem? Check(HttpRequest request, long version, bool required)
    {
        var sent = request.Headers.IfMatch;
        if (sent.Count == 0)
        {
            return required
                ? new Problem("version_required", "Send the version you read in the If-Match header, such as If-Match: \"3\"; nothing was saved.", ProblemKind.VersionRequired)
                : null;
        }

        var tag = Tag(version);
        return sent.SelectMany(line => (line ?? string.Empty).Split(',', StringSplitOptions.TrimEntries)).Any(one => one == tag || one == "*")
            ? null
            : new Problem("version_mismatch", $"Somebody changed this meanwhile; it is now version {version}. Nothing was saved: read it again, then repeat your change.", ProblemKind.Stale);
    }

    public static void SetTag(HttpResponse response, long version) => response.Headers.ETag = Tag(version);
}
