using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace BookedBarber.Network.Features.Units;

/// <summary>What is to change of a region or group; what is left out stays.</summary>
internal class UnitPatch
{
    private readonly HashSet<string> _sent = [];

    public string? Name { get; init; }

    public string? Code { get; init; }

    public string? Slug { get; init; }

    [Description("IANA zone.")]
    public string? TimeZone { get; init; }

    /// <summary>What was sent, or what is stored where nothing was. A null that was sent takes the stored value away.</summary>
    protected internal T? Or<T>(string property, T? sent, T? stored) => _sent.Contains(property) ? sent : stored;

    /// <summary>Notes that a property was sent: only then does its setter run.</summary>
    protected T Sent<T>(T value, [CallerMemberName] string property = "")
    {
        _sent.Add(property);
        return value;
    }
}

/// <summary>What is to change of a location; what is left out stays, and null takes away a value that may be missing.</summary>
internal sealed class LocationPatch : UnitPatch
{
    public string? Currency { get; init; }

    [Description("candidate, signed, building, open, suspended, transferred, terminated or closed; closed needs closedOn.")]
    public string? Status { get; init; }

    public double? Latitude { get; init => field = Sent(value); }

    public double? Longitude { get; init => field = Sent(value); }

    public string? Address { get; init => field = Sent(value); }

    public int? Chairs { get; init => field = Sent(value); }

    public DateOnly? OpenedOn { get; init => field = Sent(value); }

    public DateOnly? ClosedOn { get; init => field = Sent(value); }
}
