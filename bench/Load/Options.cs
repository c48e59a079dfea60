using System.Globalization;

namespace BookedBarber.Bench.Load;

/// <summary>The words of the command line: a verb, then <c>--name value</c> pairs.</summary>
internal sealed class Options(string[] words)
{
    public string Verb => words is [var verb, ..] ? verb : string.Empty;

    public string Text(string name, string? otherwise = null) =>
        Array.IndexOf(words, "--" + name) is >= 0 and var at && at + 1 < words.Length ? words[at + 1] : otherwise ?? throw new InvalidOperationException($"Say --{name} VALUE.");

    public int Number(string name, int otherwise) => int.Parse(Text(name, otherwise.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);
}
