using BookedBarber.Integrations.Mapping;
using BookedBarber.Integrations.Reading;

namespace BookedBarber.Integrations.Features.ImportFromCommandLine;

/// <summary>Looks at every file before anything is made: a network that exists because of a mistyped path helps nobody.</summary>
internal static class CheckFiles
{
    /// <summary>Why the files cannot be imported; null: nothing speaks against it so far.</summary>
    public static string? Fault(ImportArguments words, Profile profile) =>
        words.Files.Select(file => Fault(file, profile)).FirstOrDefault(fault => fault is not null) ?? ReportFault(words);

    private static string? Fault(string path, Profile profile)
    {
        if (Directory.Exists(path))
        {
            return $"'{path}' is a folder. Name the files in it.";
        }

        if (!File.Exists(path))
        {
            return $"There is no file '{path}'. Check the path.";
        }

        using var file = File.OpenRead(path);
        if (!file.CanSeek)
        {
            return $"'{path}' is a pipe, and an import reads its files more than once. Save it as a file first.";
        }

        try
        {
            using var reader = RowReader.Open(file, profile);
            reader.Read(new Row(profile.Fields));
            return null;
        }
        catch (ImportFileException fault)
        {
            return fault.Line > 1 ? null : fault.In(Path.GetFileName(path)).Sentence; // further down it is a refused row among others
        }
    }

    private static string? ReportFault(ImportArguments words)
    {
        if (words.Report is not { } report)
        {
            return null;
        }

        var full = Path.GetFullPath(report);
        return Directory.Exists(full) ? $"The report '{report}' is a folder. Name a file."
            : !Directory.Exists(Path.GetDirectoryName(full)) ? $"There is no folder for the report '{report}'. Make it first, or name another file."
            : words.Files.Any(file => Path.GetFullPath(file) == full) ? $"The report '{report}' is one of the files to import. Name another file."
            : null;
    }
}
