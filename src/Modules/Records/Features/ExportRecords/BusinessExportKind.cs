using BookedBarber.Records.Contracts;
using BookedBarber.Records.Storage.Writing.Business;
using BookedBarber.Storage;
using Dapper;

namespace BookedBarber.Records.Features.ExportRecords;

/// <summary>How a business record is read: by its own columns.</summary>
internal sealed class BusinessExportKind<T>(IBusinessKind<T> kind) : IExportKind<T>
    where T : CanonicalRecord
{
    private readonly string _sql =
        $"""
         select t.node_id, {BusinessColumns.Of<T>(ExportSql.Key("t"))}
         from {kind.Table} t
         where t.network_id = @Network and t.node_id = any(@Locations) and {ExportSql.Chosen}
           and (t.business_day is null or t.business_day between coalesce(@From::date, '-infinity') and coalesce(@To::date, 'infinity'))
         order by t.node_id, t.business_day, key
         """;

    public async IAsyncEnumerable<ExportedRecord<T>> ReadAsync(Session session, object parameters)
    {
        await using var reader = await session.Connection.ExecuteReaderAsync(_sql, parameters, session.Transaction);
        var parse = reader.GetRowParser<T>(startIndex: 1);
        while (await reader.ReadAsync())
        {
            yield return new ExportedRecord<T>(reader.GetGuid(0), parse(reader));
        }
    }
}
