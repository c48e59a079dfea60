using System.Collections.Frozen;

namespace BookedBarber.Records.Domain.Business;

/// <summary>The closed lists of words that business records use, as they are on the wire and in tables.</summary>
internal static class BusinessWords
{
    public static readonly FrozenSet<string> InvoiceTypes = Set("invoice", "credit_note", "bill", "vendor_credit");
    public static readonly FrozenSet<string> InvoiceStatuses = Set("draft", "open", "partially_paid", "paid", "void", "uncollectible");
    public static readonly FrozenSet<string> PaymentMethods = Set("card", "bank", "cash", "check", "other");
    public static readonly FrozenSet<string> JournalStatuses = Set("draft", "posted", "void");
    public static readonly FrozenSet<string> AccountTypes = Set("asset", "liability", "equity", "revenue", "expense");
    public static readonly FrozenSet<string> PayoutStatuses = Set("pending", "in_transit", "paid", "failed", "cancelled");
    public static readonly FrozenSet<string> DisputeStatuses = Set("needs_response", "under_review", "won", "lost", "closed");
    public static readonly FrozenSet<string> LeadTypes = Set("client", "franchisee", "partner", "other");
    public static readonly FrozenSet<string> LeadStatuses = Set("new", "working", "qualified", "converted", "lost");
    public static readonly FrozenSet<string> CompanyTypes = Set("owner", "candidate", "supplier", "partner", "other");
    public static readonly FrozenSet<string> DealStatuses = Set("open", "won", "lost");
    public static readonly FrozenSet<string> ConsentChannels = Set("email", "sms", "phone", "push", "post");
    public static readonly FrozenSet<string> ConsentPurposes = Set("marketing", "service", "survey");
    public static readonly FrozenSet<string> ConsentStates = Set("granted", "withdrawn");
    public static readonly FrozenSet<string> CampaignChannels = Set("email", "sms", "search", "social", "display", "video", "local", "print", "other");
    public static readonly FrozenSet<string> CampaignStatuses = Set("draft", "scheduled", "running", "paused", "finished", "cancelled");
    public static readonly FrozenSet<string> MessageChannels = Set("sms", "email", "chat");
    public static readonly FrozenSet<string> MessageDirections = Set("in", "out");
    public static readonly FrozenSet<string> MessageStatuses = Set("queued", "sent", "delivered", "opened", "clicked", "bounced", "failed", "complained", "unsubscribed", "received");
    public static readonly FrozenSet<string> ListingStatuses = Set("open", "closed_temporarily", "closed");
    public static readonly FrozenSet<string> Weekdays = Set("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
    public static readonly FrozenSet<string> TimeOffTypes = Set("vacation", "sick", "personal", "parental", "unpaid", "other");
    public static readonly FrozenSet<string> TimeOffStatuses = Set("requested", "approved", "denied", "cancelled");
    public static readonly FrozenSet<string> EmploymentChangeTypes = Set("hired", "changed", "moved", "left", "rehired");
    public static readonly FrozenSet<string> Employments = Set("full_time", "part_time", "contractor", "temporary", "apprentice", "other");
    public static readonly FrozenSet<string> EventStatuses = Set("confirmed", "tentative", "cancelled");

    private static FrozenSet<string> Set(params string[] words) => FrozenSet.ToFrozenSet(words, StringComparer.Ordinal);
}
