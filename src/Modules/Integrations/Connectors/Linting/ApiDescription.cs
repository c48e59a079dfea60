namespace BookedBarber.Integrations.Connectors.Linting;

/// <summary>A vendor's own description of its interface.</summary>
/// <param name="Name">File it was read from.</param>
/// <param name="Operations">Its operations; null for a GraphQL schema or a schema of types.</param>
/// <param name="Graph">A GraphQL schema; null: it is none.</param>
/// <param name="Types">Types by name, for vendors whose queries answer with them; null: none.</param>
internal sealed record ApiDescription(string Name, IReadOnlyList<ApiOperation>? Operations, GraphSchema? Graph, IReadOnlyDictionary<string, ApiShape>? Types);
