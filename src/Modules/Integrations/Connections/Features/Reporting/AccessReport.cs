using System.ComponentModel;
using BookedBarber.Integrations.Connections.Features.Managing;

namespace BookedBarber.Integrations.Connections.Features.Reporting;

/// <summary>What may be done at which system, by whose leave, how old the leave is and how it was used.</summary>
internal sealed record AccessReport(
    DateTimeOffset From, DateTimeOffset To,
    [property: Description("How many connections ask for a person: see nextStep.")] int NeedAttention,
    [property: Description("Those that ask for a person first, then the oldest credentials. Connections that were removed in the span come last.")] IReadOnlyList<AccessReportItem> Items);

/// <summary>A connection's access.</summary>
internal sealed record AccessReportItem(
    Guid ConnectionId, string Vendor, string Title, string Name, VendorEnvironment Environment, Guid NodeId, string? NodeName, string? OwnerName, ConnectionState State, DateTimeOffset StateSince, TroubleItem? Trouble,
    [property: Description("How it is authorised, as in the catalogue.")] string Auth,
    [property: Description("What the vendor lets us do, with the reason for which the connector asks for it; the reason is null where the connector does not ask for it.")] IReadOnlyList<GrantedScope> Scopes,
    [property: Description("When a person last gave leave; null: not within the span.")] DateTimeOffset? GrantedAt, string? GrantedBy,
    [property: Description("When what is in force was issued; null: there is nothing in force.")] DateTimeOffset? IssuedAt, int? AgeDays,
    [property: Description("Until when it is good without renewal; null: not limited by time.")] DateTimeOffset? ExpiresAt,
    [property: Description("Until when it can be renewed without a person; null: not limited by time.")] DateTimeOffset? RenewableUntil,
    [property: Description("Consents and keys given in the span.")] int Grants,
    [property: Description("Renewals of its tokens in the span.")] int Renewals,
    [property: Description("Times the vendor refused what we had, in the span.")] int Refusals,
    [property: Description("Times access was ended, in the span.")] int Revocations,
    [property: Description("Times the use was out of the ordinary, in the span.")] int UnusualUses,
    [property: Description("Calls in the span.")] long Uses,
    [property: Description("reconnect (a person has to agree again), renew_soon (leave ends within two weeks), replace_keys (keys older than a quarter of a year), finish (never authorised); null: nothing.")] string? NextStep);

/// <summary>Something that may be done at a vendor.</summary>
internal sealed record GrantedScope(string Name, string? Reason);
