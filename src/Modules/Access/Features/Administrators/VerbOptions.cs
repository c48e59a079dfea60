namespace BookedBarber.Access.Features.Administrators;

/// <summary>Reads <c>--option value</c> pairs of a verb.</summary>
internal static class VerbOptions
{
    public static bool TryRead(IReadOnlyList<string> arguments, IReadOnlyList<string> known, out Dictionary<string, string> options, out string? fault)
    {
        options = new Dictionary<string, string>(StringComparer.Ordinal);
        fault = null;
        for (var i = 0; i < arguments.Count; i++)
        {
            var equals = arguments[i].IndexOf('=', StringComparison.Ordinal);
            var name = equals > 0 ? arguments[i][..equals] : arguments[i];
            if (!known.Contains(name, StringComparer.Ordinal))
            {
                fault = $"Unknown option '{name}'.";
                return false;
            }

            if (equals > 0)
            {
                options[name] = arguments[i][(equals + 1)..];
            }
            else if (i + 1 < arguments.Count)
            {
                options[name] = arguments[++i];
            }
            else
            {
                fault = $"The option {name} needs a value.";
                return false;
            }
        }

        return true;
    }
}
