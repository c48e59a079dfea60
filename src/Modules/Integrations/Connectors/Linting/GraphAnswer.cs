namespace BookedBarber.Integrations.Connectors.Linting;

/// <summary>The answer to a GraphQL request: what was selected, under <c>data</c>.</summary>
internal sealed class GraphAnswer(ApiShape data) : ApiShape
{
    public override bool IsOpen => false;

    public override IReadOnlyCollection<string> Names => ["data", "errors", "extensions"];

    public override ApiShape? Element => null;

    public override bool IsList => false;

    public override ApiShape? Property(string name) => name == "data" ? data : null;
}
