using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Records.Domain.Business;

/// <summary>What makes leads, companies, deals and consents possible.</summary>
internal static class CustomerCheck
{
    public static Problem? Check(Node node, LeadRecord lead, DateOnly today)
    {
        Faults faults = default;
        faults.RequiredText("key", lead.Key, Limits.Key);
        faults.OptionalText("name", lead.Name, Limits.Name);
        faults.OptionalText("email", lead.Email, Limits.Contact);
        faults.OptionalText("phone", lead.Phone, Limits.Contact);
        faults.Word("type", lead.Type, BusinessWords.LeadTypes, "unknown_type");
        faults.Word("status", lead.Status, BusinessWords.LeadStatuses, "unknown_status");
        faults.OptionalText("origin", lead.Origin, Limits.Name);
        faults.OptionalText("campaignKey", lead.CampaignKey, Limits.Key);
        faults.OptionalText("companyKey", lead.CompanyKey, Limits.Key);
        faults.OptionalText("ownerKey", lead.OwnerKey, Limits.Key);
        faults.OptionalNumber("score", lead.Score, -Limits.Quantity, Limits.Quantity);
        faults.Instant("createdAt", lead.CreatedAt, node, today.AddDays(1));
        faults.OptionalInstant("convertedAt", lead.ConvertedAt, node, today.AddDays(1));
        faults.OptionalText("convertedKey", lead.ConvertedKey, Limits.Key);
        return faults.ToProblem();
    }

    public static Problem? Check(CompanyRecord company)
    {
        Faults faults = default;
        faults.RequiredText("key", company.Key, Limits.Key);
        faults.RequiredText("name", company.Name, Limits.Name);
        faults.Word("type", company.Type, BusinessWords.CompanyTypes, "unknown_type");
        faults.OptionalText("domain", company.Domain, Limits.Contact);
        faults.OptionalText("phone", company.Phone, Limits.Contact);
        faults.OptionalText("industry", company.Industry, Limits.Name);
        faults.OptionalText("city", company.City, Limits.Name);
        faults.OptionalText("country", company.Country, Limits.Name);
        faults.OptionalText("ownerKey", company.OwnerKey, Limits.Key);
        return faults.ToProblem();
    }

    public static Problem? Check(Node node, DealRecord deal, DateOnly today)
    {
        Faults faults = default;
        faults.RequiredText("key", deal.Key, Limits.Key);
        faults.RequiredText("name", deal.Name, Limits.Name);
        faults.OptionalText("pipeline", deal.Pipeline, Limits.Name);
        faults.RequiredText("stage", deal.Stage, Limits.Name);
        faults.Word("status", deal.Status, BusinessWords.DealStatuses, "unknown_status");
        faults.OptionalMoney("amount", deal.Amount, faults.AnyCurrency(deal.Currency, node.Currency), mayBeNegative: false);
        faults.OptionalNumber("probability", deal.Probability, 0, 1);
        faults.OptionalText("companyKey", deal.CompanyKey, Limits.Key);
        faults.OptionalText("leadKey", deal.LeadKey, Limits.Key);
        faults.OptionalText("ownerKey", deal.OwnerKey, Limits.Key);
        faults.Instant("createdAt", deal.CreatedAt, node, today.AddDays(1));
        faults.OptionalInstant("stageSince", deal.StageSince, node, today.AddDays(1));
        faults.OptionalDay("closesOn", deal.ClosesOn, today.AddDays(BusinessLimits.DaysAhead));
        return faults.ToProblem();
    }

    public static Problem? Check(Node node, ConsentRecord consent, DateOnly today)
    {
        Faults faults = default;
        faults.RequiredText("key", consent.Key, Limits.Key);
        faults.OptionalText("personKey", consent.PersonKey, Limits.Key);
        faults.OptionalText("address", consent.Address, Limits.Contact);
        if (string.IsNullOrWhiteSpace(consent.PersonKey) && string.IsNullOrWhiteSpace(consent.Address))
        {
            faults.Add("personKey", "required", "Give 'personKey' or 'address': a consent is somebody's.");
        }

        faults.Word("channel", consent.Channel, BusinessWords.ConsentChannels, "unknown_channel");
        faults.Word("purpose", consent.Purpose, BusinessWords.ConsentPurposes, "unknown_purpose");
        faults.Word("state", consent.State, BusinessWords.ConsentStates, "unknown_state");
        faults.OptionalProse("wording", consent.Wording, BusinessLimits.Prose);
        faults.OptionalText("origin", consent.Origin, Limits.Name);
        faults.Instant("at", consent.At, node, today.AddDays(1));
        return faults.ToProblem();
    }
}
