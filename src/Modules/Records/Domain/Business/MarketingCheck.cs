using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Records.Domain.Business;

/// <summary>What makes campaigns, their results and reviews possible.</summary>
internal static class MarketingCheck
{
    public static Problem? Check(Node node, CampaignRecord campaign, DateOnly today)
    {
        Faults faults = default;
        faults.RequiredText("key", campaign.Key, Limits.Key);
        faults.RequiredText("name", campaign.Name, Limits.Name);
        faults.Word("channel", campaign.Channel, BusinessWords.CampaignChannels, "unknown_channel");
        faults.Word("status", campaign.Status, BusinessWords.CampaignStatuses, "unknown_status");
        faults.OptionalProse("subject", campaign.Subject, BusinessLimits.Line);
        faults.OptionalDay("startsOn", campaign.StartsOn, today.AddDays(BusinessLimits.DaysAhead));
        faults.OptionalDay("endsOn", campaign.EndsOn, today.AddDays(BusinessLimits.DaysAhead));
        if (campaign.EndsOn < campaign.StartsOn)
        {
            faults.Add("endsOn", "impossible_date", "'endsOn' is before 'startsOn'.");
        }

        faults.OptionalMoney("budget", campaign.Budget, faults.AnyCurrency(campaign.Currency, node.Currency), mayBeNegative: false);
        return faults.ToProblem();
    }

    public static Problem? Check(Node node, CampaignResultRecord result, DateOnly today)
    {
        Faults faults = default;
        faults.RequiredText("key", result.Key, Limits.Key);
        faults.RequiredText("campaignKey", result.CampaignKey, Limits.Key);
        faults.Day("day", result.Day, today.AddDays(1));
        var currency = faults.AnyCurrency(result.Currency, node.Currency);

        // Advertising systems count in millionths; four digits are kept.
        faults.OptionalNumber("cost", result.Cost, 0, Limits.Amount);
        faults.OptionalMoney("conversionValue", result.ConversionValue, currency, mayBeNegative: false);
        faults.OptionalNumber("conversions", result.Conversions, 0, Limits.Amount);
        Counts(
            ref faults,
            [
                ("impressions", result.Impressions), ("clicks", result.Clicks), ("sends", result.Sends), ("deliveries", result.Deliveries),
                ("opens", result.Opens), ("bounces", result.Bounces), ("unsubscribes", result.Unsubscribes), ("complaints", result.Complaints),
            ]);
        return faults.ToProblem();
    }

    public static Problem? Check(Node node, ReviewRecord review, DateOnly today)
    {
        Faults faults = default;
        faults.RequiredText("key", review.Key, Limits.Key);
        faults.OptionalNumber("rating", review.Rating, 1, 5);
        faults.OptionalProse("text", review.Text, BusinessLimits.Prose);
        faults.OptionalText("author", review.Author, Limits.Name);
        faults.Instant("writtenAt", review.WrittenAt, node, today.AddDays(1));
        faults.OptionalProse("reply", review.Reply, BusinessLimits.Prose);
        faults.OptionalInstant("repliedAt", review.RepliedAt, node, today.AddDays(1));
        faults.OptionalText("url", review.Url, BusinessLimits.Url);
        return faults.ToProblem();
    }

    /// <summary>Counts that may be missing.</summary>
    public static void Counts(ref Faults faults, IReadOnlyList<(string Field, int? Count)> counts)
    {
        foreach (var (field, count) in counts)
        {
            faults.Count(field, count ?? 0, 0, BusinessLimits.Count);
        }
    }
}
