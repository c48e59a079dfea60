using BookedBarber.Integrations.Features.RunImport;
using BookedBarber.Integrations.Mapping;
using BookedBarber.Integrations.Profiles;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Integrations.Features.UploadImport;

/// <summary>What an upload asks for, once it is understood.</summary>
/// <param name="Location">For profiles whose rows do not name one.</param>
internal sealed record ImportRequest(Profile Profile, string Yaml, Node? Location, bool DryRun)
{
    /// <summary>Understands the fields of an upload.</summary>
    /// <param name="needsLocation">Whether a location must be known; previews do without.</param>
    public static Result<ImportRequest> Of(Upload upload, Scope scope, INetworkTree tree, bool needsLocation)
    {
        var yaml = upload.Field("profileYaml") ?? (upload.Field("profile") is { } name ? BuiltInProfiles.Find(name) : null);
        if (yaml is null)
        {
            return upload.Field("profile") is { } unknown
                ? Fault("profile", "unknown_profile", $"There is no profile '{unknown}'. {ProfileFaults.Suggest(unknown, BuiltInProfiles.Names)}")
                : Fault("profile", "required", "Say which profile to use, or send your own as profileYaml.");
        }

        if (ProfileReader.Read(yaml, out var faults) is not { } profile)
        {
            return Problem.Invalid([.. faults.Take(20).Select(fault => new FieldProblem($"profileYaml({fault.At.Line},{fault.At.Column})", "invalid_profile", $"{fault.Cause} {fault.Suggestion}".TrimEnd()))]);
        }

        var location = LocationOf(upload, scope, tree, profile, needsLocation);
        return location.Succeeded
            ? new ImportRequest(profile, yaml, location.Value.Node, upload.Field("dryRun") is "true" or "1" or "on")
            : location.Problem;
    }

    private static Result<Found> LocationOf(Upload upload, Scope scope, INetworkTree tree, Profile profile, bool needed)
    {
        if (profile.Record == "location")
        {
            return scope.SeesWholeNetwork || !needed ? new Found(null) : Problem.Forbidden("import locations; it changes the whole network");
        }

        if (profile.Location is not null)
        {
            return new Found(null);
        }

        if (upload.Field("locationId") is { } text)
        {
            return Guid.TryParse(text, out var id) && tree.Find(new NodeId(id)) is { Kind: NodeKind.Location } node && node.Network == scope.Network && scope.Sees(node.Ref)
                ? new Found(node)
                : Problem.NotFound("location");
        }

        var seen = tree.LocationsUnder(scope.Network, scope.Roots);
        return seen.Count == 1 ? new Found(seen[0])
            : needed ? Fault("locationId", "required", "The rows of this profile do not name a location; say which one.")
            : new Found(seen.Count > 0 ? seen[0] : null);
    }

    private static Problem Fault(string field, string code, string detail) => Problem.Invalid(new FieldProblem(field, code, detail));

    private sealed record Found(Node? Node);
}
