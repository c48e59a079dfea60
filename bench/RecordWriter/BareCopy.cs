using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;

namespace BookedBarber.Bench.RecordWriter;

/// <summary>The limit: the same rows by one Npgsql binary COPY into a table with the same columns, without index, trigger, policy or check.</summary>
internal static class BareCopy
{
    public static async Task<double> RunAsync(Workbench bench, int count)
    {
        var rows = DailyCloses.Make(bench, count).ToList();
        await using var connection = await bench.Sources.Owner.OpenConnectionAsync();
        await ExecuteAsync(connection, "create table public.bare as select * from records.daily_close");
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var (watch, since) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        await using (var importer = await connection.BeginBinaryImportAsync(
            "copy public.bare (network_id, location_id, business_day, source, id, currency, net_sales, tax, tips, visits, transactions, version, recorded_at) from stdin (format binary)"))
        {
            foreach (var (location, record, _) in rows)
            {
                importer.StartRow();
                importer.Write(bench.Network.Value, NpgsqlDbType.Uuid);
                importer.Write(location.Id.Value, NpgsqlDbType.Uuid);
                importer.Write(record.BusinessDay, NpgsqlDbType.Date);
                importer.Write("import:bench", NpgsqlDbType.Text);
                importer.Write(location.Id.Value, NpgsqlDbType.Uuid);
                importer.Write(record.Currency!, NpgsqlDbType.Text);
                importer.Write(record.NetSales!.Value, NpgsqlDbType.Numeric);
                importer.Write(record.Tax!.Value, NpgsqlDbType.Numeric);
                importer.Write(record.Tips!.Value, NpgsqlDbType.Numeric);
                importer.Write(record.Visits!.Value, NpgsqlDbType.Integer);
                importer.Write(record.Transactions!.Value, NpgsqlDbType.Integer);
                importer.Write(1L, NpgsqlDbType.Bigint);
                importer.Write(now, NpgsqlDbType.TimestampTz);
            }

            await importer.CompleteAsync();
        }

        var rate = Report.Rate("bare COPY", count, watch, since);
        await ExecuteAsync(connection, "drop table public.bare");
        return rate;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
