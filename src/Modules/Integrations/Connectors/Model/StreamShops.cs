using YamlDotNet.RepresentationModel;

namespace BookedBarber.Integrations.Connectors;

/// <summary>Where an item of a list (a service, a product, a member of staff, a client) says at which of the vendor's places it is.</summary>
/// <param name="At">The vendor's keys of the places.</param>
/// <param name="Everywhere">Condition for items that are at all of them; null: none says so.</param>
/// <param name="Except">Keys of the places where an item that is everywhere is not; null: none are named.</param>
internal sealed record StreamShops(ItemPath At, YamlNode? Everywhere, ItemPath? Except);
