using System.Text.Json;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Network.Contracts;

namespace BookedBarber.Integrations.Syncing.Intake;

/// <summary>An item of the vendor, mapped, on its way into the records.</summary>
/// <param name="Raw">As the vendor sent it.</param>
/// <param name="Mapped">What the map made of it.</param>
/// <param name="Place">The unit it belongs to; null: not known yet, or left out.</param>
/// <param name="IsIgnored">Whether its place is left out.</param>
/// <param name="Json">The canonical record in its one form; empty where there is none.</param>
/// <param name="Content">Hash of <paramref name="Json"/>.</param>
/// <param name="VendorAt">When the vendor last changed it, as its cursor says; null where the stream has no such field.</param>
internal sealed record IntakeItem(JsonElement Raw, MappedItem Mapped, Node? Place, bool IsIgnored, byte[] Json, byte[] Content, DateTimeOffset? VendorAt)
{
    /// <summary>Key at the vendor.</summary>
    public string Key => Mapped.Key;

    /// <summary>Its version at the vendor; the hash of what it says where the vendor has none.</summary>
    public string? Version => Mapped.Version;
}
