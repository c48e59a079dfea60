using System.Collections.Frozen;
using BookedBarber.Shared;

namespace BookedBarber.Integrations.Connections.Features.Managing;

/// <summary>Does one thing to several connections, each by itself: one that fails holds up no other.</summary>
internal sealed class BulkActions(ConnectionReader reader, ManageConnection manage)
{
    private const int Most = 200;

    private static readonly FrozenSet<string> Actions = FrozenSet.Create(StringComparer.Ordinal, "pause", "resume", "test", "renew", "remove");

    public async Task<Result<BulkAnswer>> RunAsync(Scope scope, BulkRequest request, CancellationToken cancellationToken)
    {
        var faults = new List<FieldProblem>();
        if (request.Action is not { } action || !Actions.Contains(action))
        {
            faults.Add(new FieldProblem("action", string.IsNullOrEmpty(request.Action) ? "required" : "unknown_action", "Say pause, resume, test, renew or remove."));
        }

        if (request.Ids is not { Count: > 0 and <= Most })
        {
            faults.Add(new FieldProblem("ids", request.Ids is { Count: > Most } ? "too_many" : "required", $"Name 1 to {Most} connections."));
        }

        if (faults.Count > 0)
        {
            return Problem.Invalid([.. faults]);
        }

        var outcomes = new List<BulkOutcome>();
        foreach (var id in request.Ids!)
        {
            var problem = await reader.FindAsync(scope, id, cancellationToken) is { } connection
                ? await DoAsync(scope, connection, request.Action!, cancellationToken)
                : Problem.NotFound("connection");
            outcomes.Add(new BulkOutcome(id, problem is null, problem?.Code, problem?.Detail));
        }

        return new BulkAnswer(outcomes);
    }

    private async Task<Problem?> DoAsync(Scope scope, Connection connection, string action, CancellationToken cancellationToken)
    {
        switch (action)
        {
            case "pause":
                return await manage.PauseAsync(scope, connection, cancellationToken);
            case "resume":
                return await manage.ResumeAsync(scope, connection, cancellationToken);
            case "renew":
                return await manage.RotateAsync(scope, connection, new CredentialsRequest(null), cancellationToken);
            case "remove":
                return (await manage.RemoveAsync(scope, connection, cancellationToken)).Problem;
            default:
                var tested = await manage.TestAsync(connection, cancellationToken);
                return !tested.Succeeded ? tested.Problem
                    : tested.Value.Works ? null
                    : new Problem(tested.Value.Code!, tested.Value.Detail!, ProblemKind.Refused);
        }
    }
}
