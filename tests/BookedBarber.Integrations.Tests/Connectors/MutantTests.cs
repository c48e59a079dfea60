using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Connectors.Linting;

namespace BookedBarber.Integrations.Tests.Connectors;

/// <summary>A wrong manifest does not pass: reader, vendor's description and recorded examples together catch it.</summary>
public sealed class MutantTests(ITestOutputHelper output)
{
    private static readonly IReadOnlyList<(string Vendor, string[] Files)> Vendors =
    [
        ("square", ["square.json"]), ("stripe", ["stripe.json"]), ("sendgrid", ["sendgrid.json"]), ("google-calendar", ["google-calendar.json"]), ("twilio", ["twilio.json"]), ("mailchimp", ["mailchimp.json"]),
    ];

    [Fact]
    public void At_least_95_of_100_mistakes_in_manifests_are_caught()
    {
        var missed = new List<string>();
        var made = 0;
        foreach (var (vendor, files) in Vendors)
        {
            var descriptions = DescriptionTests.Descriptions(files);
            foreach (var mutant in Mutants.Of(BuiltInConnectors.Text(vendor)))
            {
                made++;
                if (!IsCaught(mutant.Yaml, vendor, descriptions))
                {
                    missed.Add($"{vendor}: {mutant.What}");
                }
            }
        }

        output.WriteLine($"{made} mutants, {missed.Count} missed:\n{string.Join('\n', missed)}");
        made.ShouldBeGreaterThan(100);
        ((made - missed.Count) / (double)made).ShouldBeGreaterThanOrEqualTo(0.95, string.Join('\n', missed));
    }

    private static bool IsCaught(string yaml, string vendor, IReadOnlyList<ApiDescription> descriptions)
    {
        if (ManifestReader.Read(yaml, out _) is not { } manifest || manifest.Name != vendor)
        {
            return true;
        }

        return ConnectorLint.Check(yaml, descriptions).Count > 0 || new StaticAcceptance(manifest, example => RecordedPages.Find(vendor, example)).Run().Count > 0;
    }
}
