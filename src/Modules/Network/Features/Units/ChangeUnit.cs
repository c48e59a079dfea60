using BookedBarber.Network.Domain;
using BookedBarber.Network.Editing;
using BookedBarber.Network.Storage;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Http;

namespace BookedBarber.Network.Features.Units;

/// <summary>Changes a unit's own data, its status included; where it lies is changed by a move.</summary>
internal sealed class ChangeUnit(TreeEditor editor, UnitReader reader)
{
    public async Task<Result<UnitItem>> RunAsync(Scope scope, HttpRequest request, UnitPatch patch, CancellationToken cancellationToken)
    {
        var id = await editor.RunAsync(
            scope,
            "api",
            async edit =>
            {
                if (await UnitRow.ReadAsync(edit.Session, edit.Network, [scope.Node.Id], cancellationToken) is not [var stored])
                {
                    return Problem.NotFound("unit");
                }

                return Preconditions.Check(request, stored.Version, required: true) ?? await StoreAsync(edit, stored, patch, cancellationToken);
            },
            cancellationToken);
        return id.Succeeded ? await reader.OneAsync(scope.Network, id.Value, cancellationToken) : id.Problem;
    }

    private static async Task<Result<NodeId>> StoreAsync(TreeEdit edit, UnitRow stored, UnitPatch patch, CancellationToken cancellationToken)
    {
        var (kind, row, faults) = (UnitKinds.Parse(stored.Kind), Merge(stored, patch), new Faults());
        UnitRules.Name(faults, row.Name);
        UnitRules.Code(faults, row.Code);
        UnitRules.Slug(faults, row.Slug);
        UnitFields.Check(faults, row, kind);
        if (faults.Any)
        {
            return faults.ToProblem();
        }

        if (edit.Tree.FindByCode(kind, row.Code) is { } namesake && namesake.Id != row.Id)
        {
            return UnitFields.CodeTaken(kind, row.Code);
        }

        if (edit.Tree.Nodes.Any(node => node.Slug == row.Slug && node.Id != row.Id))
        {
            return UnitFields.SlugTaken(row.Slug);
        }

        await UnitTable.ChangeAsync(edit.Session, edit.Network, [row], cancellationToken);
        edit.Touch(row.Id);
        return row.Id;
    }

    private static UnitRow Merge(UnitRow stored, UnitPatch patch)
    {
        var row = stored with
        {
            Name = patch.Name?.Trim() ?? stored.Name,
            Code = patch.Code?.Trim() ?? stored.Code,
            Slug = patch.Slug ?? stored.Slug,
            TimeZone = patch.TimeZone ?? stored.TimeZone,
        };
        return patch is LocationPatch location
            ? row with
            {
                Currency = location.Currency ?? stored.Currency,
                Status = location.Status ?? stored.Status,
                Latitude = location.Or(nameof(location.Latitude), location.Latitude, stored.Latitude),
                Longitude = location.Or(nameof(location.Longitude), location.Longitude, stored.Longitude),
                Address = location.Or(nameof(location.Address), location.Address, stored.Address),
                Chairs = location.Or(nameof(location.Chairs), location.Chairs, stored.Chairs),
                OpenedOn = location.Or(nameof(location.OpenedOn), location.OpenedOn, stored.OpenedOn),
                ClosedOn = location.Or(nameof(location.ClosedOn), location.ClosedOn, stored.ClosedOn),
            }
            : row;
    }
}
