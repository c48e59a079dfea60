namespace BookedBarber.Integrations.Reading;

/// <summary>A file that cannot be read on from here: not one row's fault but the file's (no such column, damaged archive, broken JSON).</summary>
internal sealed class ImportFileException(string code, string detail, int line = 1, int? column = null, Exception? inner = null) : Exception(detail, inner)
{
    public string Code { get; } = code;

    public int Line { get; } = line;

    public int? Column { get; } = column;
}
