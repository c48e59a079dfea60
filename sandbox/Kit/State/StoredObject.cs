using System.Text.Json;
using System.Text.Json.Nodes;

namespace BookedBarber.Sandbox.Kit.State;

/// <summary>One object at the vendor, as it is at one moment; a change replaces it. <see cref="Body"/> is never changed in place.</summary>
internal sealed record StoredObject(string Id, JsonObject Body, DateTimeOffset Created, DateTimeOffset Updated, long Sequence, int Version, bool Deleted)
{
    // A record's copy takes its fields along, so the element says of which body it was made.
    private (JsonObject Of, JsonElement Element)? _written;

    /// <summary>The body ready to be written: pages of hundreds are served from this without building a tree again.</summary>
    public JsonElement Element
    {
        get
        {
            if (_written is not { } written || !ReferenceEquals(written.Of, Body))
            {
                _written = written = (Body, JsonSerializer.SerializeToElement(Body));
            }

            return written.Element;
        }
    }

    /// <summary>A copy that the caller may change, for answers that differ from what is stored.</summary>
    public JsonObject Copy() => (JsonObject)Body.DeepClone();

    /// <summary>The text at a dotted path, or null.</summary>
    public string? Text(string path) => Body.Text(path);

    /// <summary>The whole number at a dotted path, or 0.</summary>
    public long Number(string path) => Body.Number(path);
}
