using System.Text;
using BookedBarber.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Host.Verbs;

/// <summary>Which verbs there are: asked of the modules before anything is started, so that help and typing errors cost nothing.</summary>
internal sealed class VerbCatalogue
{
    private readonly IReadOnlyList<IVerb> _verbs;

    public VerbCatalogue(IServiceProvider services) => _verbs = [.. services.GetServices<IVerb>().OrderBy(verb => verb.Name, StringComparer.Ordinal)];

    public sealed record Matched(string Name, string Usage, IReadOnlyList<string> Arguments, bool NeedsDatabase);

    /// <summary>The verb with the longest name that the arguments begin with.</summary>
    public Matched? Match(IReadOnlyList<string> args) =>
        _verbs
            .Select(verb => (Verb: verb, Words: verb.Name.Split(' ')))
            .Where(candidate => candidate.Words.Length <= args.Count && candidate.Words.SequenceEqual(args.Take(candidate.Words.Length), StringComparer.Ordinal))
            .OrderByDescending(candidate => candidate.Words.Length)
            .Select(candidate => new Matched(candidate.Verb.Name, candidate.Verb.Usage, [.. args.Skip(candidate.Words.Length)], candidate.Verb is not IOfflineVerb))
            .FirstOrDefault();

    public string Help()
    {
        var help = new StringBuilder("BookedBarber: the franchise platform for barbershops.\n\nUsage: ./run [VERB …]\n\n");
        help.Append("  serve                 Serve the app and the interfaces (the default).\n");
        foreach (var verb in _verbs)
        {
            help.Append("  ").Append(verb.Name.PadRight(22)).Append(verb.Summary).Append('\n');
        }

        return help.Append("\n'./run VERB --help' tells more. Settings by environment: BOOKEDBARBER_URLS, BOOKEDBARBER_DATA, BOOKEDBARBER_DEMO,\nBOOKEDBARBER_DEMO_PASSWORD, ConnectionStrings__Postgres.").ToString();
    }
}
