namespace BookedBarber.Integrations.Connectors.Linting;

/// <summary>A type with further properties, such as an item with what it was expanded from.</summary>
internal sealed class AddedShape(ApiShape inner, IReadOnlyDictionary<string, ApiShape?> added) : ApiShape
{
    public override bool IsOpen => inner.IsOpen;

    public override IReadOnlyCollection<string> Names => [.. inner.Names, .. added.Keys];

    public override ApiShape? Element => inner.Element;

    public override bool IsList => inner.IsList;

    public override ApiShape? Property(string name) => added.TryGetValue(name, out var shape) ? shape : inner.Property(name);
}
