namespace BookedBarber.Integrations.Connectors;

/// <summary>A connector: all that the engine knows of a vendor, read from its <c>connector.yaml</c>.</summary>
/// <param name="Name">Stable name, <c>[a-z0-9-]</c>; the folder's name and the vendor's name in every address and table.</param>
/// <param name="Title">Name for people.</param>
/// <param name="Category">One of <see cref="ConnectorCategories.All"/>.</param>
/// <param name="Description">One sentence for the catalogue: what flows.</param>
/// <param name="Docs">Page of the vendor that the facts come from.</param>
/// <param name="Level">Where a connection is usually made.</param>
/// <param name="Hosts">Addresses by name; <c>main</c> is always there.</param>
/// <param name="Headers">Sent with every request, such as the vendor's version header.</param>
/// <param name="Settings">What a connection must know besides its credentials, such as a shop's name; filled in by the user or from <see cref="Account"/>.</param>
/// <param name="Auth">How a connection is authorised.</param>
/// <param name="Account">Where the vendor's id of the account, its name and settings are learned; null: the user's settings say all.</param>
/// <param name="Limits">Declared budgets; all hold at once. Empty: the vendor publishes none.</param>
/// <param name="Report">Where answers tell about the budget; null: nowhere.</param>
/// <param name="Errors">How answers tell faults.</param>
/// <param name="Streams">What comes in, in the order to be read: what others refer to first.</param>
/// <param name="Actions">What goes out.</param>
/// <param name="Webhooks">What the vendor sends by itself; null: nothing.</param>
/// <param name="Health">A cheap request that shows that the connection works; null for connectors that call nobody.</param>
/// <param name="Inbox">For connectors without requests: how items come; null for all others.</param>
/// <param name="Cannot">What the vendor does not offer: capability → reason.</param>
/// <param name="Later">What the vendor offers and the manifest does not use yet: capability → what it would bring.</param>
/// <param name="IsOwn">Whether a network added it at run time; false: it is built in.</param>
/// <param name="Version">Counts the versions of a network's own manifest, from 1; 1 for built-in ones.</param>
/// <param name="Fingerprint">Hash of the text: tells two versions apart.</param>
/// <param name="Yaml">The text it was read from.</param>
internal sealed record Manifest(
    string Name,
    string Title,
    string Category,
    string Description,
    string Docs,
    ConnectionLevel Level,
    IReadOnlyDictionary<string, VendorHost> Hosts,
    IReadOnlyDictionary<string, Template> Headers,
    IReadOnlyList<ConnectorField> Settings,
    Authorisation Auth,
    AccountSource? Account,
    IReadOnlyList<RateLimit> Limits,
    LimitReport? Report,
    ErrorShape Errors,
    IReadOnlyList<VendorStream> Streams,
    IReadOnlyList<VendorAction> Actions,
    HookShape? Webhooks,
    RequestTemplate? Health,
    InboxShape? Inbox,
    IReadOnlyDictionary<string, string> Cannot,
    IReadOnlyDictionary<string, string> Later,
    bool IsOwn,
    int Version,
    string Fingerprint,
    string Yaml)
{
    /// <summary>A stream by name; null: there is none.</summary>
    public VendorStream? Stream(string name) => Streams.FirstOrDefault(stream => stream.Name == name);

    /// <summary>An action by name; null: there is none.</summary>
    public VendorAction? Action(string name) => Actions.FirstOrDefault(action => action.Name == name);
}
