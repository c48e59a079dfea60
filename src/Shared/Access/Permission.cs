using System.Collections.Frozen;

namespace BookedBarber.Shared;

/// <summary>What a role may do on the branch of the tree where it was granted. The wire name is in <see cref="Permissions"/>.</summary>
public enum Permission
{
    /// <summary>See the tree and its units.</summary>
    NetworkRead,

    /// <summary>Create, change, move and archive units.</summary>
    NetworkWrite,

    /// <summary>See people and their grants.</summary>
    PeopleRead,

    /// <summary>Invite people, change them, grant and revoke roles (never above one's own).</summary>
    PeopleWrite,

    /// <summary>See measures, dashboards and snapshots.</summary>
    MeasuresRead,

    /// <summary>See sales; a barber sees those of the own chair.</summary>
    SalesRead,

    /// <summary>Record sales.</summary>
    SalesWrite,

    /// <summary>See bookings; a barber sees those of the own chair.</summary>
    BookingsRead,

    /// <summary>Record and change bookings.</summary>
    BookingsWrite,

    /// <summary>See clients' names and contact data.</summary>
    ClientsRead,

    /// <summary>See invoices, payments, the ledger, payouts and disputes.</summary>
    FinanceRead,

    /// <summary>See imports and their reports.</summary>
    ImportsRead,

    /// <summary>Start and cancel imports.</summary>
    ImportsRun,

    /// <summary>Read and verify the audit trail.</summary>
    AuditRead,

    /// <summary>Make and revoke personal API keys.</summary>
    KeysManage,

    /// <summary>Open the live stream.</summary>
    StreamRead,

    /// <summary>Set target values of measures.</summary>
    TargetsWrite,

    /// <summary>Take data out as a file.</summary>
    Export,

    /// <summary>See connections to other systems, their state and their runs.</summary>
    IntegrationsRead,

    /// <summary>Connect other systems, steer and remove connections.</summary>
    IntegrationsManage,

    /// <summary>Ask for predictions anew, decide about models, keep candidate sites, bounds and tests of prices.</summary>
    PredictionsManage,
}

/// <summary>Wire names of permissions.</summary>
public static class Permissions
{
    private static readonly FrozenDictionary<Permission, string> Names = Enum.GetValues<Permission>().ToFrozenDictionary(p => p, WireName);

    /// <summary>The name used in JSON and documents, such as <c>sales.read</c>.</summary>
    public static string Name(this Permission permission) => Names[permission];

    private static string WireName(Permission permission)
    {
        var name = permission.ToString();
        var split = 1;
        while (split < name.Length && !char.IsUpper(name[split]))
        {
            split++;
        }

#pragma warning disable CA1308 // wire names are lower case by contract
        return split == name.Length ? name.ToLowerInvariant() : $"{name[..split]}.{name[split..]}".ToLowerInvariant();
#pragma warning restore CA1308
    }
}
