using System.ComponentModel;

namespace BookedBarber.Integrations.Connections.Features.Managing;

/// <summary>A connection as screens and programs see it.</summary>
internal sealed record ConnectionItem(
    Guid Id,
    [property: Description("Name of the connector.")] string Vendor,
    [property: Description("The vendor's name for people.")] string Title,
    [property: Description("Category of the connector.")] string? Category,
    VendorEnvironment Environment,
    ConnectionState State,
    [property: Description("Since when it has been in that state.")] DateTimeOffset StateSince,
    [property: Description("What people call it.")] string Name,
    [property: Description("The unit it serves.")] Guid NodeId,
    [property: Description("Name of the unit.")] string? NodeName,
    [property: Description("The account at the vendor.")] string? AccountId,
    [property: Description("Settings; never secrets.")] IReadOnlyDictionary<string, string> Settings,
    [property: Description("Scopes that the vendor granted.")] IReadOnlyList<string> Scopes,
    [property: Description("Who is told when it needs a person.")] Guid? OwnerId,
    [property: Description("Their name.")] string? OwnerName,
    [property: Description("Why it is not active; null: nothing to say.")] TroubleItem? Trouble,
    [property: Description("Age of what authorises it; null: it was never authorised.")] CredentialItem? Credential,
    [property: Description("How it does; null: it has not run yet.")] VitalsItem? Vitals,
    [property: Description("For If-Match.")] long Version,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt);

/// <summary>What is wrong and what to do.</summary>
internal sealed record TroubleItem([property: Description("Stable code.")] string Code, [property: Description("What happened and what to do.")] string Detail);

/// <summary>How old credentials are; nothing of what they are.</summary>
internal sealed record CredentialItem(
    DateTimeOffset IssuedAt, [property: Description("Null: not by time.")] DateTimeOffset? ExpiresAt, [property: Description("Times renewed or replaced.")] long Generation,
    [property: Description("Whole days since it was given.")] int AgeDays);

/// <summary>How a connection does.</summary>
internal sealed record VitalsItem(
    DateTimeOffset? LastSyncAt, [property: Description("How far what is here lies behind the vendor.")] double? LagSeconds, [property: Description("0–1, of the last 24 hours.")] double? ErrorRate,
    [property: Description("0 to 100, by the published formula.")] int? Health, [property: Description("Runs under way.")] int Running);

/// <summary>A page of connections.</summary>
internal sealed record ConnectionList(IReadOnlyList<ConnectionItem> Items, [property: Description("For the next page; null: this is the last.")] string? NextCursor);
