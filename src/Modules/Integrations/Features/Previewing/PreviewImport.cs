using System.Text.Json;
using BookedBarber.Integrations.Features.RunImport;
using BookedBarber.Integrations.Features.UploadImport;
using BookedBarber.Integrations.Mapping;
using BookedBarber.Integrations.Profiles;
using BookedBarber.Integrations.Reading;
using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Integrations.Features.Previewing;

/// <summary>The first rows of a file, before and after mapping. Writes nothing.</summary>
/// <param name="Profile">The profile used: the one asked for, or the built-in one whose columns the file has.</param>
/// <param name="Encoding">Encoding found.</param>
/// <param name="Delimiter">Delimiter found; null for JSON.</param>
/// <param name="Columns">Columns of the file.</param>
/// <param name="Rows">At most ten.</param>
internal sealed record ImportPreview(string Profile, string Encoding, string? Delimiter, IReadOnlyList<string> Columns, IReadOnlyList<PreviewRow> Rows);

/// <summary>A row before and after.</summary>
/// <param name="Line">Line it begins on, from 1.</param>
/// <param name="Cells">As in the file.</param>
/// <param name="Record">What it becomes; null when it is refused.</param>
/// <param name="Problems">Why it is refused.</param>
internal sealed record PreviewRow(int Line, IReadOnlyList<string> Cells, JsonElement? Record, IReadOnlyList<FieldProblem> Problems);

internal sealed class PreviewImport(INetworkTree tree, IRecordWriter writer, TimeProvider clock)
{
    private const int Rows = 10;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new DecimalString(), new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) } };

    public async Task<Result<ImportPreview>> RunAsync(Scope scope, Upload upload, CancellationToken cancellationToken)
    {
        await tree.LoadAsync(cancellationToken);
        if (upload.Files.Count == 0 || tree.FindNetwork(scope.Network) is not { } network)
        {
            return Problem.Invalid(new FieldProblem("file", "required", "Send a file."));
        }

        var file = upload.Files[0];
        try
        {
            if (upload.Field("profile") is null && upload.Field("profileYaml") is null)
            {
                return Guess(file) is { } guessed
                    ? Show(guessed, scope, network, LocationFor(scope), file)
                    : Problem.Invalid(new FieldProblem("profile", "required", "No built-in profile has the columns of this file. Choose one, or write your own."));
            }

            var asked = ImportRequest.Of(upload, scope, tree, needsLocation: false);
            return asked.Succeeded ? Show(asked.Value.Profile, scope, network, asked.Value.Location ?? LocationFor(scope), file) : asked.Problem;
        }
        catch (ImportFileException fault)
        {
            return new Problem(fault.Code, $"line {fault.Line}: {fault.Message}", ProblemKind.Refused);
        }
    }

    private Node? LocationFor(Scope scope) => tree.LocationsUnder(scope.Network, scope.Roots) is [var first, ..] ? first : null;

    private static Profile? Guess(ImportFile file) => BuiltInProfiles.All()
        .Where(profile => Fits(profile, file))
        .OrderByDescending(profile => profile.Fields.Count)
        .FirstOrDefault();

    private static bool Fits(Profile profile, ImportFile file)
    {
        try
        {
            using var reader = RowReader.Open(file.Open(), profile);
            var row = new Row(profile.Fields);
            return reader.Read(row) == RowState.Row && Enumerable.Range(0, profile.Fields.Count).Any(field => !row[field].IsEmpty);
        }
        catch (ImportFileException)
        {
            return false; // not this profile's columns
        }
    }

    private Result<ImportPreview> Show(Profile profile, Scope scope, NetworkSummary network, Node? location, ImportFile file)
    {
        var job = new ImportJob(Guid.Empty, scope, network, profile, location ?? LocationResolver.RootOf(network), CreateLocations: false, DryRun: true, [file]);
        return profile.Builder.Accept(profile, new Visitor(job, new LocationResolver(job, tree, clock), writer));
    }

    private sealed class Visitor(ImportJob job, LocationResolver locations, IRecordWriter writer) : IProfileVisitor<ImportPreview>
    {
        public ImportPreview Visit<T>(Profile profile, RecordBuilder<T> builder)
            where T : CanonicalRecord
        {
            using var reader = RowReader.Open(job.Files[0].Open(), profile);
            var row = new Row(profile.Fields);
            var rows = new List<PreviewRow>();
            while (rows.Count < Rows && reader.Read(row) is var state && state != RowState.End)
            {
                rows.Add(state == RowState.Broken ? Broken(reader, row) : Mapped(reader, row, profile, builder));
            }

            return new ImportPreview(profile.Name, reader.Encoding, reader.Delimiter?.ToString(), reader.Columns, rows);
        }

        private static PreviewRow Broken(RowReader reader, Row row) =>
            new(reader.Line, [RowText.Of(reader.Raw)], null, [new FieldProblem(string.Empty, row.Fault!.Code, row.Fault.Detail)]);

        private PreviewRow Mapped<T>(RowReader reader, Row row, Profile profile, RecordBuilder<T> builder)
            where T : CanonicalRecord
        {
            var location = job.Location!;
            if (profile.Location is { } code && code(row, out var text))
            {
                location = locations.Find(text.Span);
                if (location is null)
                {
                    row.Fail("unknown_location", $"there is no location with the code '{text}' in this network, or you have no access to it.");
                    location = job.Location!;
                }
            }

            row.Zone = location.Zone;
            var record = row.Fault is null ? builder.Build(row) : null;
            if (record is null)
            {
                return new PreviewRow(reader.Line, reader.Cells, null, [Told(profile, row.Fault!)]);
            }

            // A part of a sale of several rows is not yet the sale, so only whole records are checked.
            var problem = profile.Group is null && record is not LocationRecord ? writer.Check(new LocatedRecord<T>(location, record)) : null;
            var shown = JsonSerializer.SerializeToElement(record, record.GetType(), Json);
            return new PreviewRow(reader.Line, reader.Cells, shown, problem is null ? [] : problem.Fields ?? [new FieldProblem(string.Empty, problem.Code, problem.Detail)]);
        }

        private static FieldProblem Told(Profile profile, Fault fault) => new(fault.Field >= 0 ? profile.Fields[fault.Field].Name : string.Empty, fault.Code, fault.Detail);
    }
}
