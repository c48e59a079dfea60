using BookedBarber.Integrations.Transport;

namespace BookedBarber.Integrations.Syncing.Comparing;

/// <summary>What a comparison has found.</summary>
internal sealed record ComparedStream
{
    private readonly List<ComparedKey> _examples = [];

    /// <summary>What the vendor has.</summary>
    public SetDigest Theirs { get; } = new();

    /// <summary>What is stored here.</summary>
    public SetDigest Ours { get; } = new();

    /// <summary>Keys that the vendor has.</summary>
    public HashSet<string> Keys { get; } = new(StringComparer.Ordinal);

    /// <summary>Sum of the records' amounts, where they have one.</summary>
    public decimal? TheirsSum { get; set; }

    public decimal? OursSum { get; set; }

    /// <summary>At the vendor and not here.</summary>
    public long Missing { get; set; }

    /// <summary>On both sides with other content.</summary>
    public long Different { get; set; }

    /// <summary>Here and not at the vendor.</summary>
    public long Extra { get; set; }

    /// <summary>Taken back because the vendor said so of the single item.</summary>
    public long Removed { get; set; }

    /// <summary>Why it was given up; null: it was not.</summary>
    public VendorFault? Fault { get; init; }

    public bool IsSame => Missing == 0 && Different == 0 && Extra == 0;

    public IReadOnlyList<ComparedKey> Examples => _examples;

    public void Example(string key, string what)
    {
        if (_examples.Count < CompareStream.MostExamples)
        {
            _examples.Add(new ComparedKey(key, what));
        }
    }
}

/// <summary>A difference.</summary>
/// <param name="Key">Key at the vendor.</param>
/// <param name="What">missing, different or extra.</param>
internal sealed record ComparedKey(string Key, string What);
