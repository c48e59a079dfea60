namespace BookedBarber.Integrations.Connectors;

/// <summary>Something that can be done at a vendor.</summary>
/// <param name="Name">snake_case, unique in the manifest.</param>
/// <param name="Title">For people.</param>
/// <param name="Record">Type of canonical record that is sent; null: the action takes free parameters (<c>input.…</c>).</param>
/// <param name="Request">Creates or changes; its templates know <c>record.…</c>, <c>place</c> (the location's key at the vendor), <c>refs.…</c> (keys at the vendor of records that the record names), <c>versions.…</c> (their versions there) and, for changes, <c>key</c> and <c>version</c>.</param>
/// <param name="Update">Changes a record that has a key at the vendor; null: <see cref="Request"/> does both, or it cannot be changed.</param>
/// <param name="Delete">Removes it; null: not offered.</param>
/// <param name="Idempotency">How a repeat is made harmless; null: only by <see cref="Find"/>.</param>
/// <param name="Find">Looks for a record that an unanswered request may have made; null: not possible.</param>
/// <param name="Returns">Where an answer has the key of what was made; null: nothing is made.</param>
/// <param name="Stream">Stream that reads back what the action writes, so that no echo is taken for news; null: none.</param>
internal sealed record VendorAction(
    string Name,
    string Title,
    string? Record,
    RequestTemplate Request,
    RequestTemplate? Update,
    RequestTemplate? Delete,
    Idempotency? Idempotency,
    FindRequest? Find,
    AnswerSource? Returns,
    string? Stream)
{
    /// <summary>Whether it names the vendor's versions of what the record refers to.</summary>
    public bool NeedsVersions => new[] { Request, Update }.Any(request => request?.Body?.Texts.SelectMany(text => text.Paths).Any(path => path.Steps[0] == "versions") == true);
}

/// <summary>Where an idempotency key goes; exactly one is set.</summary>
/// <param name="Header">Header.</param>
/// <param name="Field">Field of the body.</param>
/// <param name="Query">Query parameter.</param>
/// <param name="MaxLength">Longest key that the vendor takes; longer ones are hashed. Default 255.</param>
internal sealed record Idempotency(string? Header, string? Field, string? Query, int MaxLength);

/// <summary>Looks for a record at the vendor.</summary>
/// <param name="Request">The search.</param>
/// <param name="Items">Where the answer has what was found.</param>
/// <param name="Key">Path to the key in what was found.</param>
internal sealed record FindRequest(RequestTemplate Request, ItemPath Items, ItemPath Key);
