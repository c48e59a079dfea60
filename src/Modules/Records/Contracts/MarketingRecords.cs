using System.Text.Json.Serialization;
using BookedBarber.Shared;

namespace BookedBarber.Records.Contracts;

/// <summary>A campaign: what is sent or shown to many, and for how long. Belongs to any node.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Channel">email, sms, search, social, display, video, local, print or other.</param>
/// <param name="Status">draft, scheduled, running, paused, finished or cancelled.</param>
/// <param name="Subject">Subject line or headline.</param>
/// <param name="StartsOn">First day, or the day it was sent.</param>
/// <param name="EndsOn">Last day; null: open or sent once.</param>
/// <param name="Currency">ISO 4217 code; null: the node's.</param>
/// <param name="Budget">≥ 0; null when there is none.</param>
public sealed record CampaignRecord(
    string Key,
    string Name,
    string Channel,
    string Status,
    string? Subject,
    DateOnly? StartsOn,
    DateOnly? EndsOn,
    string? Currency,
    [property: JsonConverter(typeof(DecimalString))] decimal? Budget) : BusinessRecord(Key);

/// <summary>What a campaign did and cost on one day. Belongs to any node. What a source does not count is null, not zero.</summary>
/// <param name="CampaignKey">Key of the campaign.</param>
/// <param name="Day">The day, in the node's zone.</param>
/// <param name="Currency">ISO 4217 code; null: the node's.</param>
/// <param name="Cost">≥ 0.</param>
/// <param name="Impressions">Times shown.</param>
/// <param name="Clicks">Times clicked.</param>
/// <param name="Sends">Messages sent.</param>
/// <param name="Deliveries">Messages that arrived.</param>
/// <param name="Opens">Messages opened.</param>
/// <param name="Bounces">Messages that came back.</param>
/// <param name="Unsubscribes">Consents withdrawn.</param>
/// <param name="Complaints">Messages reported as unwanted.</param>
/// <param name="Conversions">Wanted outcomes; sources share one among several campaigns, so it has up to four digits after the point.</param>
/// <param name="ConversionValue">What they were worth, ≥ 0.</param>
public sealed record CampaignResultRecord(
    string Key,
    string CampaignKey,
    DateOnly Day,
    string? Currency,
    [property: JsonConverter(typeof(DecimalString))] decimal? Cost,
    int? Impressions,
    int? Clicks,
    int? Sends,
    int? Deliveries,
    int? Opens,
    int? Bounces,
    int? Unsubscribes,
    int? Complaints,
    [property: JsonConverter(typeof(DecimalString))] decimal? Conversions,
    [property: JsonConverter(typeof(DecimalString))] decimal? ConversionValue) : BusinessRecord(Key);

/// <summary>A short message or mail, in or out. Belongs to any node. Personal data; body, subject and addresses never leave the record's own table but through its list.</summary>
/// <param name="Channel">sms, email or chat.</param>
/// <param name="Direction">in or out.</param>
/// <param name="Status">queued, sent, delivered, opened, clicked, bounced, failed, complained, unsubscribed or received.</param>
/// <param name="Sender">Sender's address or number.</param>
/// <param name="Recipient">Recipient's address or number.</param>
/// <param name="ClientKey">Key of the client at the source.</param>
/// <param name="CampaignKey">Key of the campaign it belongs to.</param>
/// <param name="Subject">Subject of a mail.</param>
/// <param name="Body">Its text; null where the source does not give it. At most 100,000 characters.</param>
/// <param name="At">When it was sent or received.</param>
/// <param name="StatusAt">When the status was reached.</param>
/// <param name="FailureCode">The source's code, where it failed.</param>
public sealed record MessageRecord(
    string Key,
    string Channel,
    string Direction,
    string Status,
    string? Sender,
    string? Recipient,
    string? ClientKey,
    string? CampaignKey,
    string? Subject,
    string? Body,
    DateTimeOffset At,
    DateTimeOffset? StatusAt,
    string? FailureCode) : BusinessRecord(Key);

/// <summary>What somebody thinks of a location. Belongs to a location.</summary>
/// <param name="Rating">1 to 5, at most four digits after the point; null where none was given.</param>
/// <param name="Text">What was written. At most 10,000 characters.</param>
/// <param name="Author">Who wrote it, as shown. Personal data.</param>
/// <param name="WrittenAt">When.</param>
/// <param name="Reply">The location's answer.</param>
/// <param name="RepliedAt">When it was answered.</param>
/// <param name="Url">Where it stands.</param>
public sealed record ReviewRecord(
    string Key,
    [property: JsonConverter(typeof(DecimalString))] decimal? Rating,
    string? Text,
    string? Author,
    DateTimeOffset WrittenAt,
    string? Reply,
    DateTimeOffset? RepliedAt,
    string? Url) : CanonicalRecord(Key);

/// <summary>A location as a public listing shows it. Belongs to a location.</summary>
/// <param name="Name">Name on the listing.</param>
/// <param name="Status">open, closed_temporarily or closed.</param>
/// <param name="Phone">Phone number.</param>
/// <param name="Website">Web address.</param>
/// <param name="Street">Street and number.</param>
/// <param name="City">City.</param>
/// <param name="Region">State or province.</param>
/// <param name="PostalCode">Postal code.</param>
/// <param name="Country">ISO 3166-1 alpha-2 code.</param>
/// <param name="Latitude">Degrees north, −90 to 90.</param>
/// <param name="Longitude">Degrees east, −180 to 180.</param>
/// <param name="Hours">Regular opening hours; a day without any is closed.</param>
/// <param name="SpecialDays">Days that differ.</param>
public sealed record LocationProfileRecord(
    string Key,
    string Name,
    string Status,
    string? Phone,
    string? Website,
    string? Street,
    string? City,
    string? Region,
    string? PostalCode,
    string? Country,
    [property: JsonConverter(typeof(DecimalString))] decimal? Latitude,
    [property: JsonConverter(typeof(DecimalString))] decimal? Longitude,
    IReadOnlyList<ListedHours> Hours,
    IReadOnlyList<ListedDay> SpecialDays) : CanonicalRecord(Key);

/// <summary>Opening hours of a weekday on a listing; several of one day leave breaks between.</summary>
/// <param name="Weekday">monday to sunday.</param>
/// <param name="Opens">Local time.</param>
/// <param name="Closes">Local time; 00:00 is the end of the day, and a time before <paramref name="Opens"/> is one of the next day.</param>
public sealed record ListedHours(string Weekday, TimeOnly Opens, TimeOnly Closes);

/// <summary>A day on which a listing's hours differ.</summary>
/// <param name="Day">The day.</param>
/// <param name="Opens">Local time; null: closed that day.</param>
/// <param name="Closes">Local time; null: closed that day.</param>
public sealed record ListedDay(DateOnly Day, TimeOnly? Opens, TimeOnly? Closes);

/// <summary>How often a public listing was seen and used on one day. Belongs to a location. What a source does not count is null, not zero.</summary>
/// <param name="Day">The day, in the location's zone.</param>
/// <param name="SearchViews">Times seen in a search.</param>
/// <param name="MapViews">Times seen on a map.</param>
/// <param name="WebsiteClicks">Times the website was opened from it.</param>
/// <param name="Calls">Times the number was called from it.</param>
/// <param name="Directions">Times the way was asked.</param>
/// <param name="Bookings">Bookings made from it.</param>
/// <param name="Messages">Conversations begun from it.</param>
public sealed record ListingResultRecord(
    string Key, DateOnly Day, int? SearchViews, int? MapViews, int? WebsiteClicks, int? Calls, int? Directions, int? Bookings, int? Messages) : CanonicalRecord(Key);
