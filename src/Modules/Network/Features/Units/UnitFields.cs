using BookedBarber.Network.Domain;
using BookedBarber.Network.Storage;
using BookedBarber.Shared;

namespace BookedBarber.Network.Features.Units;

/// <summary>What creating and changing a unit check alike.</summary>
internal static class UnitFields
{
    public static void Check(Faults faults, UnitRow row, NodeKind kind)
    {
        UnitRules.TimeZone(faults, row.TimeZone);
        if (kind != NodeKind.Location)
        {
            return;
        }

        UnitRules.Money(faults, row.Currency);
        UnitRules.Place(faults, row.Latitude, row.Longitude);
        UnitRules.Address(faults, row.Address);
        UnitRules.Chairs(faults, row.Chairs);
        UnitRules.Life(faults, row.Status, row.OpenedOn, row.ClosedOn);
    }

    public static Problem CodeTaken(NodeKind kind, string code) =>
        new("code_taken", $"Another {kind.Name()} of the network has the code '{code}'; nothing was saved. Choose a different one.", ProblemKind.Conflict);

    public static Problem SlugTaken(string slug) =>
        new("slug_taken", $"Another unit of the network has the slug '{slug}'; nothing was saved. Choose a different one.", ProblemKind.Conflict);
}
