using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace BookedBarber.Integrations.Mapping;

/// <summary>Reads YAML that may come from anybody: small, shallow, without aliases, one document.</summary>
internal static class YamlText
{
    private const int MaxLength = 256 * 1024;
    private const int MaxDepth = 24;

    /// <summary>The document's root, or null with the faults told.</summary>
    public static YamlMappingNode? Read(string yaml, ProfileFaults faults)
    {
        if (yaml.Length > MaxLength)
        {
            faults.Add(new Place(1, 1), $"A profile may have {MaxLength / 1024} kB; this has {yaml.Length / 1024}.", "Move long tables into the data.");
            return null;
        }

        try
        {
            if (!IsHarmless(yaml, faults))
            {
                return null;
            }

            var stream = new YamlStream();
            using var reader = new StringReader(yaml);
            stream.Load(reader);
            if (stream.Documents is [{ RootNode: YamlMappingNode root }])
            {
                return root;
            }

            faults.Add(new Place(1, 1), "A profile is one YAML mapping.", "Begin with: profile: NAME");
        }
        catch (YamlException fault)
        {
            faults.Add(PlaceOf(fault.Start), $"This is not YAML: {fault.Message}", "Check indentation and quotes; texts that begin with a brace or hold a colon need quotes.");
        }

        return null;
    }

    /// <summary>Where a node stands.</summary>
    public static Place At(this YamlNode node) => PlaceOf(node.Start);

    private static Place PlaceOf(Mark mark) => new((int)mark.Line, (int)mark.Column);

    // The parser goes event by event, so a deep or self-referring document is refused before anything is built of it.
    private static bool IsHarmless(string yaml, ProfileFaults faults)
    {
        using var reader = new StringReader(yaml);
        var parser = new Parser(reader);
        var depth = 0;
        while (parser.MoveNext())
        {
            switch (parser.Current)
            {
                case AnchorAlias alias:
                    faults.Add(PlaceOf(alias.Start), "Aliases (*name) are not part of the mapping language.", "Write the part out.");
                    return false;
                case MappingStart or SequenceStart when ++depth > MaxDepth:
                    faults.Add(PlaceOf(parser.Current.Start), $"The profile is nested deeper than {MaxDepth} levels.", "No record needs that.");
                    return false;
                case MappingEnd or SequenceEnd:
                    depth--;
                    break;
            }
        }

        return true;
    }
}
