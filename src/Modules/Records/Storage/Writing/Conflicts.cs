using BookedBarber.Shared;

namespace BookedBarber.Records.Storage.Writing;

/// <summary>Refusals that only the stored records can tell.</summary>
internal static class Conflicts
{
    public static Problem OtherContent(string key) =>
        new("idempotency_conflict", $"The key '{key}' was used before for something else; what is stored was kept. Send the same content again, or a new key for a new record.", ProblemKind.Conflict);

    public static Problem UnknownClient(Guid id) =>
        new(
            "unknown_client",
            $"There is no client {id} in this network. Nothing was saved; take the id from the client list, or leave it out for a passer-by.",
            ProblemKind.Invalid,
            [new FieldProblem("clientId", "unknown_client", "No such client in this network.")]);
}
