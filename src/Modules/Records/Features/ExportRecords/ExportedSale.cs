using System.Text.Json;
using System.Text.Json.Serialization;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Records.Features.ExportRecords;

/// <summary>A sale as the export's query gives it, its lists as JSON.</summary>
internal sealed record ExportedSale(
    Guid LocationId, string Key, DateOnly BusinessDay, DateTimeOffset? OccurredAt, string? Receipt, string? ClientKey, string Currency, decimal Total, string Taxes, string Payments, string Tips, string Lines)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new DecimalString(), new JsonStringEnumConverter<SaleLineKind>(JsonNamingPolicy.SnakeCaseLower) },
    };

    public SaleRecord ToRecord() => new(
        Key, BusinessDay, OccurredAt, Receipt, ClientKey, null, Currency, Read<SaleLine>(Lines), Read<NamedAmount>(Taxes), Read<StaffAmount>(Tips), Read<Payment>(Payments), Total);

    private static List<T> Read<T>(string json) => JsonSerializer.Deserialize<List<T>>(json, Json) ?? [];
}
