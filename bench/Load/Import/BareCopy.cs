using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;

namespace BookedBarber.Bench.Load.Import;

/// <summary>The limit: the same rows by one binary COPY into a table with the columns of records.daily_close, without index, trigger, policy or check.</summary>
internal static class BareCopy
{
    public static async Task<double> RowsPerSecondAsync(string connectionString, IReadOnlyList<DayTotal> rows)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var connection = await source.OpenConnectionAsync();
        await ExecuteAsync(connection, "drop table if exists public.bare; create table public.bare as select * from records.daily_close with no data");
        var (network, now) = (Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), TimeProvider.System.GetUtcNow().UtcDateTime);
        var locations = rows.Select(row => row.Location).Distinct(StringComparer.Ordinal).ToDictionary(code => code, _ => Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), StringComparer.Ordinal);
        var since = Stopwatch.GetTimestamp();
        await using (var copy = await connection.BeginBinaryImportAsync(
            "copy public.bare (network_id, location_id, business_day, source, id, currency, net_sales, tax, tips, visits, transactions, version, recorded_at) from stdin (format binary)"))
        {
            foreach (var row in rows)
            {
                var location = locations[row.Location];
                copy.StartRow();
                copy.Write(network, NpgsqlDbType.Uuid);
                copy.Write(location, NpgsqlDbType.Uuid);
                copy.Write(row.Day, NpgsqlDbType.Date);
                copy.Write("import:bookedbarber", NpgsqlDbType.Text);
                copy.Write(location, NpgsqlDbType.Uuid);
                copy.Write("USD", NpgsqlDbType.Text);
                copy.Write(row.NetSales, NpgsqlDbType.Numeric);
                copy.Write(row.Tax, NpgsqlDbType.Numeric);
                copy.Write(row.Tips, NpgsqlDbType.Numeric);
                copy.Write(row.Visits, NpgsqlDbType.Integer);
                copy.Write(row.Transactions, NpgsqlDbType.Integer);
                copy.Write(1L, NpgsqlDbType.Bigint);
                copy.Write(now, NpgsqlDbType.TimestampTz);
            }

            await copy.CompleteAsync();
        }

        var rate = rows.Count / Stopwatch.GetElapsedTime(since).TotalSeconds;
        await ExecuteAsync(connection, "drop table public.bare");
        return rate;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
