using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace BookedBarber.Integrations.Tests.Connectors;

/// <summary>Makes wrong manifests of right ones, one mistake at a time, the same every time: a mistyped field, path, parameter, header, word or key, and a key left out.</summary>
internal static partial class Mutants
{
    private static readonly HashSet<string> Paths = ["items", "key", "version", "from", "more", "field", "token", "total"];
    private static readonly HashSet<string> Words = ["kind", "record", "category", "level", "deletes", "format", "expiresFormat", "scheme", "timestampFormat", "stream", "order"];
    private static readonly HashSet<string> Texts = ["title", "description", "docs", "help", "byHand", "pattern", "default", "name", "value"];

    /// <summary>A wrong manifest.</summary>
    /// <param name="What">What was done.</param>
    /// <param name="Yaml">The text.</param>
    internal sealed record Mutant(string What, string Yaml);

    public static IEnumerable<Mutant> Of(string yaml)
    {
        var stream = new YamlStream();
        using var reader = new StringReader(yaml);
        stream.Load(reader);
        return Walk(stream.Documents[0].RootNode, [], yaml);
    }

    private static IEnumerable<Mutant> Walk(YamlNode node, string[] path, string yaml)
    {
        switch (node)
        {
            case YamlMappingNode mapping:
                foreach (var (key, value) in mapping.Children)
                {
                    var name = key.ToString();
                    if (IsOwnKey(path))
                    {
                        yield return Replaced(yaml, key, name + "x", $"the key {string.Join('/', path)}/{name} is mistyped");
                    }

                    foreach (var mutant in Walk(value, [.. path, name], yaml))
                    {
                        yield return mutant;
                    }
                }

                break;
            case YamlSequenceNode list:
                foreach (var mutant in list.SelectMany(entry => Walk(entry, path, yaml)))
                {
                    yield return mutant;
                }

                break;
            case YamlScalarNode scalar when Changed(scalar.Value ?? string.Empty, path) is { } wrong:
                yield return Replaced(yaml, scalar, wrong, $"{string.Join('/', path)}: '{scalar.Value}' becomes '{wrong}'");
                break;
        }
    }

    // Keys whose names the language fixes; names that the writer chooses, and the vendor's own, are no keys of the language.
    private static bool IsOwnKey(string[] path) => path switch
    {
        [] => true,
        ["streams", _] or ["actions", _] or ["auth"] or ["webhooks"] => true,
        ["streams", _, "paging" or "cursor" or "map"] => true,
        _ => false,
    };

    private static string? Changed(string value, string[] path)
    {
        var key = path[^1];
        if (Texts.Contains(key) && path is not [.., "map", _] || path is ["auth", "scopes", ..] or ["cannot" or "later", ..] || value.Length == 0)
        {
            return null;
        }

        return path switch
        {
            ["streams", _, "request"] or ["health"] or ["streams", _, "one"] => WrongPath().Replace(value, "${word}zz", 1),
            ["streams", _, "paging", "param"] or ["streams", _, "paging", "size", "param"] or ["defaults", "paging", "param"] or ["defaults", "paging", "size", "param"] => value + "zz",
            ["streams", _, "map", ..] => WrongField(value),
            ["streams", _, "location" or "skip" or "deleted"] => WrongField(value),
            ["webhooks", "header"] => value + "-Z",
            ["webhooks", "signed"] => value.Contains("{body}", StringComparison.Ordinal) ? value.Replace("{body}", string.Empty, StringComparison.Ordinal) : value + ".",
            ["webhooks", "encoding"] => value == "hex" ? "base64" : "hex",
            ["webhooks", "events", ..] when key == "stream" => value + "zz",
            ["streams", _, .. var rest] when rest.Length <= 2 && Paths.Contains(key) && value != "$" => value + "zz",
            ["streams" or "webhooks" or "auth", ..] or ["category" or "level"] when Words.Contains(key) => value + "zz",
            ["limits", "per"] => value + "zz",
            _ => null,
        };
    }

    private static string? WrongField(string value)
    {
        if (value.StartsWith('=') && !value.Contains('{', StringComparison.Ordinal))
        {
            return null; // a fixed text is right, whatever it is
        }

        var wrong = FieldName().Replace(value, match => match.Value + "zz", 1);
        return wrong == value ? null : wrong;
    }

    private static Mutant Replaced(string yaml, YamlNode node, string text, string what)
    {
        var (start, end) = ((int)node.Start.Index, (int)node.End.Index);
        var quoted = yaml[start] is '"' or '\'';
        return new Mutant(what, yaml[..start] + (quoted || text.Any(character => character is '{' or '[' or ',' or ':') ? $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"" : text) + yaml[end..]);
    }

    // The last plain word of the path, before parameters.
    [GeneratedRegex(@"(?<word>/[A-Za-z][A-Za-z-]*)(?=(\?|$|/\{|:))", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WrongPath();

    // The first name of an expression: behind $. or @., or bare.
    [GeneratedRegex(@"(?<=[$@]\.)[A-Za-z_]+|^[A-Za-z_]+|(?<==\{)[A-Za-z_]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FieldName();
}
