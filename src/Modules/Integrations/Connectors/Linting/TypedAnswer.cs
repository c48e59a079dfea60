namespace BookedBarber.Integrations.Connectors.Linting;

/// <summary>The answer to a query that names a type: somewhere in it, under the type's name, is a list of such.</summary>
internal sealed class TypedAnswer(string name, ApiShape type) : ApiShape
{
    public override bool IsOpen => true;

    public override IReadOnlyCollection<string> Names => [name];

    public override ApiShape? Element => null;

    public override bool IsList => false;

    // What is around the list is the vendor's envelope, which its schema of types does not describe.
    public override ApiShape? Property(string step) => step == name ? type : this;
}
