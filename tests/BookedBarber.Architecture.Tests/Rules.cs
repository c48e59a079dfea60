using System.Text.RegularExpressions;

namespace BookedBarber.Architecture.Tests;

/// <summary>The rules of the house; each returns what breaks it.</summary>
internal static partial class Rules
{
    private static readonly string[] Schemas = ["network", "access", "records", "integrations", "measures", "streams", "operations", "webhooks", "predictions"];

    /// <summary>Arrows point down only; modules may know modules, nobody knows the host.</summary>
    public static IEnumerable<string> ArrowsPointDown(Room room, IReadOnlyList<Room> rooms) =>
        from reference in room.References
        let target = rooms.FirstOrDefault(other => other.Name == reference)
        where target is not null && (target.Floor > room.Floor || (target.Floor == room.Floor && room.Floor != Floor.Module))
        select $"{room.Name} must not know {target.Name}";

    /// <summary>A module shows its module class and its contracts, nothing else.</summary>
    public static IEnumerable<string> ModulesShowContractsOnly(Room room) =>
        room.Floor != Floor.Module
            ? []
            : room.PublicTypes.Where(type => !InContracts(type) && type != $"{room.Name}.{Last(room.Name)}Module").Select(type => $"{type} is public but is not a contract");

    /// <summary>Modules meet through contracts.</summary>
    public static IEnumerable<string> ModulesMeetThroughContracts(Room room, IReadOnlyList<Room> rooms) =>
        room.Floor != Floor.Module
            ? []
            : from use in room.Uses
              where rooms.Any(other => other.Floor == Floor.Module && other.Name == use.Assembly && other.Name != room.Name) && !InContracts($"{use.Namespace}.{use.Type}")
              select $"{room.Name} uses {use.Namespace}.{use.Type}, which is not a contract";

    /// <summary>SQL keeps to the module's own schema and to the views that others publish.</summary>
    public static IEnumerable<string> TablesStayAtHome(Room room)
    {
        if (room.Floor != Floor.Module)
        {
            yield break;
        }

        var own = Last(room.Name);
        foreach (var file in Directory.EnumerateFiles(room.Folder, "*.*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".sql" && !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)))
        {
            foreach (var match in ForeignTable().Matches(File.ReadAllText(file)).Where(match => !string.Equals(match.Groups["schema"].Value, own, StringComparison.OrdinalIgnoreCase)))
            {
                if (Schemas.Contains(match.Groups["schema"].Value, StringComparer.Ordinal) && !match.Groups["table"].Value.StartsWith("v_", StringComparison.Ordinal))
                {
                    yield return $"{Path.GetRelativePath(room.Folder, file)} of {room.Name} touches {match.Groups["schema"].Value}.{match.Groups["table"].Value}";
                }
            }
        }
    }

    /// <summary>What everybody stands on brings nothing along.</summary>
    public static IEnumerable<string> SharedHasNoPackages(Room room) => room is { Floor: Floor.Shared, HasPackages: true } ? [$"{room.Name} has package references"] : [];

    private static bool InContracts(string type) => type.Contains(".Contracts.", StringComparison.Ordinal);

    private static string Last(string name) => name[(name.LastIndexOf('.') + 1)..];

    [GeneratedRegex(@"\b(from|join|into|update|truncate|copy)\s+(only\s+)?(?<schema>[a-z]+)\.(?<table>[a-z_]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ForeignTable();
}
