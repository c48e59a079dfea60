using System.ComponentModel;
using System.Globalization;
using System.Text.Json.Serialization;
using BookedBarber.Records.Contracts;
using BookedBarber.Records.Domain;
using BookedBarber.Records.Features.Sales;
using BookedBarber.Records.Features.Wire;
using BookedBarber.Shared;

namespace BookedBarber.Records.Features.Bookings;

/// <summary>A booking to be recorded.</summary>
internal sealed record BookingBody
{
    [Description("Id of a client of the network.")]
    public Guid? ClientId { get; init; }

    [Description("The client by your own key; an unknown key makes a new client.")]
    public ClientBody? Client { get; init; }

    [Description("Your key of the staff member, or the id; none for anybody.")]
    public string? StaffKey { get; init; }

    [Description("Your key of the service, or its id.")]
    public string? ServiceKey { get; init; }

    [JsonConverter(typeof(InstantString))]
    public DateTimeOffset? StartsAt { get; init; }

    [JsonConverter(typeof(InstantString))]
    [Description("Give this or durationMinutes; with neither the service's own duration counts.")]
    public DateTimeOffset? EndsAt { get; init; }

    public int? DurationMinutes { get; init; }

    [Description("requested, confirmed, arrived, in_service, completed, cancelled, late_cancelled or no_show. Default confirmed.")]
    public string? Status { get; init; }

    [JsonConverter(typeof(InstantString))]
    [Description("When it was made. Default: now, for a new booking.")]
    public DateTimeOffset? BookedAt { get; init; }

    /// <summary>The booking that this says.</summary>
    public Result<BookingRecord> Read(string key)
    {
        Faults faults = default;
        if (StartsAt is null)
        {
            faults.Add("startsAt", "required", "'startsAt' is missing.");
        }

        if (this is { ClientId: not null, Client: not null })
        {
            faults.Add("client", "ambiguous", "Give 'clientId' or 'client', not both.");
        }
        else if (Client is { Key: null })
        {
            faults.Add("client.key", "required", "'client.key' is missing.");
        }

        var minutes = DurationMinutes;
        if (EndsAt is { } end && StartsAt is { } start)
        {
            var length = end - start;
            if (length <= TimeSpan.Zero || length.TotalMinutes > Limits.MinutesOfDay || length.Ticks % TimeSpan.TicksPerMinute != 0)
            {
                faults.Add("endsAt", "out_of_range", "A booking ends whole minutes after it starts, a day at most.");
            }
            else if (minutes is { } said && said != (int)length.TotalMinutes)
            {
                faults.Add("durationMinutes", "ambiguous", string.Create(CultureInfo.InvariantCulture, $"From 'startsAt' to 'endsAt' are {length.TotalMinutes} minutes, 'durationMinutes' says {said}."));
            }

            minutes = length.TotalMinutes is > 0 and <= Limits.MinutesOfDay ? (int)length.TotalMinutes : null;
        }

        return faults.Any
            ? Problem.Invalid(faults.ToProblem()!.Fields!)
            : new BookingRecord(key, Client?.Key, Client?.Name, StaffKey, ServiceKey, StartsAt, null, minutes, Status ?? "confirmed", BookedAt, null, ClientId);
    }
}

/// <summary>A change of a booking.</summary>
internal sealed record BookingPatch(string? Status);
