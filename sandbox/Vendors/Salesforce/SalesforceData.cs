using System.Text.Json.Nodes;
using BookedBarber.Sandbox.Kit.Data;
using BookedBarber.Sandbox.Kit.State;
using BookedBarber.Sandbox.Kit.Steering;

namespace BookedBarber.Sandbox.Vendors.Salesforce;

/// <summary>Fills an org: owners as accounts and contacts, candidates as leads, franchise sales as opportunities, campaigns with their members.</summary>
internal static class SalesforceData
{
    /// <summary>The three letters that the ids of each type begin with.</summary>
    public static IReadOnlyDictionary<string, string> Prefixes { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Account"] = "001", ["Contact"] = "003", ["Lead"] = "00Q", ["Opportunity"] = "006", ["Campaign"] = "701", ["CampaignMember"] = "00v", ["Task"] = "00T", ["User"] = "005", ["Territory2"] = "0MI",
    };

    public static void Fill(Account account)
    {
        foreach (var region in (string[])["Northeast", "Midwest", "South"])
        {
            Add(account, "Territory2", new JsonObject { ["Name"] = region, ["DeveloperName"] = region, ["Description"] = null, ["ParentTerritory2Id"] = null });
        }

        Add(account, "User", new JsonObject { ["Name"] = "Sandbox Owner", ["FirstName"] = "Sandbox", ["LastName"] = "Owner", ["Email"] = "owner@example.com", ["Username"] = "owner@example.com", ["IsActive"] = true });
        Filling.Times(15, () => AddAccount(account));
        Filling.Times(40, () => AddContact(account));
        foreach (var name in (string[])["Own a barbershop", "Spring openings"])
        {
            Add(account, "Campaign", new JsonObject { ["Name"] = name, ["Type"] = "Advertisement", ["Status"] = "In Progress", ["IsActive"] = true, ["StartDate"] = account.Now.AddDays(-60).Day(), ["EndDate"] = account.Now.AddDays(30).Day(), ["BudgetedCost"] = 5000, ["ActualCost"] = 3120.5m, ["ExpectedRevenue"] = 40000, ["NumberOfLeads"] = 0, ["NumberOfContacts"] = 0, ["NumberOfResponses"] = 0, ["AmountWonOpportunities"] = 0 });
        }

        Filling.Times(80, () => AddLead(account));
        Filling.Times(25, () => AddOpportunity(account));
        Filling.Times(10, () => AddTask(account));
    }

    public static StoredObject Add(Account account, string type, JsonObject body)
    {
        var id = $"{Prefixes[type]}5e{account.Dice.Text(10, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")}AAA";
        body["Id"] = id;
        body["OwnerId"] ??= "0055e000000OwnrAAA";
        return account[type].Add(id, body, account.Moment(90));
    }

    public static StoredObject AddAccount(Account account)
    {
        var person = Person.Draw(account.Dice);
        return Add(account, "Account", new JsonObject { ["Name"] = $"{person.Last} Grooming LLC", ["Type"] = "Franchisee", ["Industry"] = "Consumer Services", ["Phone"] = person.Phone, ["Website"] = null, ["BillingStreet"] = "12 Franchise Way", ["BillingCity"] = "Springfield", ["BillingState"] = "NY", ["BillingPostalCode"] = "10001", ["BillingCountry"] = "United States" });
    }

    public static StoredObject AddContact(Account account)
    {
        var person = Person.Draw(account.Dice);
        return Add(account, "Contact", new JsonObject { ["AccountId"] = account.Dice.Pick(account["Account"].Live).Id, ["FirstName"] = person.First, ["LastName"] = person.Last, ["Name"] = person.Full, ["Email"] = person.Email, ["Phone"] = person.Phone, ["LeadSource"] = "Web", ["HasOptedOutOfEmail"] = false });
    }

    public static StoredObject AddLead(Account account)
    {
        var person = Person.Draw(account.Dice);
        var lead = Add(account, "Lead", new JsonObject { ["FirstName"] = person.First, ["LastName"] = person.Last, ["Name"] = person.Full, ["Company"] = $"{person.Last} Ventures", ["Email"] = person.Email, ["Phone"] = person.Phone, ["Status"] = account.Filling ? account.Dice.Pick(["Open - Not Contacted", "Working - Contacted", "Closed - Not Converted"]) : "Open - Not Contacted", ["LeadSource"] = account.Dice.Pick(["Web", "Partner Referral", "Advertisement"]), ["IsConverted"] = false, ["ConvertedAccountId"] = null, ["ConvertedContactId"] = null, ["ConvertedOpportunityId"] = null, ["ConvertedDate"] = null });
        Add(account, "CampaignMember", new JsonObject { ["CampaignId"] = account.Dice.Pick(account["Campaign"].Live).Id, ["LeadId"] = lead.Id, ["ContactId"] = null, ["Status"] = "Responded", ["HasResponded"] = true, ["FirstRespondedDate"] = account.Now.Day() });
        return lead;
    }

    public static StoredObject AddOpportunity(Account account)
    {
        var stage = account.Dice.Pick(["Prospecting", "Qualification", "Proposal/Price Quote", "Closed Won", "Closed Lost"]);
        return Add(account, "Opportunity", new JsonObject { ["Name"] = $"{Person.Draw(account.Dice).Last} franchise", ["AccountId"] = account.Dice.Pick(account["Account"].Live).Id, ["Amount"] = account.Dice.Between(25, 60) * 1000, ["StageName"] = stage, ["Probability"] = stage == "Closed Won" ? 100 : 40, ["CloseDate"] = account.Now.AddDays(30).Day(), ["IsWon"] = stage == "Closed Won", ["IsClosed"] = stage.StartsWith("Closed", StringComparison.Ordinal), ["CampaignId"] = account.Dice.Pick(account["Campaign"].Live).Id, ["LeadSource"] = "Web" });
    }

    public static StoredObject AddTask(Account account) => Add(account, "Task", new JsonObject { ["Subject"] = "Email: your enquiry", ["Description"] = "Thank you for asking about a franchise.", ["Status"] = "Completed", ["Priority"] = "Normal", ["WhoId"] = account.Dice.Pick(account["Contact"].Live).Id, ["WhatId"] = null, ["ActivityDate"] = account.Now.Day(), ["TaskSubtype"] = "Email" });

    /// <summary>Turns the latest open lead into account, contact and opportunity; a converted lead cannot be changed any more.</summary>
    public static StoredObject Convert(Account account)
    {
        var lead = account["Lead"].Live.LastOrDefault(item => !item.Body.Flag("IsConverted")) ?? throw new SteeringFault("No lead is open.");
        var owner = AddAccount(account);
        var contact = Add(account, "Contact", new JsonObject { ["AccountId"] = owner.Id, ["FirstName"] = lead.Text("FirstName"), ["LastName"] = lead.Text("LastName"), ["Name"] = lead.Text("Name"), ["Email"] = lead.Text("Email"), ["Phone"] = lead.Text("Phone"), ["LeadSource"] = lead.Text("LeadSource"), ["HasOptedOutOfEmail"] = false });
        var deal = AddOpportunity(account);
        return account["Lead"].Change(lead.Id, body =>
        {
            body["IsConverted"] = true;
            body["Status"] = "Closed - Converted";
            body["ConvertedAccountId"] = owner.Id;
            body["ConvertedContactId"] = contact.Id;
            body["ConvertedOpportunityId"] = deal.Id;
        });
    }
}
