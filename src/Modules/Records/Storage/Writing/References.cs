using BookedBarber.Records.Contracts;
using BookedBarber.Records.Domain;
using Npgsql;
using NpgsqlTypes;

namespace BookedBarber.Records.Storage.Writing;

/// <summary>Lists of the shop that sales, bookings and shifts point into.</summary>
internal enum ReferenceKind
{
    Staff,
    Service,
    Product,
    Client,
}

/// <summary>An entry of such a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name, where bookings keep one.</param>
/// <param name="Minutes">A service's own duration.</param>
internal sealed record Reference(Guid Id, string? Name, int? Minutes);

/// <summary>
/// Finds the staff, services, products and clients that records name by key, all in one round trip, and makes those that are not there.
/// A key that is the id of a stored entry of the location names that entry, whatever its source: so the platform's own screens point at imported staff.
/// Where several shops share the source's account, a client's key names one client wherever it is met, whose home is the shop that was visited first unless the
/// source has said where it is; and a member of staff whom the location does not have is looked for at the others.
/// </summary>
internal sealed class References(bool isAccount)
{
    private readonly Dictionary<(Guid Location, string Key), Wanted>[] _wanted = [[], [], [], []];
    private readonly Dictionary<Guid, bool> _clients = [];

    public void Want(ReferenceKind kind, Guid location, string? key, string? name)
    {
        if (key is not null)
        {
            _wanted[(int)kind].TryAdd((Slot(kind, location), key), new Wanted(location, key, name));
        }
    }

    /// <summary>A client named by id: there or not, never made.</summary>
    public void WantClient(Guid? id)
    {
        if (id is { } client)
        {
            _clients.TryAdd(client, false);
        }
    }

    public bool Wants((ReferenceKind Kind, Guid Location, string Key) entry) => _wanted[(int)entry.Kind].ContainsKey((Slot(entry.Kind, entry.Location), entry.Key));

    public bool HasClient(Guid id) => _clients[id];

    public Reference? Find(ReferenceKind kind, Guid location, string? key) => key is null ? null : _wanted[(int)kind][(Slot(kind, location), key)].Found;

    /// <summary>Looks up everything wanted and makes what is missing.</summary>
    public async Task FindOrCreateAsync<T>(WriteChunk<T> chunk, CancellationToken cancellationToken)
        where T : CanonicalRecord
    {
        await using (var batch = chunk.Batch())
        {
            AddLookups(chunk, batch);
            if (batch.BatchCommands.Count == 0)
            {
                return;
            }

            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            await ReadLookupsAsync(reader, cancellationToken);
        }

        await CreateMissingAsync(chunk, _ => true, cancellationToken);
    }

    /// <summary>Adds one query per kind wanted; <see cref="ReadLookupsAsync"/> reads their results in turn.</summary>
    public void AddLookups<T>(WriteChunk<T> chunk, NpgsqlBatch batch)
        where T : CanonicalRecord
    {
        for (var kind = ReferenceKind.Staff; kind <= ReferenceKind.Client; kind++)
        {
            if (_wanted[(int)kind].Count > 0)
            {
                batch.BatchCommands.Add(Lookup(chunk, kind, [.. _wanted[(int)kind].Values]));
            }
        }

        if (_clients.Count > 0)
        {
            var command = new NpgsqlBatchCommand("select id from records.client where network_id = $1 and id = any($2)");
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = chunk.Network });
            command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. _clients.Keys] });
            batch.BatchCommands.Add(command);
        }
    }

    /// <summary>Reads the results, beginning with the reader's current one.</summary>
    public async Task ReadLookupsAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        foreach (var wanted in _wanted.Where(wanted => wanted.Count > 0))
        {
            await ReadAsync(reader, [.. wanted.Values], cancellationToken);
            await reader.NextResultAsync(cancellationToken);
        }

        if (_clients.Count > 0)
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                _clients[reader.GetGuid(0)] = true;
            }
        }
    }

    /// <summary>Makes what was not found and is really needed.</summary>
    public async Task CreateMissingAsync<T>(WriteChunk<T> chunk, Func<(ReferenceKind Kind, Guid Location, string Key), bool> isNeeded, CancellationToken cancellationToken)
        where T : CanonicalRecord
    {
        if (isAccount && _wanted[(int)ReferenceKind.Client].Values.Any(wanted => (wanted.Found is null || wanted.IsHomeAssumed) && isNeeded((ReferenceKind.Client, wanted.Location, wanted.Key))))
        {
            await AccountClientLock.TakeAsync(chunk, cancellationToken);
        }

        var ids = new IdSequence(chunk.Now);
        await using var batch = chunk.Batch();
        var made = new List<Wanted[]>();
        for (var kind = ReferenceKind.Staff; kind <= ReferenceKind.Client; kind++)
        {
            Wanted[] missing = [.. _wanted[(int)kind].Values.Where(wanted => wanted.Found is null && isNeeded((kind, wanted.Location, wanted.Key)))];
            if (missing.Length > 0)
            {
                made.Add(missing);
                batch.BatchCommands.Add(Creation(chunk, kind, missing, ref ids));
                batch.BatchCommands.Add(Lookup(chunk, kind, missing));
            }
        }

        Wanted[] visitors = [.. _wanted[(int)ReferenceKind.Client].Values.Where(wanted => wanted.IsHomeAssumed && isNeeded((ReferenceKind.Client, wanted.Location, wanted.Key)))];
        if (visitors.Length > 0)
        {
            batch.BatchCommands.Add(MoveHome(chunk, visitors));
        }

        if (batch.BatchCommands.Count == 0)
        {
            return;
        }

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        foreach (var missing in made)
        {
            await ReadAsync(reader, missing, cancellationToken);
            await reader.NextResultAsync(cancellationToken);
        }
    }

    private static async Task ReadAsync(NpgsqlDataReader reader, Wanted[] wanted, CancellationToken cancellationToken)
    {
        while (await reader.ReadAsync(cancellationToken))
        {
            var one = wanted[(int)reader.GetInt64(0) - 1];
            one.Found = new Reference(reader.GetGuid(1), reader.IsDBNull(2) ? null : reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetInt32(3));
            one.IsHomeAssumed = reader.GetBoolean(4);
        }
    }

    private Guid Slot(ReferenceKind kind, Guid location) => isAccount && kind == ReferenceKind.Client ? Guid.Empty : location;

    private static Table TableOf<T>(WriteChunk<T> chunk, ReferenceKind kind)
        where T : CanonicalRecord => (chunk.Source.IsAccount ? OfAccount : Tables)[(int)kind];

    private static NpgsqlBatchCommand Lookup<T>(WriteChunk<T> chunk, ReferenceKind kind, Wanted[] wanted)
        where T : CanonicalRecord
    {
        var names = TableOf(chunk, kind);
        Guid?[] asIds = [.. wanted.Select(entry => Guid.TryParseExact(entry.Key, "D", out var id) ? id : (Guid?)null)];
        var someIds = Array.Exists(asIds, id => id is not null);
        var command = chunk.Statement(someIds ? names.LookupWithIds : names.Lookup);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. wanted.Select(entry => entry.Location)] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. wanted.Select(entry => entry.Key)] });
        if (someIds)
        {
            command.Parameters.Add(new NpgsqlParameter<Guid?[]> { TypedValue = asIds, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        }

        return command;
    }

    private static NpgsqlBatchCommand Creation<T>(WriteChunk<T> chunk, ReferenceKind kind, Wanted[] missing, ref IdSequence ids)
        where T : CanonicalRecord
    {
        var command = chunk.Statement(TableOf(chunk, kind).Creation);
        var fresh = new Guid[missing.Length];
        for (var i = 0; i < fresh.Length; i++)
        {
            fresh[i] = ids.Next();
        }

        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = fresh });
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. missing.Select(entry => entry.Location)] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. missing.Select(entry => entry.Key)] });
        command.Parameters.Add(new NpgsqlParameter<string?[]> { TypedValue = [.. missing.Select(entry => entry.Name)] });
        return command;
    }

    /// <summary>The first shop that is visited becomes the home of a client whose home was only assumed.</summary>
    private static NpgsqlBatchCommand MoveHome<T>(WriteChunk<T> chunk, Wanted[] visitors)
        where T : CanonicalRecord
    {
        var command = new NpgsqlBatchCommand(
            $"""
            with assumed as (
                select c.id, v.location_id from unnest($2, $3) as v (id, location_id) join records.client c on c.network_id = {ThisNetwork.Sql} and c.id = v.id and c.home_by = 'default'
                order by c.id for update of c
            )
            update records.client c set home_location_id = a.location_id, home_by = 'visit', version = c.version + 1 from assumed a where c.network_id = {ThisNetwork.Sql} and c.id = a.id
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = chunk.Network });
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. visitors.Select(one => one.Found!.Id)] });
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. visitors.Select(one => one.Location)] });
        return command;
    }

    private static readonly Table[] Tables =
    [
        new("records.staff", "location_id"),
        new("records.service", "location_id") { Minutes = "t.duration_minutes" },
        new("records.product", "location_id"),
        new("records.client", "home_location_id"),
    ];

    private static readonly Table[] OfAccount =
    [
        new("records.staff", "location_id") { AmongKeys = "t.source_key = k.source_key order by t.location_id = k.location_id desc, t.is_active desc, t.id limit 1" },
        Tables[(int)ReferenceKind.Service],
        Tables[(int)ReferenceKind.Product],
        new("records.client", "home_location_id")
        {
            IsAssumed = "coalesce(t.home_by = 'default', false)", AmongKeys = "t.home_by is not null and t.source_key = k.source_key", Further = ("home_by", "'visit'"),
        },
    ];

    private sealed class Wanted(Guid location, string key, string? name)
    {
        public Guid Location => location;

        public string Key => key;

        public string? Name => name;

        public Reference? Found { get; set; }

        /// <summary>Whether it is a client whose home nobody has told yet.</summary>
        public bool IsHomeAssumed { get; set; }
    }

    private sealed class Table(string name, string location)
    {
        /// <summary>A service's own duration.</summary>
        public string Minutes { get; init; } = "null::int";

        /// <summary>Whether the location is an assumption.</summary>
        public string IsAssumed { get; init; } = "false";

        /// <summary>Which of the source's entries a key means.</summary>
        public string AmongKeys { get; init; } = $"t.{location} = k.location_id and t.source_key = k.source_key";

        /// <summary>A further column of new entries, with its value.</summary>
        public (string Column, string Value)? Further { get; init; }

        // "offset 0" keeps the inner query one index probe per key, whatever the planner believes of a table without fresh statistics.
        public string Lookup =>
            $"""
             select k.n, t.id, t.name, {Minutes}, {IsAssumed} from unnest($3, $4) with ordinality as k (location_id, source_key, n)
             cross join lateral (
                 select * from {name} t where t.network_id = {ThisNetwork.Sql} and t.source = $2 and {AmongKeys} offset 0) t
             """;

        public string LookupWithIds =>
            $"""
             {Lookup}
             union all
             select k.n, t.id, t.name, {Minutes}, {IsAssumed} from unnest($3, $5) with ordinality as k (location_id, id, n)
             cross join lateral (select * from {name} t where t.network_id = {ThisNetwork.Sql} and t.id = k.id and t.{location} = k.location_id offset 0) t
             """;

        // In key order, so that two writers who make the same entries wait for each other instead of deadlocking.
        public string Creation =>
            $"""
             insert into {name} (network_id, id, {location}, source, source_key, name{(Further is { } further ? ", " + further.Column : string.Empty)})
             select $1, k.id, k.location_id, $2, k.source_key, k.name{(Further is { } value ? ", " + value.Value : string.Empty)} from unnest($3, $4, $5, $6) as k (id, location_id, source_key, name)
             order by k.location_id, k.source_key
             on conflict do nothing
             """;
    }
}
