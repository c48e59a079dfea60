using System.Text.Json.Serialization;
using BookedBarber.Records.Features.Wire;
using BookedBarber.Shared;

namespace BookedBarber.Records.Features.Lists;

/// <summary>An entry of a list that is ordered by name.</summary>
internal interface INamedItem
{
    Guid Id { get; }

    string? Name { get; }
}

/// <summary>A staff member.</summary>
internal sealed record StaffItem : INamedItem
{
    public Guid Id { get; init; }

    public string? Name { get; init; }

    public string? Title { get; init; }

    public DateOnly? HiredOn { get; init; }

    public DateOnly? LeftOn { get; init; }

    public bool IsActive { get; init; }

    public string Source { get; init; } = string.Empty;

    public string SourceKey { get; init; } = string.Empty;

    public long Version { get; init; }
}

/// <summary>A service on the list.</summary>
internal sealed record ServiceItem : INamedItem
{
    public Guid Id { get; init; }

    public string? Name { get; init; }

    public string? Category { get; init; }

    [JsonConverter(typeof(DecimalString))]
    public decimal? Price { get; init; }

    public int? DurationMinutes { get; init; }

    public bool IsActive { get; init; }

    public string Source { get; init; } = string.Empty;

    public string SourceKey { get; init; } = string.Empty;

    public long Version { get; init; }
}

/// <summary>A product on the list.</summary>
internal sealed record ProductItem : INamedItem
{
    public Guid Id { get; init; }

    public string? Name { get; init; }

    public string? Category { get; init; }

    public string? Brand { get; init; }

    [JsonConverter(typeof(DecimalString))]
    public decimal? Price { get; init; }

    [JsonConverter(typeof(DecimalString))]
    public decimal? OnHand { get; init; }

    public bool IsActive { get; init; }

    public string Source { get; init; } = string.Empty;

    public string SourceKey { get; init; } = string.Empty;

    public long Version { get; init; }
}

/// <summary>A client whose home is the location.</summary>
internal sealed record ClientItem : INamedItem
{
    public Guid Id { get; init; }

    public string? Name { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public string Source { get; init; } = string.Empty;

    public string SourceKey { get; init; } = string.Empty;

    public long Version { get; init; }
}

/// <summary>A shift.</summary>
internal sealed record ShiftItem
{
    public Guid Id { get; init; }

    public DateOnly BusinessDay { get; init; }

    public Guid StaffId { get; init; }

    public string? StaffName { get; init; }

    [JsonConverter(typeof(InstantString))]
    public DateTimeOffset StartsAt { get; init; }

    [JsonConverter(typeof(InstantString))]
    public DateTimeOffset EndsAt { get; init; }

    public int BlockedMinutes { get; init; }

    public long Version { get; init; }
}

/// <summary>A day's totals from a source without single sales.</summary>
internal sealed record DailyCloseItem
{
    public Guid Id { get; init; }

    public DateOnly BusinessDay { get; init; }

    public string Currency { get; init; } = string.Empty;

    [JsonConverter(typeof(DecimalString))]
    public decimal? NetSales { get; init; }

    [JsonConverter(typeof(DecimalString))]
    public decimal? Tax { get; init; }

    [JsonConverter(typeof(DecimalString))]
    public decimal? Tips { get; init; }

    public int? Visits { get; init; }

    public int? Transactions { get; init; }

    public string Source { get; init; } = string.Empty;

    public long Version { get; init; }

    [JsonConverter(typeof(InstantString))]
    public DateTimeOffset RecordedAt { get; init; }
}
