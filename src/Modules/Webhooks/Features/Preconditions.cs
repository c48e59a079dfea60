using System.Globalization;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Http;

namespace BookedBarber.Webhooks.Features;

/// <summary>Optimistic concurrency on the wire: versions travel as entity tags.</summary>
internal static class Preconditions
{
    public static void SetTag(HttpResponse response, long version) => response.Headers.ETag = Tag(version);

    /// <summary>Checks If-Match against the version that is stored now; null when the write may go on.</summary>
    public static Problem? Check(HttpRequest request, long version)
    {
        var sent = request.Headers.IfMatch;
        if (sent.Count == 0)
        {
            return new Problem("version_required", "Send the version you read in the If-Match header, such as If-Match: \"3\"; nothing was saved.", ProblemKind.VersionRequired);
        }

        var tag = Tag(version);
        return sent.SelectMany(line => (line ?? string.Empty).Split(',', StringSplitOptions.TrimEntries)).Any(one => one == tag || one == "*") ? null : Stale(version);
    }

    public static Problem Stale(long version) =>
        new("version_mismatch", $"Somebody changed this meanwhile; it is now version {version}. Nothing was saved: read it again, then repeat your change.", ProblemKind.Stale);

    private static string Tag(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
}
