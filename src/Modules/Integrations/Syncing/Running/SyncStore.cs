using System.Text.Json;
using BookedBarber.Integrations.Connections;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Syncing.Intake;
using BookedBarber.Integrations.Syncing.Reading;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Syncing.Running;

/// <summary>Where the streams of connections stand. Every method works in the caller's transaction.</summary>
internal sealed class SyncStore(TimeProvider clock)
{
    /// <summary>Makes rows for streams that have none yet; they are due at once.</summary>
    public Task EnsureAsync(Session session, Connection connection, IReadOnlyList<string> streams, CancellationToken cancellationToken) => session.ExecuteAsync(
        """
        insert into integrations.stream_state (network_id, connection_id, stream, next_at)
        select @Network, @Id, s, @Now from unnest(@streams::text[]) as s on conflict do nothing
        """,
        new { connection.Network, connection.Id, streams = streams.ToArray(), Now = clock.GetUtcNow() },
        cancellationToken);

    public static Task<StreamState?> FindAsync(Session session, Connection connection, string stream, CancellationToken cancellationToken) => session.FirstAsync<StreamState>(
        $"select {StreamState.Columns} from integrations.stream_state where network_id = @Network and connection_id = @Id and stream = @stream",
        new { connection.Network, connection.Id, stream },
        cancellationToken);

    public static Task<IReadOnlyList<StreamState>> ListAsync(Session session, Connection connection, CancellationToken cancellationToken) => session.QueryAsync<StreamState>(
        $"select {StreamState.Columns} from integrations.stream_state where network_id = @Network and connection_id = @Id order by stream",
        new { connection.Network, connection.Id },
        cancellationToken);

    /// <summary>Begins a reading with its parts; returns its number.</summary>
    public async Task<long> BeginAsync(
        Session session, Connection connection, string stream, ReadingPlan plan, IReadOnlyList<ReadingPart> parts, CancellationToken cancellationToken)
    {
        var pass = await session.FirstAsync<long>(
            """
            update integrations.stream_state
            set pass = pass + 1, pass_kind = @Kind, pass_from = @From, pass_to = @To, pass_started_at = @Now, state = 'running', started_at = @Now, code = null, detail = null
            where network_id = @Network and connection_id = @Id and stream = @stream
            returning pass
            """,
            new { connection.Network, connection.Id, stream, Kind = NameOf(plan.Kind), plan.From, plan.To, Now = clock.GetUtcNow() },
            cancellationToken);
        await session.ExecuteAsync(
            "delete from integrations.sync_slice where network_id = @Network and connection_id = @Id and stream = @stream",
            new { connection.Network, connection.Id, stream },
            cancellationToken);
        await session.ExecuteAsync(
            """
            insert into integrations.sync_slice (network_id, connection_id, stream, pass, number, from_value, to_value, over_items)
            select @Network, @Id, @stream, @pass, n.number, n.from_value, n.to_value, n.over_items::jsonb
            from unnest(@Numbers::int[], @Froms::text[], @Tos::text[], @Overs::text[]) as n (number, from_value, to_value, over_items)
            """,
            new
            {
                connection.Network, connection.Id, stream, pass,
                Numbers = Enumerable.Range(0, parts.Count).ToArray(),
                Froms = parts.Select(part => part.From).ToArray(),
                Tos = parts.Select(part => part.To).ToArray(),
                Overs = parts.Select(part => part.Over is null ? null : JsonSerializer.Serialize(part.Over)).ToArray(),
            },
            cancellationToken);
        return pass;
    }

    /// <summary>Parts of the reading under way that are not read to their end, in order.</summary>
    public static Task<IReadOnlyList<SyncSlice>> OpenSlicesAsync(Session session, Connection connection, string stream, long pass, CancellationToken cancellationToken) => session.QueryAsync<SyncSlice>(
        """
        select number, from_value, to_value, over_items::text as over_items, token, place, last_key, step, pages, newest
        from integrations.sync_slice
        where network_id = @Network and connection_id = @Id and stream = @stream and pass = @pass and not is_done order by number
        """,
        new { connection.Network, connection.Id, stream, pass },
        cancellationToken);

    /// <summary>Moves parts to where they have come, in the transaction of their records.</summary>
    /// <exception cref="ReadingTakenOverException">Somebody else has moved one of them meanwhile: nothing of this transaction may be kept.</exception>
    public static async Task MoveAsync(Session session, Connection connection, string stream, long pass, IReadOnlyList<SliceMove> moves, CancellationToken cancellationToken)
    {
        var moved = await session.ExecuteAsync(
            """
            update integrations.sync_slice s
            set from_value = m.from_value, token = m.token, place = m.place, last_key = m.last_key, newest = m.newest, is_done = m.is_done, step = s.step + 1, pages = s.pages + m.pages, items = s.items + m.items
            from unnest(@Numbers::int[], @Steps::bigint[], @Froms::text[], @Tokens::text[], @Places::bigint[], @LastKeys::text[], @Newests::text[], @Dones::boolean[], @Pages::int[], @Items::bigint[])
                as m (number, step, from_value, token, place, last_key, newest, is_done, pages, items)
            where s.network_id = @Network and s.connection_id = @Id and s.stream = @stream and s.pass = @pass and s.number = m.number and s.step = m.step and not s.is_done
            """,
            new
            {
                connection.Network, connection.Id, stream, pass,
                Numbers = moves.Select(move => move.Number).ToArray(),
                Steps = moves.Select(move => move.Step).ToArray(),
                Froms = moves.Select(move => move.From).ToArray(),
                Tokens = moves.Select(move => move.Next?.Token).ToArray(),
                Places = moves.Select(move => move.Next?.Place).ToArray(),
                LastKeys = moves.Select(move => move.Next?.LastKey).ToArray(),
                Newests = moves.Select(move => move.Newest).ToArray(),
                Dones = moves.Select(move => move.Next is null).ToArray(),
                Pages = moves.Select(move => move.Pages).ToArray(),
                Items = moves.Select(move => move.Items).ToArray(),
            },
            cancellationToken);
        if (moved != moves.Count)
        {
            throw new ReadingTakenOverException();
        }
    }

    /// <summary>Newest cursor values of the parts of a reading.</summary>
    public static Task<IReadOnlyList<string>> NewestAsync(Session session, Connection connection, string stream, long pass, CancellationToken cancellationToken) => session.QueryAsync<string>(
        "select newest from integrations.sync_slice where network_id = @Network and connection_id = @Id and stream = @stream and pass = @pass and newest is not null order by number",
        new { connection.Network, connection.Id, stream, pass },
        cancellationToken);

    /// <summary>The parts of a reading with the token that the next one begins from: the newest, or the one that the part itself began from.</summary>
    public static Task<IReadOnlyList<(string? OverItems, string? Token)>> TokensAsync(Session session, Connection connection, string stream, long pass, CancellationToken cancellationToken) =>
        session.QueryAsync<(string? OverItems, string? Token)>(
            "select over_items::text, coalesce(newest, from_value) from integrations.sync_slice where network_id = @Network and connection_id = @Id and stream = @stream and pass = @pass order by number",
            new { connection.Network, connection.Id, stream, pass },
            cancellationToken);

    /// <summary>Links of a stream that a complete reading did not see: what the vendor no longer has. A batch at a time.</summary>
    /// <remarks>
    /// Where pages are counted, a record can slip from one page to another while they are read, so there two complete readings in a row have to miss it. What
    /// is held cannot be a record at the moment, but is there.
    /// </remarks>
    public static Task<IReadOnlyList<RecordLink>> UnseenAsync(Session session, Connection connection, VendorStream stream, StreamState state, CancellationToken cancellationToken) => session.QueryAsync<RecordLink>(
        """
        select key, record, record_key, record_id, location_id, version, content, vendor_at, changed_fields, changed_at, removed_at
        from integrations.record_link l
        where network_id = @Network and connection_id = @Id and stream = @Stream and removed_at is null and seen_pass < @Pass
          and not exists (select from integrations.held_item h where h.network_id = l.network_id and h.connection_id = l.connection_id and h.stream = l.stream and h.key = l.key)
        order by key limit 1000
        """,
        new { connection.Network, connection.Id, Stream = stream.Name, Pass = stream.Paging.Kind is PagingKind.Page or PagingKind.Offset ? state.WholePass : state.Pass },
        cancellationToken);

    /// <summary>Ends a reading that came to its end.</summary>
    public async Task FinishAsync(Session session, Connection connection, string stream, long pass, PassEnd end, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var moved = await session.ExecuteAsync(
            """
            update integrations.stream_state
            set pass_kind = null, pass_from = null, pass_to = null, pass_started_at = null, cursor = coalesce(@Cursor, cursor), state = 'idle', failures = 0, code = null, detail = null,
                next_at = @NextAt, succeeded_at = @now, newest_at = greatest(newest_at, @NewestAt::timestamptz), looked_back_at = case when @LooksBack then @now else looked_back_at end,
                read_whole_at = case when @IsWhole then @now else read_whole_at end, whole_pass = case when @IsWhole then @pass else whole_pass end
            where network_id = @Network and connection_id = @Id and stream = @stream and pass = @pass and pass_kind is not null
            """,
            new { connection.Network, connection.Id, stream, pass, now, end.Cursor, end.NextAt, end.NewestAt, end.LooksBack, end.IsWhole },
            cancellationToken);
        if (moved == 0)
        {
            throw new ReadingTakenOverException();
        }

        await session.ExecuteAsync(
            "delete from integrations.sync_slice where network_id = @Network and connection_id = @Id and stream = @stream",
            new { connection.Network, connection.Id, stream },
            cancellationToken);
    }


    /// <summary>Gives up the reading under way, if any; the next one begins at the cursor, or with <paramref name="anew"/> at the very beginning.</summary>
    public static async Task DropAsync(Session session, NetworkId network, Guid connection, string stream, bool anew, DateTimeOffset nextAt, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync(
            """
            update integrations.stream_state
            set pass_kind = null, pass_from = null, pass_to = null, pass_started_at = null, state = 'idle', cursor = case when @anew then null else cursor end, next_at = @nextAt
            where network_id = @network and connection_id = @connection and stream = @stream
            """,
            new { network, connection, stream, anew, nextAt },
            cancellationToken);
        await session.ExecuteAsync(
            "delete from integrations.sync_slice where network_id = @network and connection_id = @connection and stream = @stream",
            new { network, connection, stream },
            cancellationToken);
    }

    public static string NameOf(PassKind kind) => kind switch { PassKind.Full => "full", PassKind.Incremental => "incremental", _ => "range" };
}

/// <summary>A part of a reading that is to begin.</summary>
/// <param name="From">Its beginning; null: open.</param>
/// <param name="To">Its end; null: open.</param>
/// <param name="Over">Items of another stream that it is read for; null: none.</param>
internal sealed record ReadingPart(string? From, string? To, IReadOnlyList<JsonElement>? Over);

/// <summary>Where a part has come.</summary>
/// <param name="Number">The part.</param>
/// <param name="Step">What its step was before.</param>
/// <param name="From">Its beginning; moved on where the vendor does not page to the end.</param>
/// <param name="Next">Where its next page begins; null: it is read to its end.</param>
/// <param name="Newest">Newest cursor value seen.</param>
/// <param name="Pages">Pages read since.</param>
/// <param name="Items">Items read since.</param>
internal sealed record SliceMove(int Number, long Step, string? From, PagePosition? Next, string? Newest, int Pages, long Items);

/// <summary>How a reading ended.</summary>
/// <param name="Cursor">New cursor; null: it stays.</param>
/// <param name="NextAt">When the stream is due again.</param>
/// <param name="NewestAt">Newest vendor time of a record taken.</param>
/// <param name="LooksBack">Whether it reached back as far as the lookback.</param>
/// <param name="IsWhole">Whether everything was read.</param>
internal sealed record PassEnd(string? Cursor, DateTimeOffset NextAt, DateTimeOffset? NewestAt, bool LooksBack, bool IsWhole);

/// <summary>Another node goes on with the reading.</summary>
internal sealed class ReadingTakenOverException() : Exception("Another node goes on with this reading.");
