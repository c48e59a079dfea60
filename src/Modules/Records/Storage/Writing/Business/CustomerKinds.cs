using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Records.Domain.Business;
using BookedBarber.Records.Storage.Staging;
using BookedBarber.Shared;

namespace BookedBarber.Records.Storage.Writing.Business;

internal sealed class LeadKind() : BusinessTable<LeadRecord>("lead", (node, lead) => node.DayAt(lead.CreatedAt), Content)
{
    private static readonly StageColumns<Entry<LeadRecord>> Content = new StageColumns<Entry<LeadRecord>>()
        .Text("name", row => row.Record.Name)
        .Text("email", row => row.Record.Email)
        .Text("phone", row => row.Record.Phone)
        .Text("type", row => row.Record.Type)
        .Text("status", row => row.Record.Status)
        .Text("origin", row => row.Record.Origin)
        .Text("campaign_key", row => row.Record.CampaignKey)
        .Text("company_key", row => row.Record.CompanyKey)
        .Text("owner_key", row => row.Record.OwnerKey)
        .Number("score", row => row.Record.Score)
        .Instant("created_at", row => row.Record.CreatedAt)
        .Instant("converted_at", row => row.Record.ConvertedAt)
        .Text("converted_key", row => row.Record.ConvertedKey);

    public override Problem? Check(Node location, LeadRecord record, DateOnly today) => CustomerCheck.Check(location, record, today);
}

internal sealed class CompanyKind() : BusinessTable<CompanyRecord>("company", (_, _) => null, Content)
{
    private static readonly StageColumns<Entry<CompanyRecord>> Content = new StageColumns<Entry<CompanyRecord>>()
        .Text("name", row => row.Record.Name)
        .Text("type", row => row.Record.Type)
        .Text("domain", row => row.Record.Domain)
        .Text("phone", row => row.Record.Phone)
        .Text("industry", row => row.Record.Industry)
        .Text("city", row => row.Record.City)
        .Text("country", row => row.Record.Country)
        .Text("owner_key", row => row.Record.OwnerKey)
        .Bool("is_active", row => row.Record.IsActive);

    public override Problem? Check(Node location, CompanyRecord record, DateOnly today) => CustomerCheck.Check(record);
}

internal sealed class DealKind() : BusinessTable<DealRecord>("deal", (node, deal) => node.DayAt(deal.CreatedAt), Content)
{
    private static readonly StageColumns<Entry<DealRecord>> Content = new StageColumns<Entry<DealRecord>>()
        .Text("name", row => row.Record.Name)
        .Text("pipeline", row => row.Record.Pipeline)
        .Text("stage", row => row.Record.Stage)
        .Text("status", row => row.Record.Status)
        .Text("currency", row => row.Record.Currency ?? row.Location.Currency.Code)
        .Number("amount", row => row.Record.Amount)
        .Number("probability", row => row.Record.Probability)
        .Text("company_key", row => row.Record.CompanyKey)
        .Text("lead_key", row => row.Record.LeadKey)
        .Text("owner_key", row => row.Record.OwnerKey)
        .Instant("created_at", row => row.Record.CreatedAt)
        .Instant("stage_since", row => row.Record.StageSince)
        .Day("closes_on", row => row.Record.ClosesOn);

    public override Problem? Check(Node location, DealRecord record, DateOnly today) => CustomerCheck.Check(location, record, today);
}

internal sealed class ConsentKind() : BusinessTable<ConsentRecord>("consent", (node, consent) => node.DayAt(consent.At), Content)
{
    private static readonly StageColumns<Entry<ConsentRecord>> Content = new StageColumns<Entry<ConsentRecord>>()
        .Text("person_key", row => row.Record.PersonKey)
        .Text("address", row => row.Record.Address)
        .Text("channel", row => row.Record.Channel)
        .Text("purpose", row => row.Record.Purpose)
        .Text("state", row => row.Record.State)
        .Text("wording", row => row.Record.Wording)
        .Text("origin", row => row.Record.Origin)
        .Instant("at", row => row.Record.At);

    public override Problem? Check(Node location, ConsentRecord record, DateOnly today) => CustomerCheck.Check(location, record, today);
}
