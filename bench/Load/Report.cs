using System.Globalization;

namespace BookedBarber.Bench.Load;

/// <summary>What was found, as rows of a Markdown table: what, measured, to be reached.</summary>
internal sealed class Report
{
    public bool AllReached { get; private set; } = true;

    public void Row(FormattableString what, FormattableString measured) => Write(Text(what), Text(measured), string.Empty);

    public void Row(FormattableString what, FormattableString measured, FormattableString reach, bool reached)
    {
        AllReached &= reached;
        Write(Text(what), Text(measured), $"{Text(reach)}: {(reached ? "yes" : "**no**")}");
    }

    public static void Say(FormattableString text) => Console.Error.WriteLine(Text(text));

    private static void Write(string what, string measured, string reach) => Console.WriteLine($"| {what} | {measured} | {reach} |");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
