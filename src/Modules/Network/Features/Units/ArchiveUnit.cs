using BookedBarber.Network.Contracts;
using BookedBarber.Network.Domain;
using BookedBarber.Network.Editing;
using BookedBarber.Network.Storage;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Http;

namespace BookedBarber.Network.Features.Units;

/// <summary>Hides a unit from lists, or shows it again. What it recorded stays with it and with those it lay under.</summary>
internal sealed class ArchiveUnit(TreeEditor editor, UnitReader reader)
{
    public async Task<Result<UnitItem>> RunAsync(Scope scope, HttpRequest request, bool archived, CancellationToken cancellationToken)
    {
        var id = await editor.RunAsync(
            scope,
            "api",
            async edit =>
            {
                if (edit.Tree.Find(scope.Node.Id) is not { } unit)
                {
                    return Problem.NotFound("unit");
                }

                if ((Preconditions.Check(request, unit.Version, required: false) ?? Refusal(edit, unit, archived)) is { } problem)
                {
                    return problem;
                }

                if (unit.IsArchived != archived)
                {
                    await UnitTable.SetArchivedAsync(edit.Session, edit.Network, unit.Id, archived ? edit.Now : null, cancellationToken);
                    edit.Touch(unit.Id);
                }

                return (Result<NodeId>)unit.Id;
            },
            cancellationToken);
        return id.Succeeded ? await reader.OneAsync(scope.Network, id.Value, cancellationToken) : id.Problem;
    }

    // An archived unit never holds one that is not: a list could not show where that one lies.
    private static Problem? Refusal(TreeEdit edit, Node unit, bool archived)
    {
        if (archived && edit.Tree.Nodes.Count(node => node.ParentId == unit.Id && !node.IsArchived) is > 0 and var held)
        {
            return new Problem("not_empty", $"{unit.Name} holds {held} {(held == 1 ? "unit" : "units")}; nothing was archived. Move or archive what it holds first.", ProblemKind.Refused);
        }

        return !archived && unit.IsArchived && edit.Tree.Find(unit.ParentId!.Value) is { IsArchived: true } parent
            ? new Problem("parent_archived", $"{parent.Name}, which holds this {unit.Kind.Name()}, is archived. Restore it first.", ProblemKind.Refused)
            : null;
    }
}
