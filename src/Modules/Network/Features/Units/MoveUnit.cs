using System.ComponentModel;
using BookedBarber.Network.Domain;
using BookedBarber.Network.Editing;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Http;

namespace BookedBarber.Network.Features.Units;

/// <summary>Where a unit is to lie from when on.</summary>
internal sealed record MoveBody(
    [property: Description("The unit it will lie directly below; the network's own id for directly below the network.")] NodeId ParentId,
    [property: Description("First day under the new parent, today or in the past, not before the unit's last move; today in the unit's zone when left out.")] DateOnly? From = null);

/// <summary>Moves a unit under another from a day on.</summary>
internal sealed class MoveUnit(TreeEditor editor, UnitReader reader)
{
    public async Task<Result<UnitItem>> RunAsync(Scope scope, HttpRequest request, MoveBody body, CancellationToken cancellationToken)
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

                if (Preconditions.Check(request, unit.Version, required: false) is { } stale)
                {
                    return stale;
                }

                var faults = new Faults();
                UnitRules.Day(faults, "from", body.From);
                if (faults.Any)
                {
                    return faults.ToProblem();
                }

                var parent = edit.Parent(body.ParentId, unit.Kind);
                if (!parent.Succeeded)
                {
                    return parent.Problem;
                }

                return parent.Value.Id == unit.ParentId
                    ? unit.Id
                    : await UnitMover.MoveAsync(edit, unit, parent.Value, body.From ?? unit.DayAt(edit.Now), cancellationToken);
            },
            cancellationToken);
        return id.Succeeded ? await reader.OneAsync(scope.Network, id.Value, cancellationToken) : id.Problem;
    }
}
