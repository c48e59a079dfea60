namespace BookedBarber.Storage.Server;

/// <summary>The text of postgresql.conf, written at every start so that it follows the machine and the release.</summary>
internal static class ServerSettings
{
    private const long Megabyte = 1024 * 1024;

    public static string Text(PrivateServerOptions options, ServerPlace place, MachineSize machine)
    {
        var memory = machine.MemoryBytes / Megabyte;
        var sharedBuffers = Math.Clamp(memory / 8, 32, options.DurableWrites ? 1024 : 128);
        var walSize = Math.Clamp(machine.FreeDiskBytes / Megabyte / 20, 256, 2048);
        var durable = options.DurableWrites ? "on" : "off";
        return $"""
            # Written by BookedBarber at every start. Put your own settings into local.conf beside this file, or use ALTER SYSTEM.
            cluster_name = 'bookedbarber'

            # Reached by the socket alone; who may enter its folder may connect.
            listen_addresses = ''
            port = {ServerPlace.Port}
            unix_socket_directories = '{place.Socket}'
            unix_socket_permissions = 0700
            max_connections = {options.MaxConnections}

            shared_buffers = {sharedBuffers}MB
            effective_cache_size = {Math.Max(128, memory / 2)}MB
            work_mem = {Math.Clamp(memory / (options.MaxConnections * 8L), 4, 32)}MB
            maintenance_work_mem = {Math.Clamp(memory / 32, 32, 512)}MB
            dynamic_shared_memory_type = {(machine.SharedMemoryBytes >= 256 * Megabyte ? "posix" : "mmap")}
            max_locks_per_transaction = 256

            # JIT compiles for longer than our short statements run.
            jit = off
            random_page_cost = 1.1
            {(OperatingSystem.IsLinux() ? "effective_io_concurrency = 200" : string.Empty)}
            max_parallel_workers = {machine.Processors}
            max_parallel_workers_per_gather = {Math.Clamp(machine.Processors / 2, 1, 4)}
            max_parallel_maintenance_workers = {Math.Clamp(machine.Processors / 2, 1, 4)}

            fsync = {durable}
            synchronous_commit = {durable}
            full_page_writes = {durable}
            wal_level = {(options.DurableWrites ? "replica" : "minimal")}
            {(options.DurableWrites ? "wal_compression = on" : "max_wal_senders = 0")}
            wal_buffers = 16MB

            # How much is to be gone through again after kill -9: a start has to be ready within half a minute, on a slow disk as well.
            max_wal_size = {walSize}MB
            min_wal_size = {Math.Min(256, walSize)}MB
            checkpoint_timeout = 5min
            checkpoint_completion_target = 0.9
            autovacuum_naptime = {(options.DurableWrites ? "30s" : "10min")}

            timezone = 'UTC'
            lc_messages = 'C'

            # A week of logs, one file a day. Statements, parameters and the details of errors can hold personal data: none is written.
            # Errors of single statements go to the client, which logs them in its own way; what concerns the server is LOG or worse.
            logging_collector = on
            log_directory = '../log'
            log_filename = 'postgres-%a.log'
            log_rotation_age = 1d
            log_rotation_size = 0
            log_truncate_on_rotation = on
            log_timezone = 'UTC'
            log_line_prefix = '%m [%p] '
            log_min_messages = log
            log_min_error_statement = panic
            log_error_verbosity = terse
            log_statement = none
            log_min_duration_statement = -1
            log_autovacuum_min_duration = -1
            log_checkpoints = off
            log_parameter_max_length = 0
            log_parameter_max_length_on_error = 0

            include_if_exists = 'local.conf'

            """;
    }
}
