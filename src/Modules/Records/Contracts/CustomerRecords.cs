using System.Text.Json.Serialization;
using BookedBarber.Shared;

namespace BookedBarber.Records.Contracts;

/// <summary>Somebody who might become a client, a franchisee or a partner. Belongs to any node. Personal data.</summary>
/// <param name="Name">Name.</param>
/// <param name="Email">Mail address.</param>
/// <param name="Phone">Phone number.</param>
/// <param name="Type">client, franchisee, partner or other: what they might become.</param>
/// <param name="Status">new, working, qualified, converted or lost.</param>
/// <param name="Origin">Where they came from, such as a portal or form.</param>
/// <param name="CampaignKey">Key of the campaign that brought them.</param>
/// <param name="CompanyKey">Key of their company.</param>
/// <param name="OwnerKey">Key of who looks after them.</param>
/// <param name="Score">The source's score; at most four digits after the point.</param>
/// <param name="CreatedAt">When they first turned up.</param>
/// <param name="ConvertedAt">When they became what they might become.</param>
/// <param name="ConvertedKey">Key of the client, deal or company they became.</param>
public sealed record LeadRecord(
    string Key,
    string? Name,
    string? Email,
    string? Phone,
    string Type,
    string Status,
    string? Origin,
    string? CampaignKey,
    string? CompanyKey,
    string? OwnerKey,
    [property: JsonConverter(typeof(DecimalString))] decimal? Score,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ConvertedAt,
    string? ConvertedKey) : BusinessRecord(Key);

/// <summary>A company: an owner's, a supplier, a partner. Belongs to any node.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">owner, candidate, supplier, partner or other.</param>
/// <param name="Domain">Its internet domain.</param>
/// <param name="Phone">Phone number.</param>
/// <param name="Industry">The source's word for its trade.</param>
/// <param name="City">City.</param>
/// <param name="Country">ISO 3166-1 alpha-2 code where the source gives one, else as it says.</param>
/// <param name="OwnerKey">Key of who looks after it.</param>
/// <param name="IsActive">Whether it is dealt with.</param>
public sealed record CompanyRecord(
    string Key, string Name, string Type, string? Domain, string? Phone, string? Industry, string? City, string? Country, string? OwnerKey, bool IsActive) : BusinessRecord(Key);

/// <summary>A chance of business on its way through a pipeline, such as the sale of a territory. Belongs to any node.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Pipeline">The pipeline.</param>
/// <param name="Stage">Where in the pipeline it stands.</param>
/// <param name="Status">open, won or lost.</param>
/// <param name="Currency">ISO 4217 code; null: the node's.</param>
/// <param name="Amount">What it is worth, ≥ 0; null when not told.</param>
/// <param name="Probability">0 to 1; null when not told.</param>
/// <param name="CompanyKey">Key of the company.</param>
/// <param name="LeadKey">Key of the lead.</param>
/// <param name="OwnerKey">Key of who looks after it.</param>
/// <param name="CreatedAt">When it was opened.</param>
/// <param name="StageSince">When it came to its stage.</param>
/// <param name="ClosesOn">Day it is expected to close, or closed.</param>
public sealed record DealRecord(
    string Key,
    string Name,
    string? Pipeline,
    string Stage,
    string Status,
    string? Currency,
    [property: JsonConverter(typeof(DecimalString))] decimal? Amount,
    [property: JsonConverter(typeof(DecimalString))] decimal? Probability,
    string? CompanyKey,
    string? LeadKey,
    string? OwnerKey,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StageSince,
    DateOnly? ClosesOn) : BusinessRecord(Key);

/// <summary>What a person agreed to, or no longer agrees to. Belongs to any node. Personal data.</summary>
/// <param name="PersonKey">Key of the client or lead; may be null where the address alone is known, as when somebody answers STOP.</param>
/// <param name="Address">Mail address or phone number it holds for; null: for the person's, whatever they are. Address or person is given.</param>
/// <param name="Channel">email, sms, phone, push or post.</param>
/// <param name="Purpose">marketing, service (about the own bookings) or survey.</param>
/// <param name="State">granted or withdrawn.</param>
/// <param name="Wording">What was agreed to, as it was shown.</param>
/// <param name="Origin">Where it was said, such as a form, a reply or a shop.</param>
/// <param name="At">When it was said. The latest word counts, over all sources; of two at one instant, the withdrawal.</param>
public sealed record ConsentRecord(
    string Key, string? PersonKey, string? Address, string Channel, string Purpose, string State, string? Wording, string? Origin, DateTimeOffset At) : BusinessRecord(Key);
