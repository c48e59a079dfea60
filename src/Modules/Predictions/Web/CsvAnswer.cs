using System.Globalization;
using System.Text;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BookedBarber.Predictions.Web;

/// <summary>A list as a CSV file. What leaves the house as a file is told in the audit trail.</summary>
internal sealed class CsvAnswer(IDatabase database)
{
    /// <summary>The file.</summary>
    /// <param name="scope">Who takes it.</param>
    /// <param name="name">Its name without ending.</param>
    /// <param name="columns">The header.</param>
    /// <param name="rows">As many cells as the header.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<FileContentHttpResult> MakeAsync(Scope scope, string name, IReadOnlyList<string> columns, IEnumerable<object?[]> rows, CancellationToken cancellationToken)
    {
        var text = new StringBuilder(string.Join(',', columns)).Append("\r\n");
        var count = 0;
        foreach (var row in rows)
        {
            text.AppendJoin(',', row.Select(Cell)).Append("\r\n");
            count++;
        }

        await using (var session = await database.WriteAsync(scope, "export", cancellationToken))
        {
            await session.RecordActionAsync(scope.Network, "export.downloaded", null, new { record = name, format = "csv", rows = count }, cancellationToken);
            await session.CommitAsync(cancellationToken);
        }

        return TypedResults.File(Encoding.UTF8.GetBytes(text.ToString()), "text/csv; charset=utf-8", $"{name}.csv");
    }

    // RFC 4180; text that a spreadsheet would take for a formula is led by an apostrophe.
    private static string Cell(object? value)
    {
        if (value is not string text)
        {
            return value is DateOnly day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
        }

        var safe = text is ['=' or '+' or '-' or '@', ..] ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
