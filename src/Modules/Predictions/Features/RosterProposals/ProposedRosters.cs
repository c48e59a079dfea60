using BookedBarber.Network.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Predictions.Features.RosterProposals;

/// <summary>Makes and keeps proposals.</summary>
internal sealed class ProposedRosters(IDatabase database, RosterInputReading inputs, RosterPlanning planning, INetworkTree tree, TimeProvider clock)
{
    private const int WeeksAhead = 8;
    private const int WeeksKept = 8;
    private const int UsualDaysInARow = 6;
    private const int UsualRestHours = 11; // Directive 2003/88/EC, article 3

    /// <summary>Proposes a roster and keeps it.</summary>
    public async Task<Result<RosterProposalItem>> ProposeAsync(Scope scope, RosterRequest body, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(body);
        await tree.LoadAsync(cancellationToken);
        if (body.LocationId is null)
        {
            return Problem.Invalid(new FieldProblem("locationId", "required", "Give the location's id."));
        }

        if (Find(scope, body.LocationId.Value) is not { } location)
        {
            return Problem.NotFound("location");
        }

        var today = location.DayAt(clock.GetUtcNow());
        var week = RosterInputReading.Monday(body.Week ?? today.AddDays(7));
        var faults = Faults(body, week, today);
        if (faults.Count > 0)
        {
            return Problem.Invalid([.. faults]);
        }

        var known = await inputs.ReadAsync(location, week, today, cancellationToken);
        if (!known.Succeeded)
        {
            return known.Problem;
        }

        var made = await planning.MakeAsync(location, known.Value, new RosterRules(body.MostDaysInARow ?? UsualDaysInARow, body.LeastRestHours ?? UsualRestHours), cancellationToken);
        await KeepAsync(scope, made, today, cancellationToken);
        return made;
    }

    /// <summary>The newest proposal of a location and week; null when there is none.</summary>
    public async Task<Result<RosterProposalItem>> NewestAsync(Scope scope, Guid locationId, DateOnly? week, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        await tree.LoadAsync(cancellationToken);
        if (Find(scope, locationId) is not { } location)
        {
            return Problem.NotFound("location");
        }

        var monday = RosterInputReading.Monday(week ?? location.DayAt(clock.GetUtcNow()).AddDays(7));
        await using var session = await database.ReadAsync(scope.Network, cancellationToken);
        return await session.FirstAsync<string>(
            "select body::text from predictions.roster where network_id = @Network and location_id = @locationId and week = @monday order by made_at desc limit 1", new { scope.Network, locationId, monday }, cancellationToken) is { } body
            ? StorageJson.Deserialize<RosterProposalItem>(body)
            : Problem.NotFound("roster");
    }

    /// <summary>A proposal by its id.</summary>
    public async Task<Result<RosterProposalItem>> GetAsync(Scope scope, Guid id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        await tree.LoadAsync(cancellationToken);
        await using var session = await database.ReadAsync(scope.Network, cancellationToken);
        return await session.FirstAsync<string>("select body::text from predictions.roster where network_id = @Network and id = @id", new { scope.Network, id }, cancellationToken) is { } body
            && StorageJson.Deserialize<RosterProposalItem>(body) is var found && Find(scope, found.LocationId) is not null
            ? found
            : Problem.NotFound("roster");
    }

    private Node? Find(Scope scope, Guid id) => tree.Find(new NodeId(id)) is { Kind: NodeKind.Location } location && scope.Sees(location.Ref) ? location : null;

    private static List<FieldProblem> Faults(RosterRequest body, DateOnly week, DateOnly today)
    {
        var faults = new List<FieldProblem>();
        if (week < RosterInputReading.Monday(today) || week > RosterInputReading.Monday(today).AddDays(7 * WeeksAhead))
        {
            faults.Add(new FieldProblem("week", "out_of_range", $"Give a day of this week or of the next {WeeksAhead}."));
        }

        if (body.MostDaysInARow is < 1 or > 7)
        {
            faults.Add(new FieldProblem("mostDaysInARow", "out_of_range", "Give 1 to 7."));
        }

        if (body.LeastRestHours is < 0 or > 24)
        {
            faults.Add(new FieldProblem("leastRestHours", "out_of_range", "Give 0 to 24."));
        }

        return faults;
    }

    private async Task KeepAsync(Scope scope, RosterProposalItem made, DateOnly today, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(scope, "api", cancellationToken);
        await session.ExecuteAsync("delete from predictions.roster where network_id = @Network and location_id = @LocationId and week < @Oldest", new { scope.Network, made.LocationId, Oldest = today.AddDays(-7 * WeeksKept) }, cancellationToken);
        await session.ExecuteAsync(
            "insert into predictions.roster (network_id, id, location_id, week, made_at, body) values (@Network, @Id, @LocationId, @Week, @MadeAt, @Body::jsonb)",
            new { scope.Network, made.Id, made.LocationId, made.Week, made.MadeAt, Body = StorageJson.Serialize(made) },
            cancellationToken);
        await session.CommitAsync(cancellationToken);
    }
}
