namespace BookedBarber.Integrations.Connectors;

/// <summary>What a vendor sends by itself, and how it proves that it is the vendor.</summary>
/// <param name="Scheme">How a delivery is proved.</param>
/// <param name="Secret">Whose secret it is.</param>
/// <param name="Header">Header that carries the signature or token; for <see cref="HookScheme.UrlToken"/> the query parameter.</param>
/// <param name="Part">Name of the signature inside a header such as <c>t=…,v1=…</c>; null: the header is the signature. Several signatures of the name may be there; one that fits is enough.</param>
/// <param name="Encoding">How the signature is written.</param>
/// <param name="Signed">What is signed: <c>{url}</c>, <c>{method}</c>, <c>{body}</c> (the raw bytes), <c>{timestamp}</c>, <c>{id}</c> and <c>{form}</c> (names and values of a form, sorted by name).</param>
/// <param name="Timestamp">Where the time of sending stands; null: nowhere, so a replay is only known by its id.</param>
/// <param name="TimestampFormat">How it is written.</param>
/// <param name="Tolerance">How far it may be from now; null: any.</param>
/// <param name="Format">What the body is.</param>
/// <param name="Items">Where the body has its events; the body itself may be the one event.</param>
/// <param name="Id">What tells an event from others: a template over the event (and <c>header.NAME</c>); null: the hash of the raw body and the event's number in it.</param>
/// <param name="Type">What kind of event it is: a template over the event (and <c>header.NAME</c>).</param>
/// <param name="Account">Template over the event for the vendor's id of the account, where one address serves several; null: the address says which connection.</param>
/// <param name="Register">Subscribes; its templates know <c>hook.url</c>, <c>hook.secret</c>, <c>hook.id</c> and <c>over.…</c>; null: by hand.</param>
/// <param name="Unregister">Ends the subscription; knows <c>hook.key</c>, <c>hook.id</c> and <c>over.…</c>; null: not offered.</param>
/// <param name="Returned">Where the answer to <see cref="Register"/> has the subscription's key and secret.</param>
/// <param name="ByHand">What a person does at the vendor; null: nothing.</param>
/// <param name="Renew">How long a subscription lives; null: until it is ended.</param>
/// <param name="Handshake">A message that only asks whether the address is ours; null: none.</param>
/// <param name="Events">What each type of event means.</param>
internal sealed record HookShape(
    HookScheme Scheme,
    HookSecret Secret,
    string? Header,
    string? Part,
    SignatureEncoding Encoding,
    string? Signed,
    HookTimestamp? Timestamp,
    CursorFormat TimestampFormat,
    TimeSpan? Tolerance,
    HookFormat Format,
    ItemPath Items,
    Template? Id,
    Template? Type,
    Template? Account,
    RequestTemplate? Register,
    RequestTemplate? Unregister,
    HookReturned? Returned,
    string? ByHand,
    TimeSpan? Renew,
    HookHandshake? Handshake,
    IReadOnlyList<HookEvent> Events)
{
    /// <summary>Turns on the signing of a subscription that was just made, where that is off until one asks; knows <c>hook.key</c>. Null: it is on, or there is none.</summary>
    public RequestTemplate? Sign { get; init; }

    /// <summary>Where the answer to <see cref="Sign"/> has the secret.</summary>
    public ItemPath? SignSecret { get; init; }

    /// <summary>Name of the stream whose every item is subscribed to by itself, known to both requests as <c>over.…</c>; null: one subscription for all.</summary>
    public string? Over { get; init; }

    /// <summary>Where the vendor publishes the keys that <see cref="HookScheme.Oidc"/> tokens are signed with (JWKS); null for all other schemes.</summary>
    public Uri? Keys { get; init; }

    /// <summary>Who issues such tokens; one of them must be named.</summary>
    public IReadOnlyList<string> Issuers { get; init; } = [];
}

/// <summary>Where a delivery tells when it was sent; exactly one is set.</summary>
/// <param name="Header">A header.</param>
/// <param name="Part">A part of the signature's header, such as <c>t</c>.</param>
/// <param name="Path">A path in the body.</param>
internal sealed record HookTimestamp(string? Header, string? Part, ItemPath? Path);

/// <summary>Where the answer to a registration has what must be kept.</summary>
/// <param name="Key">The subscription's key; null: none.</param>
/// <param name="Secret">The secret, often shown only this once; null: we chose it, or it is the client's.</param>
internal sealed record HookReturned(ItemPath? Key, ItemPath? Secret);

/// <summary>A message that only asks whether the address is ours.</summary>
/// <param name="Field">Path that only such a message has; null: an empty list of events is one.</param>
/// <param name="Echo">Whether the value is sent back as the answer; false: it is shown to the person who connects.</param>
internal sealed record HookHandshake(ItemPath? Field, bool Echo);

/// <summary>What a type of event means.</summary>
/// <param name="Type">The type; a <c>*</c> at the end stands for anything.</param>
/// <param name="Stream">The stream it belongs to.</param>
/// <param name="Effect">What is done.</param>
/// <param name="Path">For <see cref="HookEffect.Item"/> the path to the item in the event, for <see cref="HookEffect.Refetch"/> and <see cref="HookEffect.Delete"/> to its key; null for others.</param>
internal sealed record HookEvent(string Type, string Stream, HookEffect Effect, ItemPath? Path);

/// <summary>What an event brings about.</summary>
internal enum HookEffect
{
    /// <summary>The event carries the item, which is mapped as if read.</summary>
    Item,

    /// <summary>The event names a key; the item is read by <see cref="VendorStream.One"/>.</summary>
    Refetch,

    /// <summary>The event names the key of a deleted item.</summary>
    Delete,

    /// <summary>The stream is read from its cursor.</summary>
    Sync,

    /// <summary>The vendor says that our access was withdrawn.</summary>
    Disconnect,
}
