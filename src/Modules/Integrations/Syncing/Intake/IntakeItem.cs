using System.Text.Json;
using BookedBarber.Integrations.Connectors;
using BookedBarber.Integrations.Syncing.Places;

namespace BookedBarber.Integrations.Syncing.Intake;

/// <summary>An item of the vendor, mapped, on its way into the records.</summary>
/// <param name="Raw">As the vendor sent it.</param>
/// <param name="Mapped">What the map made of it.</param>
/// <param name="Placement">Where it belongs.</param>
/// <param name="Json">The canonical record in its one form; empty where there is none.</param>
/// <param name="Content">Hash of <paramref name="Json"/>.</param>
/// <param name="VendorAt">When the vendor last changed it, as its cursor says; null where the stream has no such field.</param>
internal sealed record IntakeItem(JsonElement Raw, MappedItem Mapped, Placement Placement, byte[] Json, byte[] Content, DateTimeOffset? VendorAt)
{
    /// <summary>Key at the vendor.</summary>
    public string Key => Mapped.Key;

    /// <summary>Its version at the vendor; the hash of what it says where the vendor has none.</summary>
    public string? Version => Mapped.Version;
}
