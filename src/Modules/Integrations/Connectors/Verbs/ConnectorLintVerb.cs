using BookedBarber.Integrations.Connectors.Linting;
using BookedBarber.Integrations.Mapping;
using BookedBarber.Shared;

namespace BookedBarber.Integrations.Connectors.Verbs;

/// <summary><c>connector lint</c>: what is wrong with a manifest.</summary>
internal sealed class ConnectorLintVerb : IOfflineVerb
{
    public string Name => "connector lint";

    public string Summary => "Check a connector's manifest, also against the vendor's API description.";

    public string Usage =>
        """
        Usage: ./run connector lint FILE [--description FILE]…

          --description FILE   the vendor's description: OpenAPI 2 or 3 (JSON or YAML), Google discovery (JSON), GraphQL schema (.graphql)
                               or XML schema (.xsd, .xml); several may be given

        Every fault is told as FILE:LINE:COLUMN, with its cause and what to write instead. Exit code: 0 none, 1 some, 2 the files cannot be read.
        """;

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var (file, rest) = (arguments.FirstOrDefault() ?? "-", arguments.Skip(1).ToList());
        if (file.StartsWith('-') || rest.Count % 2 != 0 || rest.Where((_, index) => index % 2 == 0).Any(word => word != "--description"))
        {
            await error.WriteLineAsync(Usage);
            return 2;
        }

        var descriptions = new List<ApiDescription>();
        try
        {
            foreach (var path in rest.Where((_, index) => index % 2 == 1))
            {
                var read = ApiDescriptionReader.Read(path, await File.ReadAllTextAsync(path, cancellationToken));
                if (!read.Succeeded)
                {
                    await error.WriteLineAsync($"{path}: {read.Problem.Detail}");
                    return 2;
                }

                descriptions.Add(read.Value);
            }

            var yaml = await File.ReadAllTextAsync(file, cancellationToken);
            var faults = ConnectorLint.Check(yaml, descriptions);
            foreach (var fault in faults)
            {
                await output.WriteLineAsync($"{file}:{fault.At.Line}:{fault.At.Column}: {fault.Cause}{(fault.Suggestion is null ? string.Empty : " " + fault.Suggestion)}");
            }

            await output.WriteLineAsync(faults.Count == 0 ? $"{file}: no faults." : $"{file}: {faults.Count} fault{(faults.Count == 1 ? string.Empty : "s")}.");
            return faults.Count == 0 ? 0 : 1;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"{fault.Message} Check the path.");
            return 2;
        }
    }
}
