namespace BookedBarber.Predictions.CommandLine;

/// <summary>Input that cannot be used. The message is one line for the user: file, row and column where there is one, what is wrong and what to do.</summary>
internal sealed class InputFaultException(string sentence) : Exception(sentence)
{
    /// <summary>A fault of one cell.</summary>
    /// <param name="file">File name, without its folder.</param>
    /// <param name="row">Line of the file, the header being line 1.</param>
    /// <param name="column">Name of the column.</param>
    /// <param name="sentence">What is wrong and what to do.</param>
    public static InputFaultException At(string file, long row, string column, string sentence) =>
        new(FormattableString.Invariant($"{file}, row {row}, column '{column}': {sentence}"));
}
