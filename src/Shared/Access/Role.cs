using System.Collections.Frozen;
using static BookedBarber.Shared.Permission;

namespace BookedBarber.Shared;

/// <summary>A role granted at a node of the tree; it holds on that node and all below it.</summary>
public enum Role
{
    /// <summary>The franchisor: everything in the network.</summary>
    Executive,

    /// <summary>Runs a region.</summary>
    RegionalManager,

    /// <summary>Owns one or more locations.</summary>
    Owner,

    /// <summary>Runs one location's day.</summary>
    LocationManager,

    /// <summary>Works a chair; sees the own chair only.</summary>
    Barber,

    /// <summary>Is served; sees the own bookings only (through the client screens).</summary>
    Client,

    /// <summary>Builds on the interfaces.</summary>
    PartnerDeveloper,

    /// <summary>Helps users of the network; reads, never writes.</summary>
    Support,
}

/// <summary>Which permissions each role carries, and the roles' wire names.</summary>
public static class Roles
{
    private static readonly FrozenDictionary<Role, FrozenSet<Permission>> Table = new Dictionary<Role, Permission[]>
    {
        [Role.Executive] = Enum.GetValues<Permission>(),
        [Role.RegionalManager] = [NetworkRead, NetworkWrite, PeopleRead, PeopleWrite, MeasuresRead, SalesRead, SalesWrite, BookingsRead, BookingsWrite, ClientsRead, FinanceRead, ImportsRead, ImportsRun, AuditRead, KeysManage, StreamRead, TargetsWrite, Export, IntegrationsRead, IntegrationsManage, PredictionsManage],
        [Role.Owner] = [NetworkRead, PeopleRead, PeopleWrite, MeasuresRead, SalesRead, SalesWrite, BookingsRead, BookingsWrite, ClientsRead, FinanceRead, ImportsRead, ImportsRun, AuditRead, KeysManage, StreamRead, TargetsWrite, Export, IntegrationsRead, IntegrationsManage, PredictionsManage],
        [Role.LocationManager] = [NetworkRead, PeopleRead, MeasuresRead, SalesRead, SalesWrite, BookingsRead, BookingsWrite, ClientsRead, ImportsRead, KeysManage, StreamRead, IntegrationsRead],
        [Role.Barber] = [NetworkRead, SalesRead, SalesWrite, BookingsRead, BookingsWrite, KeysManage, StreamRead],
        [Role.Client] = [],
        [Role.PartnerDeveloper] = [NetworkRead, MeasuresRead, SalesRead, BookingsRead, KeysManage, StreamRead, IntegrationsRead],
        [Role.Support] = [NetworkRead, PeopleRead, MeasuresRead, SalesRead, BookingsRead, ImportsRead, AuditRead, StreamRead, IntegrationsRead],
    }.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToFrozenSet());

    private static readonly FrozenDictionary<Role, string> Names = new Dictionary<Role, string>
    {
        [Role.Executive] = "executive",
        [Role.RegionalManager] = "regional_manager",
        [Role.Owner] = "owner",
        [Role.LocationManager] = "location_manager",
        [Role.Barber] = "barber",
        [Role.Client] = "client",
        [Role.PartnerDeveloper] = "partner_developer",
        [Role.Support] = "support",
    }.ToFrozenDictionary();

    /// <summary>The permissions of a role.</summary>
    public static FrozenSet<Permission> Of(Role role) => Table[role];

    /// <summary>The name used in JSON and tables, such as <c>regional_manager</c>.</summary>
    public static string Name(this Role role) => Names[role];

    /// <summary>Finds a role by its wire name.</summary>
    public static bool TryParse(string? name, out Role role)
    {
        foreach (var (candidate, candidateName) in Names)
        {
            if (candidateName == name)
            {
                role = candidate;
                return true;
            }
        }

        role = default;
        return false;
    }
}
