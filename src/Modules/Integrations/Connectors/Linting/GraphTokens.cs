namespace BookedBarber.Integrations.Connectors.Linting;

/// <summary>Cuts GraphQL into names and signs; comments and descriptions are left out.</summary>
internal static class GraphTokens
{
    public static List<string> Of(string text)
    {
        var tokens = new List<string>();
        for (var i = 0; i < text.Length;)
        {
            var c = text[i];
            if (char.IsWhiteSpace(c) || c == ',')
            {
                i++;
            }
            else if (c == '#')
            {
                i = text.IndexOf('\n', i) is >= 0 and var end ? end : text.Length;
            }
            else if (c == '"')
            {
                i = EndOfText(text, i);
            }
            else if (char.IsLetterOrDigit(c) || c is '_' or '-')
            {
                var start = i;
                while (i < text.Length && (char.IsLetterOrDigit(text[i]) || text[i] is '_' or '-' or '.'))
                {
                    i++;
                }

                tokens.Add(text[start..i]);
            }
            else
            {
                tokens.Add(c.ToString());
                i++;
            }
        }

        return tokens;
    }

    private static int EndOfText(string text, int i)
    {
        if (string.CompareOrdinal(text, i, "\"\"\"", 0, 3) == 0)
        {
            return text.IndexOf("\"\"\"", i + 3, StringComparison.Ordinal) is >= 0 and var end ? end + 3 : text.Length;
        }

        for (i++; i < text.Length && text[i] != '"'; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
        }

        return i + 1;
    }
}
