using System.Globalization;
using BookedBarber.Integrations.Mapping;
using BookedBarber.Network.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Integrations.Features.Exporting;

/// <summary><c>export</c>: records of a network as a file.</summary>
internal sealed class ExportVerb(INetworkTree tree, ExportRecords export) : IVerb
{
    private static readonly string[] Options = ["--network", "--record", "--format", "--from", "--to", "--output"];

    public string Name => "export";

    public string Summary => "Write records of a network to a CSV or JSON file.";

    public string Usage =>
        """
        Usage: ./run export --network SLUG --record NAME [--format csv|json] [--from DAY] [--to DAY] [--output FILE]

          --record NAME    bookings, clients, daily-closes, products, sales, services, shifts or staff,
                           or what connected systems bring, such as invoices, leads, campaigns or reviews
          --from, --to     business days, both included, as 2018-03-31
          --output FILE    else standard output

        import --profile bookedbarber/NAME reads such a file of the first eight.
        """;

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < arguments.Count; i += 2)
        {
            if (!Options.Contains(arguments[i]) || i + 1 == arguments.Count)
            {
                return await FailAsync(error, Options.Contains(arguments[i]) ? $"Say a value after {arguments[i]}." : $"There is no option '{arguments[i]}'. {ProfileFaults.Suggest(arguments[i], Options)}");
            }

            words[arguments[i]] = arguments[i + 1];
        }

        await tree.LoadAsync(cancellationToken);
        if (!words.TryGetValue("--network", out var slug) || tree.FindNetwork(slug) is not { } network)
        {
            return await FailAsync(error, slug is null ? "Say which network: --network SLUG." : $"There is no network '{slug}'. {ProfileFaults.Suggest(slug, tree.Networks.Select(known => known.Slug))}");
        }

        if (!words.TryGetValue("--record", out var record) || ExportTables.Find(record) is not { } table)
        {
            return await FailAsync(error, $"Say which records: --record NAME. Known are: {string.Join(", ", ExportTables.All.Select(known => known.Name))}.");
        }

        var format = words.GetValueOrDefault("--format", "csv");
        if (format is not "csv" and not "json" || !TryDay(words, "--from", DateOnly.MinValue, out var from) || !TryDay(words, "--to", DateOnly.MaxValue, out var to) || from > to)
        {
            return await FailAsync(error, "The format is csv or json; days are written as 2018-03-31, and --to is not before --from.");
        }

        Period? days = words.ContainsKey("--from") || words.ContainsKey("--to") ? new Period(from, to) : null;
        var scope = Scope.OfSystem(network.Id);
        await export.NoteAsync(scope, table, format, days, cancellationToken);
        await using var target = words.TryGetValue("--output", out var path) ? File.Create(path) : Console.OpenStandardOutput();
        await export.WriteAsync(scope, table, format == "json", days, target, cancellationToken);
        return 0;
    }

    private static bool TryDay(Dictionary<string, string> words, string option, DateOnly otherwise, out DateOnly day)
    {
        day = otherwise;
        return !words.TryGetValue(option, out var text) || DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
    }

    private static async Task<int> FailAsync(TextWriter error, string sentence)
    {
        await error.WriteLineAsync(sentence);
        return 2;
    }
}
