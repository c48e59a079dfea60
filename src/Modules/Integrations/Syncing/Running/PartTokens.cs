using System.Text.Json;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Storage;

namespace BookedBarber.Integrations.Syncing.Running;

/// <summary>The cursor of a stream with tokens that is read over another: one token for each item of that other, kept as a JSON object by its key.</summary>
internal static class PartTokens
{
    /// <summary>Whether a stream keeps several.</summary>
    public static bool Has(VendorStream stream) => stream is { Cursor.Kind: CursorKind.Token, Over: not null };

    /// <summary>The tokens that were kept; none where the cursor is none, or was kept before there were several.</summary>
    public static IReadOnlyDictionary<string, string> Read(string? cursor)
    {
        try
        {
            return cursor is { } text && text.StartsWith('{') ? StorageJson.Deserialize<Dictionary<string, string>>(text) : new Dictionary<string, string>();
        }
        catch (JsonException)
        {
            return new Dictionary<string, string>(); // a token that only looks like an object: everything is read once more, and nothing is lost
        }
    }

    /// <summary>The cursor to keep.</summary>
    public static string Write(IReadOnlyDictionary<string, string> tokens) => StorageJson.Serialize(tokens);

    /// <summary>What an item is known by among the tokens.</summary>
    public static string KeyOf(Manifest manifest, VendorStream stream, IReadOnlyList<JsonElement>? over) =>
        over is [var item, ..] && manifest.Stream(stream.Over!.Stream)?.Key.FindText(item) is { } key ? key : string.Empty;
}
