namespace BookedBarber.Webhooks.Events;

/// <summary>What a field of an event's data holds.</summary>
internal enum FieldKind
{
    /// <summary>A UUID.</summary>
    Id,

    /// <summary>Several UUIDs.</summary>
    Ids,

    /// <summary>Text.</summary>
    Text,

    /// <summary>A local business day.</summary>
    Day,

    /// <summary>An instant in UTC.</summary>
    Instant,

    /// <summary>A decimal number as a string.</summary>
    Amount,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>A number that is not exact (degrees).</summary>
    Number,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>Parts of their own shape.</summary>
    Parts,
}
