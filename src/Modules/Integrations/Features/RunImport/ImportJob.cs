using BookedBarber.Integrations.Mapping;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Integrations.Features.RunImport;

/// <summary>All that one import is made of.</summary>
/// <param name="Id">Id of the import.</param>
/// <param name="Scope">Who imports, and where that person may write.</param>
/// <param name="Network">The network; for a dry run it may be one that is not there yet.</param>
/// <param name="Profile">How rows become records.</param>
/// <param name="Location">For profiles whose rows do not name one.</param>
/// <param name="CreateLocations">Whether locations that are missing are made.</param>
/// <param name="DryRun">Writes no record and makes nothing.</param>
/// <param name="Files">At least one.</param>
internal sealed record ImportJob(
    Guid Id,
    Scope Scope,
    NetworkSummary Network,
    Profile Profile,
    Node? Location,
    bool CreateLocations,
    bool DryRun,
    IReadOnlyList<ImportFile> Files);

/// <summary>A file to import.</summary>
/// <param name="Name">Its name, for reports.</param>
/// <param name="Bytes">Its size as it comes.</param>
/// <param name="Sha256">Hash of its bytes, in lower-case hexadecimal.</param>
/// <param name="Open">Opens it from the beginning.</param>
internal sealed record ImportFile(string Name, long Bytes, string Sha256, Func<Stream> Open);

/// <summary>Rows of files by their fate. Every row that was read is one of the three.</summary>
internal sealed record ImportTotals(long Rows, long Imported, long Unchanged, long Refused)
{
    public static ImportTotals None { get; } = new(0, 0, 0, 0);

    public static ImportTotals operator +(ImportTotals left, ImportTotals right) =>
        new(left.Rows + right.Rows, left.Imported + right.Imported, left.Unchanged + right.Unchanged, left.Refused + right.Refused);
}

/// <summary>A row that was not imported.</summary>
/// <param name="File">Position of its file, from 0.</param>
/// <param name="Line">Line it begins on, from 1.</param>
/// <param name="Column">Number of the column at fault, from 1; null: the row as a whole.</param>
/// <param name="Row">The row as it stands in the file, at most 2 kB.</param>
internal sealed record Refusal(int File, int Line, int? Column, string Code, string Detail, string Row);

/// <summary>How far an import has come.</summary>
internal sealed record ImportProgress(long Rows, long Bytes, long BytesTotal, double RowsPerSecond, double? SecondsLeft);
