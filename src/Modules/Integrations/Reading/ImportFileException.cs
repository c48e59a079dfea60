namespace BookedBarber.Integrations.Reading;

/// <summary>A file that cannot be read on from here: not one row's fault but the file's (no such column, damaged archive, broken JSON).</summary>
internal sealed class ImportFileException(string code, string detail, int line = 1, int? column = null, Exception? inner = null) : Exception(detail, inner)
{
    public string Code { get; } = code;

    public int Line { get; } = line;

    public int? Column { get; } = column;

    /// <summary>Name of the file, where the one who reads it has told.</summary>
    public string? File { get; private init; }

    /// <summary>File, line, column and cause in one sentence.</summary>
    public string Sentence => $"{(File is null ? string.Empty : File + ", ")}line {Line}{(Column is { } number ? $", column {number}" : string.Empty)}: {Message} ({Code})";

    /// <summary>The same fault with the name of its file.</summary>
    public ImportFileException In(string file) => new(Code, Message, Line, Column, this) { File = File ?? file };
}
