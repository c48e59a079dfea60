using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Records.Domain.Business;
using BookedBarber.Records.Storage.Staging;
using BookedBarber.Shared;

namespace BookedBarber.Records.Storage.Writing.Business;

internal sealed class CampaignKind() : BusinessTable<CampaignRecord>("campaign", (_, campaign) => campaign.StartsOn, Content)
{
    private static readonly StageColumns<Entry<CampaignRecord>> Content = new StageColumns<Entry<CampaignRecord>>()
        .Text("name", row => row.Record.Name)
        .Text("channel", row => row.Record.Channel)
        .Text("status", row => row.Record.Status)
        .Text("subject", row => row.Record.Subject)
        .Day("starts_on", row => row.Record.StartsOn)
        .Day("ends_on", row => row.Record.EndsOn)
        .Text("currency", row => row.Record.Currency ?? row.Location.Currency.Code)
        .Number("budget", row => row.Record.Budget);

    public override Problem? Check(Node location, CampaignRecord record, DateOnly today) => MarketingCheck.Check(location, record, today);
}

internal sealed class CampaignResultKind() : BusinessTable<CampaignResultRecord>("campaign_result", (_, result) => result.Day, Content)
{
    private static readonly StageColumns<Entry<CampaignResultRecord>> Content = new StageColumns<Entry<CampaignResultRecord>>()
        .Text("campaign_key", row => row.Record.CampaignKey)
        .Text("currency", row => row.Record.Currency ?? row.Location.Currency.Code)
        .Number("cost", row => row.Record.Cost)
        .Int("impressions", row => row.Record.Impressions)
        .Int("clicks", row => row.Record.Clicks)
        .Int("sends", row => row.Record.Sends)
        .Int("deliveries", row => row.Record.Deliveries)
        .Int("opens", row => row.Record.Opens)
        .Int("bounces", row => row.Record.Bounces)
        .Int("unsubscribes", row => row.Record.Unsubscribes)
        .Int("complaints", row => row.Record.Complaints)
        .Number("conversions", row => row.Record.Conversions)
        .Number("conversion_value", row => row.Record.ConversionValue);

    public override Problem? Check(Node location, CampaignResultRecord record, DateOnly today) => MarketingCheck.Check(location, record, today);
}

internal sealed class ReviewKind() : BusinessTable<ReviewRecord>("review", (node, review) => node.DayAt(review.WrittenAt), Content, review => review with { Author = null })
{
    private static readonly StageColumns<Entry<ReviewRecord>> Content = new StageColumns<Entry<ReviewRecord>>()
        .Number("rating", row => row.Record.Rating)
        .Text("text", row => row.Record.Text)
        .Text("author", row => row.Record.Author)
        .Instant("written_at", row => row.Record.WrittenAt)
        .Text("reply", row => row.Record.Reply)
        .Instant("replied_at", row => row.Record.RepliedAt)
        .Text("url", row => row.Record.Url);

    public override Problem? Check(Node location, ReviewRecord record, DateOnly today) => MarketingCheck.Check(location, record, today);
}

internal sealed class LocationProfileKind() : BusinessTable<LocationProfileRecord>("location_profile", (_, _) => null, Content)
{
    private static readonly StageColumns<Entry<LocationProfileRecord>> Content = new StageColumns<Entry<LocationProfileRecord>>()
        .Text("name", row => row.Record.Name)
        .Text("status", row => row.Record.Status)
        .Text("phone", row => row.Record.Phone)
        .Text("website", row => row.Record.Website)
        .Text("street", row => row.Record.Street)
        .Text("city", row => row.Record.City)
        .Text("region", row => row.Record.Region)
        .Text("postal_code", row => row.Record.PostalCode)
        .Text("country", row => row.Record.Country)
        .Number("latitude", row => row.Record.Latitude)
        .Number("longitude", row => row.Record.Longitude)
        .Json("hours", row => BusinessJson.Of(row.Record.Hours))
        .Json("special_days", row => BusinessJson.Of(row.Record.SpecialDays));

    public override Problem? Check(Node location, LocationProfileRecord record, DateOnly today) => ListingCheck.Check(record, today);

    public override bool SaysTheSame(Node location, LocationProfileRecord one, LocationProfileRecord other) =>
        one == (other with { Hours = one.Hours, SpecialDays = one.SpecialDays }) && BusinessJson.AreSame(one.Hours, other.Hours) && BusinessJson.AreSame(one.SpecialDays, other.SpecialDays);
}

internal sealed class ListingResultKind() : BusinessTable<ListingResultRecord>("listing_result", (_, result) => result.Day, Content)
{
    private static readonly StageColumns<Entry<ListingResultRecord>> Content = new StageColumns<Entry<ListingResultRecord>>()
        .Int("search_views", row => row.Record.SearchViews)
        .Int("map_views", row => row.Record.MapViews)
        .Int("website_clicks", row => row.Record.WebsiteClicks)
        .Int("calls", row => row.Record.Calls)
        .Int("directions", row => row.Record.Directions)
        .Int("bookings", row => row.Record.Bookings)
        .Int("messages", row => row.Record.Messages);

    public override Problem? Check(Node location, ListingResultRecord record, DateOnly today) => ListingCheck.Check(record, today);
}
