using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Records.Storage.Staging;

namespace BookedBarber.Records.Storage.Writing.Business;

/// <summary>A table that takes records of nodes as they are, and gives them back by the same columns.</summary>
/// <param name="name">The table's name in the schema, which is also the feed's entity.</param>
/// <param name="day">The record's day in the node's zone; null for lists that have none.</param>
/// <param name="content">The record's fields but key and <c>Day</c>.</param>
/// <param name="withoutPersonalData">See <see cref="IBusinessKind{T}.WithoutPersonalData"/>.</param>
internal abstract class BusinessTable<T>(string name, Func<Node, T, DateOnly?> day, StageColumns<Entry<T>> content, Func<T, T>? withoutPersonalData = null)
    : PlainTable<T>("records." + name, "node_id", new StageColumns<Entry<T>>().Day("business_day", row => day(row.Location, row.Record)).With(content)), IBusinessKind<T>
    where T : CanonicalRecord
{
    public string Table { get; } = "records." + name;

    public Func<T, T>? WithoutPersonalData { get; } = withoutPersonalData;
}
