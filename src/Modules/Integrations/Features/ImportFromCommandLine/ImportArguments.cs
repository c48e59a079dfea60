using BookedBarber.Integrations.Mapping;

namespace BookedBarber.Integrations.Features.ImportFromCommandLine;

/// <summary>The words after <c>import</c>.</summary>
internal sealed record ImportArguments
{
    private static readonly string[] Options = ["--network", "--profile", "--location", "--report", "--currency", "--time-zone", "--check", "--create", "--dry-run", "--profiles"];

    public string? Network { get; private init; }

    public string? Profile { get; private init; }

    public string? Location { get; private init; }

    public string? Report { get; private init; }

    public string? Currency { get; private init; }

    public string? TimeZone { get; private init; }

    public string? Check { get; private init; }

    public bool Create { get; private init; }

    public bool DryRun { get; private init; }

    public bool ListProfiles { get; private init; }

    public IReadOnlyList<string> Files { get; private init; } = [];

    /// <summary>Reads the words; null with the fault told.</summary>
    public static ImportArguments? Read(IReadOnlyList<string> words, out string fault)
    {
        fault = string.Empty;
        var read = new ImportArguments();
        var files = new List<string>();
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            if (!word.StartsWith("--", StringComparison.Ordinal))
            {
                files.Add(word);
                continue;
            }

            if (word is "--create" or "--dry-run" or "--profiles")
            {
                read = word switch
                {
                    "--create" => read with { Create = true },
                    "--dry-run" => read with { DryRun = true },
                    _ => read with { ListProfiles = true },
                };
                continue;
            }

            if (!Options.Contains(word))
            {
                fault = $"There is no option '{word}'. {ProfileFaults.Suggest(word, Options)}";
                return null;
            }

            if (++i == words.Count)
            {
                fault = $"Say a value after {word}.";
                return null;
            }

            read = word switch
            {
                "--network" => read with { Network = words[i] },
                "--profile" => read with { Profile = words[i] },
                "--location" => read with { Location = words[i] },
                "--report" => read with { Report = words[i] },
                "--currency" => read with { Currency = words[i] },
                "--time-zone" => read with { TimeZone = words[i] },
                _ => read with { Check = words[i] },
            };
        }

        read = read with { Files = files };
        fault = read switch
        {
            { ListProfiles: true } or { Check: not null } => string.Empty,
            { Network: null } => "Say which network: --network SLUG.",
            { Profile: null } => "Say which profile: --profile NAME or --profile FILE.yaml (import --profiles lists the names).",
            { Files.Count: 0 } => "Name the file or files to import.",
            _ => string.Empty,
        };
        return fault.Length == 0 ? read : null;
    }
}
