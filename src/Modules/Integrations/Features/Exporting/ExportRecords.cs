using System.Text.Json;
using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;
using CsvHelper;

namespace BookedBarber.Integrations.Features.Exporting;

/// <summary>Writes records of a network as CSV or JSON, row by row, in a form that the <c>bookedbarber/*</c> profiles read.</summary>
internal sealed class ExportRecords(IDatabase database, IRecordExport records, INetworkTree tree)
{
    /// <summary>Source of records that came by such a file; their keys are written as they are.</summary>
    public const string OwnSource = "import:bookedbarber";

    /// <summary>Notes in the audit trail that somebody takes data out. Before the first byte, so that no export is without its note.</summary>
    public async Task NoteAsync(Scope scope, IExportTable table, string format, Period? days, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(scope, "export", cancellationToken);
        await session.RecordActionAsync(scope.Network, "export.downloaded", null, new { record = table.Name, format, from = days?.From, to = days?.To }, cancellationToken);
        await session.CommitAsync(cancellationToken);
    }

    /// <summary>Writes all records that the scope sees.</summary>
    public async Task WriteAsync(Scope scope, IExportTable table, bool json, Period? days, Stream target, CancellationToken cancellationToken)
    {
        await tree.LoadAsync(cancellationToken);
        var codes = tree.NodesOf(scope.Network, withArchived: true).Where(node => scope.Sees(node.Ref)).ToDictionary(node => node.Id.Value, node => node.Code);
        await using var session = await database.ReadAsync(scope.Network, cancellationToken);
        var selection = new RecordSelection(scope.Network, [.. codes.Keys.Select(id => new NodeId(id))], days, OwnSource);
        var rows = table.Accept(new Reader(records, session, selection, codes, cancellationToken));
        await (json ? WriteJsonAsync(rows, table, target, cancellationToken) : WriteCsvAsync(rows, table, target, cancellationToken));
    }

    private static async Task WriteCsvAsync(IAsyncEnumerable<object?[]> rows, IExportTable table, Stream target, CancellationToken cancellationToken)
    {
        await using var csv = CsvWriter.Create(target, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        csv.WriteRecord([.. table.Columns]);
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            foreach (var value in row)
            {
                csv.WriteField(ExportTables.Text(value));
            }

            await csv.EndRecordAsync(cancellationToken);
        }

        await csv.FlushAsync(cancellationToken);
    }

    private static async Task WriteJsonAsync(IAsyncEnumerable<object?[]> rows, IExportTable table, Stream target, CancellationToken cancellationToken)
    {
        await using var json = new Utf8JsonWriter(target);
        json.WriteStartArray();
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            json.WriteStartObject();
            for (var i = 0; i < row.Length; i++)
            {
                if (row[i] is bool flag)
                {
                    json.WriteBoolean(table.Columns[i], flag);
                }
                else if (row[i] is int number)
                {
                    json.WriteNumber(table.Columns[i], number);
                }
                else if (ExportTables.Text(row[i]) is { } text)
                {
                    json.WriteString(table.Columns[i], text);
                }
            }

            json.WriteEndObject();
            if (json.BytesPending > 1 << 16)
            {
                await json.FlushAsync(cancellationToken);
            }
        }

        json.WriteEndArray();
        await json.FlushAsync(cancellationToken);
    }

    private sealed class Reader(IRecordExport records, Session session, RecordSelection selection, Dictionary<Guid, string> codes, CancellationToken cancellationToken) : IExportVisitor<IAsyncEnumerable<object?[]>>
    {
        public async IAsyncEnumerable<object?[]> Visit<T>(ExportTable<T> table)
            where T : CanonicalRecord
        {
            await foreach (var (location, record) in records.ReadAsync<T>(session, selection, cancellationToken))
            {
                foreach (var row in table.Rows(codes[location], record))
                {
                    yield return row;
                }
            }
        }
    }
}
