using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;

namespace BookedBarber.Integrations.Features.RunImport;

/// <summary>The error report of an import: file, line, column, code, detail and the row.</summary>
internal static class RefusalReport
{
    /// <summary>Writes the report.</summary>
    /// <param name="target">Stays open.</param>
    /// <param name="refusals">In the order of the file.</param>
    /// <param name="json">JSON; else CSV. In CSV a leading =, +, - or @ of a row is preceded by a quote, because spreadsheets would calculate it.</param>
    /// <param name="cancellationToken">Stops writing.</param>
    /// <returns>How many rows it holds.</returns>
    public static async Task<long> WriteAsync(Stream target, IAsyncEnumerable<RefusalEntry> refusals, bool json, CancellationToken cancellationToken)
    {
        var count = 0L;
        if (json)
        {
            await JsonSerializer.SerializeAsync(target, refusals.Select(Counted), JsonSerializerOptions.Web, cancellationToken);
            return count;
        }

        await using var csv = CsvWriter.Create(target, new CsvWriterOptions { NewLine = "\n", Injection = CsvInjection.Escape }, leaveOpen: true);
        csv.WriteRecord(["file", "line", "column", "code", "detail", "row"]);
        await foreach (var refusal in refusals.WithCancellation(cancellationToken))
        {
            count++;
            csv.WriteField(refusal.File);
            csv.WriteField((object)refusal.Line);
            csv.WriteField(refusal.Column);
            csv.WriteField(refusal.Code);
            csv.WriteField(refusal.Detail);
            csv.WriteField(refusal.Row);
            await csv.EndRecordAsync(cancellationToken);
        }

        await csv.FlushAsync(cancellationToken);
        return count;

        RefusedRow Counted(RefusalEntry entry)
        {
            count++;
            return Shown(entry);
        }
    }

    /// <summary>A refusal without its number.</summary>
    public static RefusedRow Shown(RefusalEntry entry) => new(entry.File, entry.Line, entry.Column, entry.Code, entry.Detail, entry.Row);
}

/// <summary>A row that was not imported.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Line">Line the row begins on, from 1.</param>
/// <param name="Column">Number of the column at fault, from 1; null: the row as a whole.</param>
/// <param name="Code">Stable code, such as <c>decimal_comma</c>.</param>
/// <param name="Detail">A sentence for the person who made the file.</param>
/// <param name="Row">The row as it stands in the file, at most 2 kB.</param>
internal sealed record RefusedRow(string File, int Line, int? Column, string Code, string Detail, string Row);
