using System.Diagnostics;
using System.Globalization;
using BookedBarber.Storage;
using Npgsql;
using NpgsqlTypes;

namespace BookedBarber.Bench.Syncing;

/// <summary>The limit of writing: clients and their links by one binary COPY each into tables with the same columns, without index, trigger, policy or check.</summary>
internal static class BareCopy
{
    public static async Task<TimeSpan> RunAsync(Workbench bench, int records)
    {
        await using var connection = await bench.Get<DataSources>().Owner.OpenConnectionAsync();
        await ExecuteAsync(connection, "create table public.bare_client as select * from records.client limit 0; create table public.bare_link as select * from integrations.record_link limit 0");
        var watch = Stopwatch.StartNew();
        var ids = Enumerable.Range(0, records).Select(_ => Guid.CreateVersion7(TimeProvider.System.GetUtcNow())).ToList();
        await ClientsAsync(connection, bench, ids);
        await LinksAsync(connection, bench, ids);
        var took = watch.Elapsed;
        await ExecuteAsync(connection, "drop table public.bare_client, public.bare_link");
        return took;
    }

    private static async Task ClientsAsync(NpgsqlConnection connection, Workbench bench, List<Guid> ids)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy public.bare_client (network_id, id, home_location_id, source, source_key, name, name_key, surname_key, email, phone, version, recorded_at) from stdin (format binary)");
        for (var i = 0; i < ids.Count; i++)
        {
            var (name, number) = ($"Client {i}", i.ToString(CultureInfo.InvariantCulture));
            copy.StartRow();
            copy.Write(bench.Connection.Network.Value, NpgsqlDbType.Uuid);
            copy.Write(ids[i], NpgsqlDbType.Uuid);
            copy.Write(bench.Connection.Node.Value, NpgsqlDbType.Uuid);
            copy.Write(bench.Connection.Source, NpgsqlDbType.Text);
            copy.Write($"c{i}", NpgsqlDbType.Text);
            copy.Write(name, NpgsqlDbType.Text);
            copy.Write($"client {i}", NpgsqlDbType.Text);
            copy.Write(number, NpgsqlDbType.Text);
            copy.Write($"client{i}@example.test", NpgsqlDbType.Text);
            copy.Write($"+1555{i:0000000}", NpgsqlDbType.Text);
            copy.Write(1L, NpgsqlDbType.Bigint);
            copy.Write(DateTime.UnixEpoch, NpgsqlDbType.TimestampTz);
        }

        await copy.CompleteAsync();
    }

    private static async Task LinksAsync(NpgsqlConnection connection, Workbench bench, List<Guid> ids)
    {
        var (content, none) = (new byte[16], Array.Empty<string>());
        await using var copy = await connection.BeginBinaryImportAsync(
            """
            copy public.bare_link (network_id, connection_id, stream, key, record, record_key, record_id, location_id, version, content, base, mapping, seen_pass, cause, first_cause, is_pushed,
                                   changed_fields, taken_at) from stdin (format binary)
            """);
        for (var i = 0; i < ids.Count; i++)
        {
            copy.StartRow();
            copy.Write(bench.Connection.Network.Value, NpgsqlDbType.Uuid);
            copy.Write(bench.Connection.Id, NpgsqlDbType.Uuid);
            copy.Write("clients", NpgsqlDbType.Text);
            copy.Write($"c{i}", NpgsqlDbType.Text);
            copy.Write("client", NpgsqlDbType.Text);
            copy.Write($"c{i}", NpgsqlDbType.Text);
            copy.Write(ids[i], NpgsqlDbType.Uuid);
            copy.Write(bench.Connection.Node.Value, NpgsqlDbType.Uuid);
            copy.Write("1", NpgsqlDbType.Text);
            copy.Write(content, NpgsqlDbType.Bytea);
            copy.Write($$"""{"key":"c{{i}}","name":"Client {{i}}","email":"client{{i}}@example.test","phone":"+1555{{i:0000000}}"}""", NpgsqlDbType.Jsonb);
            copy.Write(1, NpgsqlDbType.Integer);
            copy.Write(1L, NpgsqlDbType.Bigint);
            copy.Write(ids[0], NpgsqlDbType.Uuid);
            copy.Write(ids[0], NpgsqlDbType.Uuid);
            copy.Write(false, NpgsqlDbType.Boolean);
            copy.Write(none, NpgsqlDbType.Array | NpgsqlDbType.Text);
            copy.Write(DateTime.UnixEpoch, NpgsqlDbType.TimestampTz);
        }

        await copy.CompleteAsync();
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
