using System.ComponentModel;
using BookedBarber.Network.Domain;
using BookedBarber.Network.Editing;
using BookedBarber.Network.Storage;
using BookedBarber.Shared;

namespace BookedBarber.Network.Features.Units;

/// <summary>A region or group to be created.</summary>
internal record NewUnitBody(
    string Name,
    [property: Description("The unit it lies directly below; the network itself when left out.")] NodeId? ParentId = null,
    [property: Description("Derived from the name when left out.")] string? Code = null,
    [property: Description("Derived from the name when left out.")] string? Slug = null,
    [property: Description("IANA zone; the network's when left out.")] string? TimeZone = null);

/// <summary>A location to be created.</summary>
internal sealed record NewLocationBody(
    string Name,
    NodeId? ParentId = null,
    string? Code = null,
    string? Slug = null,
    string? TimeZone = null,
    [property: Description("ISO 4217 code; the network's when left out.")] string? Currency = null,
    double? Latitude = null,
    double? Longitude = null,
    string? Address = null,
    int? Chairs = null,
    DateOnly? OpenedOn = null,
    DateOnly? ClosedOn = null,
    [property: Description("candidate (default), signed, building, open, suspended, transferred, terminated or closed.")] string? Status = null)
    : NewUnitBody(Name, ParentId, Code, Slug, TimeZone);

/// <summary>Creates a unit below another, once for each idempotency key.</summary>
internal sealed class CreateUnit(TreeEditor editor, UnitReader reader, TimeProvider clock)
{
    public async Task<Result<(UnitItem Item, bool IsNew)>> RunAsync(Scope scope, NodeKind kind, NewUnitBody body, CreationKey? key, CancellationToken cancellationToken)
    {
        var isNew = false;
        var id = await editor.RunAsync(
            scope,
            "api",
            async edit =>
            {
                if (key is not null)
                {
                    var known = await key.FindAsync(edit.Session, edit.Network, scope.Caller, cancellationToken);
                    if (known.Problem is not null || known.Value is not null)
                    {
                        return known.Then(unit => unit!.Value);
                    }
                }

                var added = await AddAsync(edit, kind, body, cancellationToken);
                if (added.Succeeded && key is not null)
                {
                    await key.RememberAsync(edit.Session, edit.Network, scope.Caller, added.Value, edit.Now, cancellationToken);
                }

                isNew = true;
                return added;
            },
            cancellationToken);
        return id.Succeeded ? (await reader.OneAsync(scope.Network, id.Value, cancellationToken)).Then(item => (item, isNew)) : id.Problem;
    }

    private async Task<Result<NodeId>> AddAsync(TreeEdit edit, NodeKind kind, NewUnitBody body, CancellationToken cancellationToken)
    {
        var parent = edit.Parent(body.ParentId, kind);
        if (!parent.Succeeded)
        {
            return parent.Problem;
        }

        var slugs = new SlugBook(edit.Tree.Nodes.Select(node => node.Slug));
        var code = body.Code?.Trim() ?? FreeCode(edit, kind, body.Name);
        var id = NodeId.New(clock);
        var row = Row(edit, kind, body) with { Id = id, ParentId = parent.Value.Id.Value, Path = [.. parent.Value.Ref.Path, id], Code = code };
        var faults = new Faults();
        UnitRules.Name(faults, body.Name);
        UnitRules.Code(faults, code);
        UnitRules.Slug(faults, body.Slug);
        UnitFields.Check(faults, row, kind);
        if (faults.Any)
        {
            return faults.ToProblem();
        }

        if (edit.Tree.FindByCode(kind, code) is not null)
        {
            return UnitFields.CodeTaken(kind, code);
        }

        if (body.Slug is { } given && !slugs.TryTake(given))
        {
            return UnitFields.SlugTaken(given);
        }

        row = row with { Slug = body.Slug ?? slugs.Take(row.Name, row.Code, row.Kind) };
        await UnitTable.AddAsync(edit.Session, edit.Network, [row], edit.Now, cancellationToken);
        edit.Touch(row.Id);
        return row.Id;
    }

    private static UnitRow Row(TreeEdit edit, NodeKind kind, NewUnitBody body)
    {
        var row = new UnitRow
        {
            Kind = kind.Name(),
            Name = body.Name?.Trim() ?? string.Empty,
            TimeZone = body.TimeZone ?? edit.Tree.Head.TimeZone,
            Currency = edit.Tree.Head.Currency.Code,
            Status = LocationStatus.Active,
        };
        return body is NewLocationBody location
            ? row with
            {
                Currency = location.Currency ?? row.Currency,
                Latitude = location.Latitude,
                Longitude = location.Longitude,
                Address = location.Address,
                Chairs = location.Chairs,
                OpenedOn = location.OpenedOn,
                ClosedOn = location.ClosedOn,
                Status = location.Status ?? LocationStatus.Candidate,
            }
            : row;
    }

    private static string FreeCode(TreeEdit edit, NodeKind kind, string? name) =>
        new SlugBook(edit.Tree.Nodes.Where(node => node.Kind == kind).Select(node => node.Code.ToLowerInvariant())).Take(Cut(name), kind.Name());

    // A slug may be longer than a code; eight characters are left for a number.
    private static string Cut(string? name) => Slugs.Of(name ?? string.Empty) is var slug && slug.Length > UnitRules.MostCodeCharacters - 8 ? slug[..(UnitRules.MostCodeCharacters - 8)] : slug;
}
