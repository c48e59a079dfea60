using BookedBarber.Network.Contracts;
using BookedBarber.Network.Domain;
using BookedBarber.Shared;

namespace BookedBarber.Network.Editing;

/// <summary>What may be put where.</summary>
internal static class ParentRules
{
    /// <summary>
    /// Levels from the network to the lowest unit. Every unit carries its way to the root and walks over the tree go down it, so a tree that
    /// somebody makes thousands of levels deep would bring down the process for everybody.
    /// </summary>
    public const int MostLevels = 16;

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

        if (parent.Ref.Path.Count >= MostLevels)
        {
            return TooDeep();
        }

        return parent.IsArchived
            ? new Problem("parent_archived", $"{parent.Name} is archived; nothing was saved. Restore it first.", ProblemKind.Refused)
            : parent;
    }

    /// <summary>What is said of a tree that would have more levels than <see cref="MostLevels"/>.</summary>
    public static Problem TooDeep() => new("too_deep", $"A network has at most {MostLevels} levels of units, itself included; nothing was saved. Choose a parent nearer to the network.", ProblemKind.Refused);
}
