using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using BookedBarber.Integrations.Mapping;
using BookedBarber.Integrations.Tests.Support;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Integrations.Tests.Mapping;

/// <summary>The guide says what is so: its examples are run, its table of functions is complete, its schema is the program's.</summary>
public sealed partial class GuideTests
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new DecimalString(), new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) } };

    public static TheoryData<int> Examples => [.. Enumerable.Range(0, Blocks().Count)];

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_of_the_guide_does_what_the_guide_says(int number)
    {
        var (yaml, input, expected) = Blocks()[number];
        var profile = Mapped.Profile(yaml);

        var (records, problems) = profile.Builder.Accept(profile, new Run(input));

        problems.ShouldBeEmpty();
        JsonNode.DeepEquals(JsonNode.Parse(records), JsonNode.Parse(expected)).ShouldBeTrue(records);
    }

    [Fact]
    public void The_guide_lists_every_function_as_the_program_has_it()
    {
        var guide = File.ReadAllText(Path("docs/guides/import-profiles.md"));
        foreach (var pipe in Pipes.All.Values)
        {
            guide.ShouldContain($"| {string.Join(", ", pipe.Form.Split(" | ").Select(form => $"`{form}`"))} | {pipe.Text} |");
        }

        Pipes.All.Count.ShouldBe(30);
    }

    /// <remarks>Write it anew with BOOKEDBARBER_ACCEPT=1.</remarks>
    [Fact]
    public void The_schema_in_the_repository_is_the_one_the_program_writes()
    {
        if (Environment.GetEnvironmentVariable("BOOKEDBARBER_ACCEPT") == "1")
        {
            File.WriteAllText(Path("docs/profile.schema.json"), ProfileSchema.Write());
        }

        File.ReadAllText(Path("docs/profile.schema.json")).ShouldBe(ProfileSchema.Write());
    }

    private static List<(string Yaml, string Input, string Expected)> Blocks() =>
        [.. Example().Matches(File.ReadAllText(Path("docs/guides/import-profiles.md"))).Select(match => (match.Groups["yaml"].Value, match.Groups["input"].Value, match.Groups["output"].Value))];

    [GeneratedRegex("```yaml\n(?<yaml>profile:.*?)```\n.*?```(csv|json input)\n(?<input>.*?)```\n.*?```json\n(?<output>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Example();

    private static string Path(string file, [CallerFilePath] string here = "") => System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(here)!, "../../..", file));

    private sealed class Run(string input) : IProfileVisitor<(string Records, IReadOnlyList<string> Problems)>
    {
        public (string Records, IReadOnlyList<string> Problems) Visit<T>(Profile profile, RecordBuilder<T> builder)
            where T : CanonicalRecord
        {
            var (records, refusals, _) = Mapped.File<T>(profile, input);
            return (JsonSerializer.Serialize(records, Json), [.. refusals.Select(refusal => $"{refusal.Line}: {refusal.Detail}")]);
        }
    }
}
