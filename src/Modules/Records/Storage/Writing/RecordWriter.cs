using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Records.Storage.Writing.Business;
using BookedBarber.Shared;
using BookedBarber.Storage;

namespace BookedBarber.Records.Storage.Writing;

/// <summary>Checks every record, sorts out keys that appear twice, and hands the rest to the record's kind, chunk by chunk.</summary>
internal sealed class RecordWriter(TimeProvider clock) : IRecordWriter
{
    private static readonly Dictionary<Type, object> Kinds = new(BusinessKinds.All)
    {
        [typeof(SaleRecord)] = new SaleKind(),
        [typeof(BookingRecord)] = new BookingKind(),
        [typeof(DailyCloseRecord)] = new DailyCloseKind(),
        [typeof(ServiceRecord)] = new ServiceKind(),
        [typeof(ProductRecord)] = new ProductKind(),
        [typeof(StaffRecord)] = new StaffKind(),
        [typeof(ClientRecord)] = new ClientKind(),
        [typeof(ShiftRecord)] = new ShiftKind(),
    };

    private static readonly AccountClientKind AccountClients = new();

    public async Task<IReadOnlyList<WriteOutcome>> WriteAsync<T>(
        Session session, RecordSource source, IReadOnlyList<LocatedRecord<T>> records, OnConflict conflicts, CancellationToken cancellationToken)
        where T : CanonicalRecord
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(records);
        ArgumentException.ThrowIfNullOrWhiteSpace(source.Name, nameof(source));
        var network = session.Network ?? throw new ArgumentException("Records are written in a session of one network.", nameof(session));
        var kind = source.IsAccount && typeof(T) == typeof(ClientRecord) ? (IRecordKind<T>)(object)AccountClients : KindOf<T>();
        var outcomes = new WriteOutcome[records.Count];
        var (accepted, count) = Accept(kind, network, records, outcomes, out var repeats);
        for (var start = 0; start < count; start += kind.ChunkSize)
        {
            var part = accepted.AsMemory(start, Math.Min(kind.ChunkSize, count - start));
            await kind.StoreAsync(new WriteChunk<T>(session, network.Value, source, conflicts, clock.GetUtcNow(), records, part, outcomes), cancellationToken);
        }

        foreach (var (index, first) in repeats)
        {
            outcomes[index] = outcomes[first].State == WriteState.Refused ? outcomes[first] : outcomes[first] with { State = WriteState.Unchanged };
        }

        return outcomes;
    }

    public Problem? Check<T>(LocatedRecord<T> record)
        where T : CanonicalRecord => LevelProblem<T>(record.Location) ?? KindOf<T>().Check(record.Location, record.Record, record.Location.DayAt(clock.GetUtcNow()));

    private static IRecordKind<T> KindOf<T>()
        where T : CanonicalRecord =>
        Kinds.TryGetValue(typeof(T), out var kind) ? (IRecordKind<T>)kind : throw new NotSupportedException($"{typeof(T).Name} is not a type of record that can be written; write each type by itself.");

    private static Problem? LevelProblem<T>(Node at)
        where T : CanonicalRecord =>
        at.Kind == NodeKind.Location || typeof(T).IsAssignableTo(typeof(BusinessRecord))
            ? null
            : new Problem(
                "location_required",
                $"Records of this type belong to a location, and '{at.Name}' is a {at.Kind.ToString().ToLowerInvariant()}. Nothing was saved; match the place at the source with a location.",
                ProblemKind.Invalid,
                [new FieldProblem("location", "location_required", "Not a location.")]);

    /// <summary>Which records go on: those without fault, and the first of each key.</summary>
    private (int[] Accepted, int Count) Accept<T>(
        IRecordKind<T> kind, NetworkId network, IReadOnlyList<LocatedRecord<T>> records, WriteOutcome[] outcomes, out List<(int Index, int First)> repeats)
        where T : CanonicalRecord
    {
        repeats = [];
        var now = clock.GetUtcNow();
        var accepted = new int[records.Count];
        var count = 0;
        var seen = new KeysSeen();
        Node? location = null;
        DateOnly today = default;
        for (var i = 0; i < records.Count; i++)
        {
            var (at, record, _) = records[i];
            if (!ReferenceEquals(at, location))
            {
                if (at.Network != network)
                {
                    throw new ArgumentException($"Record {i} belongs to {at.Kind} {at.Id} of network {at.Network}, not to a unit of the session's network.", nameof(records));
                }

                (location, today) = (at, at.DayAt(now));
            }

            if ((LevelProblem<T>(at) ?? kind.Check(at, record, today)) is { } problem)
            {
                outcomes[i] = new WriteOutcome(WriteState.Refused, default, problem);
                continue;
            }

            var key = kind.KeyOf(at, record);
            if (seen.FirstOf(key, i) is not { } first)
            {
                accepted[count++] = i;
            }
            else if (kind.SaysTheSame(at, records[first].Record, record))
            {
                repeats.Add((i, first));
            }
            else
            {
                outcomes[i] = new WriteOutcome(WriteState.Refused, default, DuplicateKey(key, first, i));
            }
        }

        return (accepted, count);
    }

    private static Problem DuplicateKey(RecordKey key, int first, int second) =>
        new("duplicate_key", $"Records {first + 1} and {second + 1} have the same key '{key}' but say different things; the first was taken, the second was not. Give each record its own key.", ProblemKind.Conflict);
}
