namespace BookedBarber.Integrations.Connectors;

/// <summary>A connector as catalogue, list and documents show it: made of its manifest, so that none of them says what is not so.</summary>
/// <param name="Vendor">Name by which a connection is started.</param>
/// <param name="Title">Name for people.</param>
/// <param name="Category">Category.</param>
/// <param name="Description">What flows.</param>
/// <param name="Docs">The vendor's page.</param>
/// <param name="Level">network or location: where a connection is usually made.</param>
/// <param name="Auth">Scheme of authorisation.</param>
/// <param name="Scopes">What is asked for, and why.</param>
/// <param name="Fields">What the user types.</param>
/// <param name="Streams">What comes in.</param>
/// <param name="Actions">What goes out.</param>
/// <param name="Webhooks">Events that the vendor sends by itself.</param>
/// <param name="HasSandbox">Whether it can be tried without an account.</param>
/// <param name="Later">Not yet: what the vendor offers and the connector does not use.</param>
/// <param name="Cannot">What the vendor does not offer, and why.</param>
/// <param name="Status">ready, or own for a connector that the network added.</param>
/// <param name="Version">Version of the manifest.</param>
internal sealed record CatalogueEntry(
    string Vendor,
    string Title,
    string Category,
    string Description,
    string Docs,
    string Level,
    string Auth,
    IReadOnlyList<CatalogueReason> Scopes,
    IReadOnlyList<CatalogueField> Fields,
    IReadOnlyList<CatalogueStream> Streams,
    IReadOnlyList<CatalogueAction> Actions,
    IReadOnlyList<string> Webhooks,
    bool HasSandbox,
    IReadOnlyList<CatalogueReason> Later,
    IReadOnlyList<CatalogueReason> Cannot,
    string Status,
    int Version)
{
    /// <summary>The entry of a manifest.</summary>
    public static CatalogueEntry Of(Manifest manifest) => new(
        manifest.Name,
        manifest.Title,
        manifest.Category,
        manifest.Description,
        manifest.Docs,
        ManifestWords.Of(manifest.Level),
        ManifestWords.Of(manifest.Auth.Kind),
        Reasons(manifest.Auth.Scopes),
        [.. manifest.Settings.Select(field => FieldOf(field, isSetting: true)), .. manifest.Auth.Fields.Select(field => FieldOf(field, isSetting: false))],
        [.. manifest.Streams.Where(stream => stream.Record is not null).Select(stream => new CatalogueStream(stream.Name, stream.Title, stream.Record!, ManifestWords.Of(stream.Deletes)))],
        [.. manifest.Actions.Select(action => new CatalogueAction(action.Name, action.Title, action.Record))],
        [.. manifest.Webhooks?.Events.Select(entry => entry.Type).Distinct() ?? []],
        manifest.Inbox is null && !manifest.IsOwn,
        Reasons(manifest.Later),
        Reasons(manifest.Cannot),
        manifest.IsOwn ? "own" : "ready",
        manifest.Version);

    private static CatalogueField FieldOf(ConnectorField field, bool isSetting) => new(field.Name, field.Title, field.Help, field.IsSecret, field.IsRequired, field.Default, field.Choices, isSetting);

    private static IReadOnlyList<CatalogueReason> Reasons(IReadOnlyDictionary<string, string> reasons) => [.. reasons.Select(entry => new CatalogueReason(entry.Key, entry.Value))];
}

/// <summary>A name with a sentence about it.</summary>
/// <param name="Name">Scope or capability.</param>
/// <param name="Reason">The sentence.</param>
internal sealed record CatalogueReason(string Name, string Reason);

/// <summary>Something that the user types.</summary>
/// <param name="Name">Name in requests.</param>
/// <param name="Title">Label.</param>
/// <param name="Help">Where to find it.</param>
/// <param name="IsSecret">Whether it is hidden while typing and never shown again.</param>
/// <param name="IsRequired">Whether a connection needs it.</param>
/// <param name="Default">Filled in at first.</param>
/// <param name="Choices">The values there are; empty: any.</param>
/// <param name="IsSetting">Whether it is sent among the settings, which stay readable; else among the credentials.</param>
internal sealed record CatalogueField(string Name, string Title, string? Help, bool IsSecret, bool IsRequired, string? Default, IReadOnlyList<string> Choices, bool IsSetting);

/// <summary>A kind of record that comes in.</summary>
/// <param name="Name">Name of the stream.</param>
/// <param name="Title">For people.</param>
/// <param name="Record">Type of canonical record.</param>
/// <param name="Deletes">What proves that one is gone at the vendor.</param>
internal sealed record CatalogueStream(string Name, string Title, string Record, string Deletes);

/// <summary>Something that can be done at the vendor.</summary>
/// <param name="Name">Name of the action.</param>
/// <param name="Title">For people.</param>
/// <param name="Record">Type of canonical record that is sent; null: free input.</param>
internal sealed record CatalogueAction(string Name, string Title, string? Record);
