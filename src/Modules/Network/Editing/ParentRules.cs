using BookedBarber.Network.Contracts;
using BookedBarber.Network.Domain;
using BookedBarber.Shared;

namespace BookedBarber.Network.Editing;

/// <summary>What may be put where.</summary>
internal static class ParentRules
{
    public static Result<Node> Check(Node parent, NodeKind kind, bool mayWrite)
    {
        if (!mayWrite)
        {
            return Problem.Forbidden($"put units below {parent.Name}");
        }

        if (!parent.Kind.MayHold(kind))
        {
            return Faults.One("parentId", "wrong_level", $"A {parent.Kind.Name()} cannot hold a {kind.Name()}.");
        }

        return parent.IsArchived
            ? new Problem("parent_archived", $"{parent.Name} is archived; nothing was saved. Restore it first.", ProblemKind.Refused)
            : parent;
    }
}
