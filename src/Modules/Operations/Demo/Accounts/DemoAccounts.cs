using BookedBarber.Access.Contracts;
using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Operations.Demo;

/// <summary>One account for each role, placed so that their views nest: the barber's shop is the manager's, the owner's and the regional manager's, too.</summary>
internal sealed class DemoAccounts(IPeople people, DemoPassword password, INetworkTree tree, IDatabase database, DemoWriter writer, TimeProvider clock)
{
    /// <summary>Makes what is missing and tells how to sign in, a line per account.</summary>
    public async Task<IReadOnlyList<string>> EnsureAsync(DemoRow row, NetworkPlan plan, IReadOnlyList<Node> locations, CancellationToken cancellationToken)
    {
        var secret = await password.GetAsync(cancellationToken);
        var lines = new List<string>();
        foreach (var account in await AccountsAsync(row, plan, locations, cancellationToken))
        {
            var email = $"{account.Role.Replace('_', '-')}@{row.Slug}.bookedbarber.local";
            var person = new NewPerson(email, account.Name, secret, account.Grants, account.IsAdministrator);
            var made = await people.EnsureAsync(Caller.System, person, cancellationToken);
            var problem = made.Succeeded ? await people.SetPasswordAsync(Caller.System, made.Value.Id, secret, cancellationToken) : made.Problem;
            if (problem is not null)
            {
                return [$"The demo accounts could not be made: {problem.Detail} {string.Join(' ', problem.Fields?.Select(field => field.Detail) ?? [])}".TrimEnd()];
            }

            lines.Add($"Sign in as {account.Role}: {email} / {secret}");
        }

        return lines;
    }

    private async Task<IReadOnlyList<Account>> AccountsAsync(DemoRow row, NetworkPlan plan, IReadOnlyList<Node> locations, CancellationToken cancellationToken)
    {
        var root = NodeId.Root(row.NetworkId);
        var shop = plan.Storied.FirstOrDefault(shop => IsShown(shop) && plan.Groups.Any(group => group.Code == shop.ParentCode)) ?? plan.Storied.FirstOrDefault(IsShown) ?? plan.Storied[0];
        var location = locations[shop.Number - 1];
        var group = plan.Groups.FirstOrDefault(group => group.Code == shop.ParentCode);
        var region = location.Ref.Path.FirstOrDefault(id => tree.Find(id)?.Kind == NodeKind.Region, location.ParentId ?? root);
        var (barber, staffId) = await BarberAsync(row, shop, location, cancellationToken);
        return
        [
            new("executive", "Dana Whitfield", [new NewGrant(root, Role.Executive)]),
            new("regional_manager", "Marcus Ellery", [new NewGrant(region, Role.RegionalManager)]),
            new("owner", group?.Owner ?? "Priya Raman", [new NewGrant(group is null ? location.Id : location.ParentId ?? location.Id, Role.Owner)]),
            new("location_manager", "Tomas Rey", [new NewGrant(location.Id, Role.LocationManager)]),
            new("barber", barber, [new NewGrant(location.Id, Role.Barber, staffId)]),
            new("support", "Imani Brooks", [new NewGrant(root, Role.Support)]),
            new("partner_developer", "Lena Hoffmann", [new NewGrant(root, Role.PartnerDeveloper)]),
            new("administrator", "Avery Stone", [], IsAdministrator: true),
        ];
    }

    private static bool IsShown(ShopPlan shop) => shop is { IsMature: true, ClosedOn: null, NeverCloses: false };

    /// <summary>The barber whose chair the barber's account sees: the longest serving one of today.</summary>
    private async Task<(string Name, Guid StaffId)> BarberAsync(DemoRow row, ShopPlan shop, Node location, CancellationToken cancellationToken)
    {
        var today = location.DayAt(clock.GetUtcNow());
        var barbers = Staffing.Of(shop);
        var barber = barbers.FirstOrDefault(barber => barber.WorksFor(today) && barber.HiredOn <= row.EndDay) ?? barbers[0];
        var record = new StaffRecord(barber.Key, barber.Name, barber.Title, barber.HiredOn, LeftOn: null, IsActive: true);
        await using var session = await database.WriteAsync(Scope.OfSystem(row.NetworkId), DemoWriter.Source, cancellationToken);
        var outcomes = await writer.WriteAsync<StaffRecord>(session, [new LocatedRecord<StaffRecord>(location, record)], cancellationToken);
        await session.CommitAsync(cancellationToken);
        return (barber.Name, outcomes[0].Id);
    }

    private sealed record Account(string Role, string Name, IReadOnlyList<NewGrant> Grants, bool IsAdministrator = false);
}
