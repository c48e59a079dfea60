using BookedBarber.Integrations.Features.RunImport;
using BookedBarber.Integrations.Mapping;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Integrations.Features.ImportFromCommandLine;

/// <summary>Finds the network and the location that the command names, and makes them where it may.</summary>
internal sealed class ImportPlace(INetworkTree tree, INetworkEditor editor)
{
    /// <summary>The network. In a dry run one that would be made is only thought of.</summary>
    public async Task<Result<NetworkSummary>> NetworkAsync(ImportArguments words, Profile profile, CancellationToken cancellationToken)
    {
        if (tree.FindNetwork(words.Network!) is { } found)
        {
            return found.Status == "active" ? found : Fault($"The network '{words.Network}' is archived. Restore it first.");
        }

        if (!words.Create)
        {
            var hint = tree.Networks.Count == 0 ? "There is none yet." : ProfileFaults.Suggest(words.Network!, tree.Networks.Select(network => network.Slug));
            return Fault($"There is no network '{words.Network}'. {hint} Add --create to make it.");
        }

        var currency = words.Currency ?? profile.Create?.Currency;
        var zone = words.TimeZone ?? profile.Create?.TimeZone;
        if (currency is null || zone is null)
        {
            return Fault($"To make the network '{words.Network}', say --currency CODE and --time-zone ZONE, such as --currency EUR --time-zone Europe/Berlin.");
        }

        if (!Currency.TryParse(currency, out var known) || !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            return Fault($"'{currency}' must be an ISO 4217 currency such as EUR, and '{zone}' an IANA time zone such as Europe/Berlin.");
        }

        if (words.DryRun)
        {
            return new NetworkSummary(new NetworkId(Guid.Empty), words.Network!, words.Network!, known, zone, "active");
        }

        var made = await editor.CreateNetworkAsync(Caller.System, new NewNetwork(words.Network!, words.Network, currency, zone), cancellationToken);
        return made.Succeeded ? made : Fault($"The network '{words.Network}' could not be made: {Text(made.Problem)}");
    }

    /// <summary>The location of the whole file; none where rows name theirs.</summary>
    public async Task<Result<Place>> LocationAsync(ImportArguments words, Profile profile, NetworkSummary network, CancellationToken cancellationToken)
    {
        if (profile.Location is not null || profile.Record == "location")
        {
            return words.Location is null
                ? new Place(null)
                : Fault($"The rows of {profile.Name} name their location themselves; leave --location out.");
        }

        var locations = tree.LocationsUnder(network.Id, [NodeId.Root(network.Id)]);
        if (words.Location is null && locations.Count == 1)
        {
            return new Place(locations[0]);
        }

        if ((words.Location ?? (words.Create && locations.Count == 0 ? profile.Create?.LocationCode : null)) is not { } code)
        {
            return Fault(locations.Count == 0
                ? $"The network '{network.Slug}' has no location yet. Say --location CODE with --create to make one."
                : $"Say which location: --location CODE. The network has {string.Join(", ", locations.Take(10).Select(location => location.Code))}{(locations.Count > 10 ? " and more" : string.Empty)}.");
        }

        if (tree.FindLocation(network.Id, code) is { } found)
        {
            return new Place(found);
        }

        if (!words.Create)
        {
            return Fault($"There is no location '{code}' in the network '{network.Slug}'. {(locations.Count == 0 ? string.Empty : ProfileFaults.Suggest(code, locations.Select(location => location.Code).Take(50)))} Add --create to make it.");
        }

        return await MakeAsync(words, profile, network, code, cancellationToken);
    }

    private async Task<Result<Place>> MakeAsync(ImportArguments words, Profile profile, NetworkSummary network, string code, CancellationToken cancellationToken)
    {
        var zone = words.TimeZone ?? profile.Create?.TimeZone ?? network.TimeZone;
        var currency = words.Currency ?? profile.Create?.Currency ?? network.Currency.Code;
        var name = words.Location is null ? profile.Create?.LocationName ?? code : code;
        if (words.DryRun)
        {
            var root = LocationResolver.RootOf(network);
            return new Place(root with { Code = code, Name = name, Currency = Currency.Of(currency), Zone = TimeZoneInfo.FindSystemTimeZoneById(zone) });
        }

        var made = await editor.UpsertNodesAsync(Scope.OfSystem(network.Id), [new NewNode(NodeKind.Location, code, name, TimeZone: zone, Currency: currency)], cancellationToken);
        return made.Succeeded ? new Place(made.Value[0]) : Fault($"The location '{code}' could not be made: {Text(made.Problem)}");
    }

    private static string Text(Problem problem) => problem.Fields is [{ } field, ..] ? $"{field.Field}: {field.Detail}" : problem.Detail;

    private static Problem Fault(string sentence) => new("invalid_request", sentence);
}

/// <summary>Where records go that name no location themselves.</summary>
internal sealed record Place(Node? Node);
