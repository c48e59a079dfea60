using System.Data;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;
using Dapper;

namespace BookedBarber.Records.Storage.Writing.Business;

/// <summary>How the small lists of business records are kept in jsonb columns, and read back from them.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(DecimalString)])]
[JsonSerializable(typeof(IReadOnlyList<InvoiceLine>))]
[JsonSerializable(typeof(IReadOnlyList<NamedAmount>))]
[JsonSerializable(typeof(IReadOnlyList<JournalLine>))]
[JsonSerializable(typeof(IReadOnlyList<ListedHours>))]
[JsonSerializable(typeof(IReadOnlyList<ListedDay>))]
internal sealed partial class BusinessJson : JsonSerializerContext
{
    public static string Of<T>(IReadOnlyList<T> list) => list.Count == 0 ? "[]" : JsonSerializer.Serialize(list, TypeOf<T>());

    public static bool AreSame<T>(IReadOnlyList<T> one, IReadOnlyList<T> other) => Of(one) == Of(other);

#pragma warning disable CA2255 // Dapper's mapping is process-wide; it has to be set before the first query, whoever makes it
    [ModuleInitializer]
    internal static void Register()
#pragma warning restore CA2255
    {
        SqlMapper.AddTypeHandler(new ListHandler<InvoiceLine>());
        SqlMapper.AddTypeHandler(new ListHandler<NamedAmount>());
        SqlMapper.AddTypeHandler(new ListHandler<JournalLine>());
        SqlMapper.AddTypeHandler(new ListHandler<ListedHours>());
        SqlMapper.AddTypeHandler(new ListHandler<ListedDay>());
    }

    private static JsonTypeInfo<IReadOnlyList<T>> TypeOf<T>() => (JsonTypeInfo<IReadOnlyList<T>>)Default.GetTypeInfo(typeof(IReadOnlyList<T>))!;

    private sealed class ListHandler<T> : SqlMapper.TypeHandler<IReadOnlyList<T>>
    {
        public override IReadOnlyList<T> Parse(object value) => JsonSerializer.Deserialize((string)value, TypeOf<T>()) ?? [];

        public override void SetValue(IDbDataParameter parameter, IReadOnlyList<T>? value) =>
            throw new NotSupportedException("Lists are written through the stage, never as a parameter of a query.");
    }
}
