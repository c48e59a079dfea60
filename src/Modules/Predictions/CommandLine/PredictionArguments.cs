using System.Globalization;

namespace BookedBarber.Predictions.CommandLine;

/// <summary>The options of one command, by name.</summary>
internal sealed class PredictionArguments
{
    private readonly Dictionary<string, string> _values;

    private PredictionArguments(Dictionary<string, string> values) => _values = values;

    /// <summary>Reads the words after the verb.</summary>
    /// <exception cref="InputFaultException">An option is unknown, given twice, without its value, or missing.</exception>
    public static PredictionArguments Read(IReadOnlyList<string> words, IReadOnlyList<PredictionOption> options)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < words.Count; i++)
        {
            var (name, value) = words[i].Split('=', 2) is [var before, var after] ? (before, after) : (words[i], null);
            if (!options.Any(option => option.Name == name))
            {
                throw new InputFaultException($"There is no option '{name}'. The options are {string.Join(", ", options.Select(option => option.Name))}.");
            }

            value ??= ++i < words.Count ? words[i] : throw new InputFaultException($"Say a value after {name}.");
            if (!values.TryAdd(name, value))
            {
                throw new InputFaultException($"The option {name} is given twice. Give it once.");
            }
        }

        var missing = options.Where(option => option.Required && !values.ContainsKey(option.Name)).Select(option => option.Name).ToList();
        return missing.Count == 0 ? new PredictionArguments(values) : throw new InputFaultException($"Say {string.Join(" and ", missing)} as well. See --help for an example.");
    }

    /// <summary>The value of an option; null when it is not given.</summary>
    public string? Find(string option) => _values.GetValueOrDefault(option);

    /// <summary>The value of a required option.</summary>
    public string Get(string option) => _values.TryGetValue(option, out var value) ? value : throw new InputFaultException($"Say {option} as well. See --help for an example.");

    /// <summary>Parts of an option separated by commas, without empty ones; none when it is not given.</summary>
    public IReadOnlyList<string> List(string option) => Find(option)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>A whole number within bounds, or the default when it is not given.</summary>
    public int Whole(string option, int least, int most, int? otherwise = null)
    {
        if (Find(option) is not { } text)
        {
            return otherwise ?? throw new InputFaultException($"Say {option} as well. See --help for an example.");
        }

        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new InputFaultException(FormattableString.Invariant($"{option} is '{text}'; it must be a whole number from {least} to {most}."));
    }

    /// <summary>A finite number within bounds, or the default when it is not given.</summary>
    /// <param name="option">The option.</param>
    /// <param name="least">Least that is allowed; itself not, with <paramref name="above"/>.</param>
    /// <param name="most">Most that is allowed; itself not, with <paramref name="below"/>.</param>
    /// <param name="otherwise">The default; <see langword="null"/>: the option is needed.</param>
    /// <param name="above">Whether <paramref name="least"/> itself is too little.</param>
    /// <param name="below">Whether <paramref name="most"/> itself is too much.</param>
    public double Number(string option, double least, double most, double? otherwise = null, bool above = false, bool below = false)
    {
        if (Find(option) is not { } text)
        {
            return otherwise ?? throw new InputFaultException($"Say {option} as well. See --help for an example.");
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) && (above ? number > least : number >= least) && (below ? number < most : number <= most)
            ? number
            : throw new InputFaultException(FormattableString.Invariant($"{option} is '{text}'; it must be {(above ? $"above {least}" : $"{least} or more")} and {(below ? $"below {most}" : $"at most {most}")}."));
    }

    /// <summary>A calendar day written as 2026-03-31; null when it is not given.</summary>
    public DateOnly? Day(string option)
    {
        if (Find(option) is not { } text)
        {
            return null;
        }

        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new InputFaultException($"{option} is '{text}'; write the day as 2026-03-31.");
    }
}
