namespace BookedBarber.Integrations.Connectors;

/// <summary>A request with places to be filled in.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Address">Host and path.</param>
/// <param name="Query">Parameters; one whose template has no value is left out. A list gives the parameter several times.</param>
/// <param name="Headers">Besides the manifest's own.</param>
/// <param name="Body">Body; null: none.</param>
/// <param name="Encoding">Of the body.</param>
internal sealed record RequestTemplate(
    HttpMethod Method,
    VendorAddress Address,
    IReadOnlyList<KeyValuePair<string, JsonTemplate>> Query,
    IReadOnlyDictionary<string, Template> Headers,
    JsonTemplate? Body,
    BodyEncoding Encoding);
