using BookedBarber.Network.Contracts;
using BookedBarber.Network.Domain;

namespace BookedBarber.Network.Features;

/// <summary>Whether and how well a unit answers what somebody typed. Marks and case do not matter: "zurich" finds Zürich by its slug.</summary>
internal sealed class NodeMatch
{
    private readonly string _text;
    private readonly string _slug;

    public NodeMatch(string text)
    {
        _text = text.Trim();
        _slug = Slugs.Of(_text);
    }

    public const int None = int.MaxValue;

    /// <summary>0 for the very code, then beginnings of code or name, beginnings of words, anything inside; <see cref="None"/> for no match.</summary>
    public int Rank(Node node)
    {
        if (_text.Length == 0)
        {
            return None;
        }

        if (node.Code.Equals(_text, StringComparison.OrdinalIgnoreCase))
        {
            return 0;
        }

        if (Begins(node.Name, _text) || Begins(node.Code, _text) || (_slug.Length > 0 && node.Slug.StartsWith(_slug, StringComparison.Ordinal)))
        {
            return 1;
        }

        if (HasWord(node.Name) || (_slug.Length > 0 && node.Slug.Contains($"-{_slug}", StringComparison.Ordinal)))
        {
            return 2;
        }

        var inside = node.Name.Contains(_text, StringComparison.OrdinalIgnoreCase)
            || node.Code.Contains(_text, StringComparison.OrdinalIgnoreCase)
            || (_slug.Length > 0 && node.Slug.Contains(_slug, StringComparison.Ordinal));
        return inside ? 3 : None;
    }

    private static bool Begins(string text, string start) => text.StartsWith(start, StringComparison.OrdinalIgnoreCase);

    private bool HasWord(string name)
    {
        for (var at = name.IndexOf(_text, StringComparison.OrdinalIgnoreCase); at > 0; at = name.IndexOf(_text, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            if (!char.IsLetterOrDigit(name[at - 1]))
            {
                return true;
            }
        }

        return false;
    }
}
