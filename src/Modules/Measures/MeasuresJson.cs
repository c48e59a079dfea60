using System.Text.Json;
using System.Text.Json.Serialization;
using BookedBarber.Measures.Features.ReadBands;
using BookedBarber.Measures.Features.ReadDashboard;
using BookedBarber.Measures.Features.ReadMeasures;
using BookedBarber.Measures.Features.ReadSameLocation;
using BookedBarber.Measures.Features.ReadSnapshot;

namespace BookedBarber.Measures;

/// <summary>How answers are written: camelCase, and a comparison that was not asked for is left out.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(MeasuresAnswer))]
[JsonSerializable(typeof(DashboardAnswer))]
[JsonSerializable(typeof(LiveItem))]
[JsonSerializable(typeof(SnapshotAnswer))]
[JsonSerializable(typeof(SameLocationAnswer))]
[JsonSerializable(typeof(BandsAnswer))]
internal sealed partial class MeasuresJson : JsonSerializerContext
{
    public static byte[] Serialize<T>(T answer) => JsonSerializer.SerializeToUtf8Bytes(answer, typeof(T), Default);
}
