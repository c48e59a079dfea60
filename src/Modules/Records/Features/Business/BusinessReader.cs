using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Records.Domain;
using BookedBarber.Records.Features.Wire;
using BookedBarber.Records.Storage.Writing.Business;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Dapper;

namespace BookedBarber.Records.Features.Business;

/// <summary>Reads business records of a network, page by page, latest day first.</summary>
internal sealed class BusinessReader(IDatabase database, INetworkTree tree)
{
    public async Task<Result<Page<StoredRecord<T>>>> ListAsync<T>(Scope scope, BusinessQuery query, CancellationToken cancellationToken)
        where T : CanonicalRecord
    {
        var read = Cursor.Read<DatedPlace>(query.Limit, query.Cursor, query.Source);
        if (!read.Succeeded)
        {
            return read.Problem!;
        }

        if (query.From > query.To)
        {
            return Problem.Invalid(new FieldProblem("to", "out_of_range", "'to' is before 'from'."));
        }

        await tree.LoadAsync(cancellationToken);
        if (query.Node is { } id && (tree.Find(new NodeId(id)) is not { } node || !scope.Sees(node.Ref)))
        {
            return Problem.NotFound("unit");
        }

        var (limit, place) = read.Value;
        var kind = BusinessKinds.Of<T>() ?? throw new NotSupportedException($"{typeof(T).Name} has no list of its own.");
        var nodes = VisibleNodes(scope, query.Node);
        await using var session = await database.ReadAsync(scope.Network, cancellationToken);
        var rows = await session.Connection.QueryAsync<StoredRow, T, (StoredRow Row, T Record)>(
            new CommandDefinition(
                Sql(kind, limit, isOwnOnly: scope.StaffId is not null),
                new
                {
                    Network = scope.Network.Value,
                    Everywhere = nodes is null,
                    Nodes = nodes ?? [],
                    query.From,
                    query.To,
                    query.Source,
                    Staff = scope.StaffId,
                    AfterDay = place?.Day,
                    AfterId = place?.Id,
                },
                session.Transaction,
                cancellationToken: cancellationToken),
            (row, record) => (row, record),
            splitOn: "key");
        var hidesPeople = kind.WithoutPersonalData;
        return Page<(StoredRow Row, T Record)>.Of([.. rows], limit, one => Cursor.Write(new DatedPlace(one.Row.ListDay ?? DateOnly.MinValue, null, one.Row.Id))).Select(one => new StoredRecord<T>
        {
            Id = one.Row.Id,
            NodeId = one.Row.NodeId,
            Source = one.Row.Source,
            Version = one.Row.Version,
            RecordedAt = one.Row.RecordedAt,
            Record = hidesPeople is null || MaySeePeople(scope, new NodeId(one.Row.NodeId)) ? one.Record : hidesPeople(one.Record),
        });
    }

    // A record without a day stands behind all that have one; the cursor writes such a place as the first day there is.
    private static string Sql<T>(IBusinessKind<T> kind, int limit, bool isOwnOnly)
        where T : CanonicalRecord => Cursor.Limited(
            $"""
             select t.id, t.node_id, t.source, t.version, t.recorded_at, t.business_day as list_day, {BusinessColumns.Of<T>("t.source_key")}
             from {kind.Table} t
             where t.network_id = @Network
               and (@Everywhere or t.node_id = any(@Nodes))
               and (@Source::text is null or t.source = @Source)
               and (t.business_day is null or t.business_day between coalesce(@From::date, '-infinity') and coalesce(@To::date, 'infinity'))
               and (@AfterId::uuid is null
                    or t.business_day < @AfterDay::date
                    or (t.business_day = @AfterDay::date and t.id < @AfterId::uuid)
                    or (t.business_day is null and (@AfterDay::date > date '0001-01-01' or t.id < @AfterId::uuid)))
               {(isOwnOnly ? "and exists (select from records.staff f where f.network_id = @Network and f.id = @Staff::uuid and f.source = t.source and f.source_key = t.staff_key)" : string.Empty)}
             order by t.business_day desc nulls last, t.id desc
             """,
            limit);

    /// <summary>Null: the whole network.</summary>
    private Guid[]? VisibleNodes(Scope scope, Guid? under) =>
        scope.SeesWholeNetwork && (under is null || under == scope.Network.Value)
            ? null
            : [.. tree.NodesOf(scope.Network, withArchived: true).Where(node => scope.Sees(node.Ref) && (under is not { } top || node.Ref.Path.Contains(new NodeId(top)))).Select(node => node.Id.Value)];

    private bool MaySeePeople(Scope scope, NodeId id) => scope.Caller.IsAdministrator || (tree.Find(id) is { } node && scope.Caller.Can(Permission.ClientsRead, node.Ref));

    private sealed class StoredRow
    {
        public Guid Id { get; init; }

        public Guid NodeId { get; init; }

        public string Source { get; init; } = string.Empty;

        public long Version { get; init; }

        public DateTimeOffset RecordedAt { get; init; }

        public DateOnly? ListDay { get; init; }
    }
}
