using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Predictions.Models;

/// <summary>Keeps versions of models: enters new ones, says which is at work, and takes people's decisions.</summary>
internal sealed class ModelRegistry(TimeProvider clock)
{
    /// <summary>The version at work; null when there is none.</summary>
    public async Task<ModelVersion?> AtWorkAsync(Session session, NetworkId network, PredictionKind kind, CancellationToken cancellationToken) =>
        await session.FirstAsync<ModelVersion>(
            $"select {ModelVersion.Columns} from predictions.model where network_id = @network and kind = @Kind and state = 'at_work'", new { network, Kind = kind.Name() }, cancellationToken);

    /// <summary>The version at work, unless a newer one is due: then null.</summary>
    /// <param name="session">Any session of the network.</param>
    /// <param name="network">The network.</param>
    /// <param name="kind">What it tells.</param>
    /// <param name="since">A version trained before that is too old.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<ModelVersion?> FreshAsync(Session session, NetworkId network, PredictionKind kind, DateTimeOffset since, CancellationToken cancellationToken) =>
        await session.FirstAsync<DateTimeOffset?>("select max(trained_at) from predictions.model where network_id = @network and kind = @Kind", new { network, Kind = kind.Name() }, cancellationToken) > since
            ? await AtWorkAsync(session, network, kind, cancellationToken)
            : null;

    /// <summary>Enters a version and gives the one that answers from now on: the new one, or the one before it where the rule refuses the new one.</summary>
    /// <remarks>A first version answers in any case, with the rule's doubts noted: there is nothing that could stay.</remarks>
    public async Task<ModelVersion> EnterOrKeepAsync(Session session, NetworkId network, TrainedModel trained, CancellationToken cancellationToken)
    {
        var (id, _) = await EnterAsync(session, network, trained, cancellationToken);
        if (await AtWorkAsync(session, network, trained.Kind, cancellationToken) is { } atWork)
        {
            return atWork;
        }

        await session.ExecuteAsync(
            "update predictions.model set state = 'at_work', reason = reason || ' It is the first version, so it answers until a better one comes.' where network_id = @network and id = @id", new { network, id }, cancellationToken);
        return (await AtWorkAsync(session, network, trained.Kind, cancellationToken))!;
    }

    /// <summary>What a version's ranges were learnt as.</summary>
    public async Task<T> RangesAsync<T>(Session session, NetworkId network, Guid model, CancellationToken cancellationToken) =>
        ModelJson.Read<T>(await session.FirstAsync<string>("select ranges::text from predictions.model where network_id = @network and id = @model", new { network, model }, cancellationToken) ?? "{}");

    /// <summary>Enters a version and decides about it by rule. A version that goes to work retires the one before it.</summary>
    /// <returns>Its id, and whether it is at work.</returns>
    public async Task<(Guid Id, bool IsAtWork)> EnterAsync(Session session, NetworkId network, TrainedModel trained, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var before = await AtWorkAsync(session, network, trained.Kind, cancellationToken);
        var (approved, reason) = ApprovalRule.Judge(trained, before is not null);
        if (approved)
        {
            await RetireAsync(session, network, trained.Kind, cancellationToken);
        }

        var id = Guid.CreateVersion7(now);
        await session.ExecuteAsync(
            """
            insert into predictions.model (network_id, id, kind, version, method, settings, seed, trained_at, window_from, window_to, counts, backtest, calibration, ranges, state, decided_by, decided_at, reason)
            select @network, @id, @Kind, 1 + coalesce(max(version), 0), @Method, @Settings::jsonb, @Seed, @now, @WindowFrom, @WindowTo, @Counts::jsonb, @Backtest::jsonb, @Calibration::jsonb, @Ranges::jsonb, @State, 'rule', @now, @reason
            from predictions.model where network_id = @network and kind = @Kind
            """,
            new
            {
                network,
                id,
                Kind = trained.Kind.Name(),
                trained.Method,
                Settings = ModelJson.Write(trained.Settings),
                trained.Seed,
                now,
                trained.WindowFrom,
                trained.WindowTo,
                Counts = ModelJson.Write(trained.Counts),
                Backtest = ModelJson.Write(trained.Backtest),
                Calibration = ModelJson.Write(trained.Calibration),
                Ranges = ModelJson.Write(trained.Ranges),
                State = approved ? "at_work" : "waiting",
                reason,
            },
            cancellationToken);
        return (id, approved);
    }

    /// <summary>A person's decision about a version. Approving one that waits, was refused or retired puts it to work; refusing the one at work brings back the one before it.</summary>
    public async Task<Result<ModelVersion>> DecideAsync(Session session, Scope scope, Guid id, bool approve, string note, CancellationToken cancellationToken)
    {
        var found = await session.FirstAsync<ModelVersion>($"select {ModelVersion.Columns} from predictions.model where network_id = @Network and id = @id for update", new { scope.Network, id }, cancellationToken);
        if (found is null || !PredictionKinds.TryParse(found.Kind, out var kind))
        {
            return Problem.NotFound("model");
        }

        if (approve == (found.State == "at_work") && (approve || found.State == "refused"))
        {
            return new Problem("already_decided", approve ? "This version is at work already." : "This version was refused already.", ProblemKind.Conflict);
        }

        if (approve)
        {
            await RetireAsync(session, scope.Network, kind, cancellationToken);
        }

        await session.ExecuteAsync(
            """
            update predictions.model set state = @State, decided_by = 'person', decider_id = @Decider, decider_name = @Name, decided_at = @Now, reason = @note
            where network_id = @Network and id = @id
            """,
            new { scope.Network, id, State = approve ? "at_work" : "refused", Decider = scope.Caller.Id.Value, scope.Caller.Name, Now = clock.GetUtcNow(), note },
            cancellationToken);
        if (!approve && found.State == "at_work")
        {
            await BringBackAsync(session, scope.Network, kind, cancellationToken);
        }

        return (await session.FirstAsync<ModelVersion>($"select {ModelVersion.Columns} from predictions.model where network_id = @Network and id = @id", new { scope.Network, id }, cancellationToken))!;
    }

    private static Task RetireAsync(Session session, NetworkId network, PredictionKind kind, CancellationToken cancellationToken) =>
        session.ExecuteAsync("update predictions.model set state = 'retired' where network_id = @network and kind = @Kind and state = 'at_work'", new { network, Kind = kind.Name() }, cancellationToken);

    private static Task BringBackAsync(Session session, NetworkId network, PredictionKind kind, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            """
            update predictions.model set state = 'at_work'
            where network_id = @network and id = (select id from predictions.model where network_id = @network and kind = @Kind and state = 'retired' order by version desc limit 1)
            """,
            new { network, Kind = kind.Name() },
            cancellationToken);
}
