using System.Runtime.CompilerServices;
using BookedBarber.Records.Contracts;
using BookedBarber.Storage;
using Dapper;

namespace BookedBarber.Records.Features.ExportRecords;

/// <summary>Streams stored records out of the database, a row at a time.</summary>
internal sealed class RecordExport : IRecordExport
{
    public async IAsyncEnumerable<ExportedRecord<T>> ReadAsync<T>(Session session, RecordSelection selection, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : CanonicalRecord
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(selection);
        var kind = ExportKinds.Of<T>();
        var parameters = new
        {
            Network = selection.Network.Value,
            Locations = selection.Locations.Select(location => location.Value).ToArray(),
            selection.Days?.From,
            selection.Days?.To,
            Own = selection.OwnSource,
            Ids = selection.Ids?.ToArray(),
        };
        await foreach (var record in kind.ReadAsync(session, parameters).WithCancellation(cancellationToken))
        {
            yield return record;
        }
    }
}

/// <summary>How one type of record is read.</summary>
internal interface IExportKind<T>
    where T : CanonicalRecord
{
    IAsyncEnumerable<ExportedRecord<T>> ReadAsync(Session session, object parameters);
}

/// <summary>A query whose rows become records one by one.</summary>
internal sealed class ExportKind<TRow, T>(string sql, Func<TRow, ExportedRecord<T>> read) : IExportKind<T>
    where T : CanonicalRecord
{
    public async IAsyncEnumerable<ExportedRecord<T>> ReadAsync(Session session, object parameters)
    {
        await foreach (var row in session.Connection.QueryUnbufferedAsync<TRow>(sql, parameters, session.Transaction))
        {
            yield return read(row);
        }
    }
}
