using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Records.Domain.Business;

/// <summary>What makes a message possible. No sentence here repeats what the message says.</summary>
internal static class MessageCheck
{
    public static Problem? Check(Node node, MessageRecord message, DateOnly today)
    {
        Faults faults = default;
        faults.RequiredText("key", message.Key, Limits.Key);
        faults.Word("channel", message.Channel, BusinessWords.MessageChannels, "unknown_channel");
        faults.Word("direction", message.Direction, BusinessWords.MessageDirections, "unknown_direction");
        faults.Word("status", message.Status, BusinessWords.MessageStatuses, "unknown_status");
        faults.OptionalText("sender", message.Sender, Limits.Contact);
        faults.OptionalText("recipient", message.Recipient, Limits.Contact);
        faults.OptionalText("clientKey", message.ClientKey, Limits.Key);
        faults.OptionalText("campaignKey", message.CampaignKey, Limits.Key);
        faults.OptionalProse("subject", message.Subject, BusinessLimits.Line);
        faults.OptionalProse("body", message.Body, BusinessLimits.Body);
        faults.Instant("at", message.At, node, today.AddDays(1));
        faults.OptionalInstant("statusAt", message.StatusAt, node, today.AddDays(1));
        faults.OptionalText("failureCode", message.FailureCode, Limits.Name);
        return faults.ToProblem();
    }
}
