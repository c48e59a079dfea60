using System.Text.RegularExpressions;

namespace BookedBarber.Integrations.Connectors.Linting;

/// <summary>An operation of a vendor's description.</summary>
/// <param name="Method">HTTP method in capitals.</param>
/// <param name="Path">Path as described, with its server's path.</param>
/// <param name="Query">Names of query parameters; null: the description does not say.</param>
/// <param name="Body">Type of the body; null: not described.</param>
/// <param name="Answer">Type of the answer; null: not described.</param>
internal sealed record ApiOperation(string Method, string Path, IReadOnlySet<string>? Query, ApiShape? Body, ApiShape? Answer)
{
    private readonly Regex _form = new("^(/[^/]+){0,3}?" + Form(Path) + "/?$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>Whether a path, with a word in each of its places, is this operation's.</summary>
    public bool Matches(string path) => _form.IsMatch(path);

    private static string Form(string path) => string.Concat(Regex.Split(path, @"(?<place>\{[^}]*\})", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Select(part => part switch
    {
        ['{', '+', ..] => ".+",
        ['{', ..] => "[^/]+",
        _ => Regex.Escape(part),
    }));
}
