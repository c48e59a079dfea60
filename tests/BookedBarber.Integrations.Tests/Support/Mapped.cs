using System.Text;
using BookedBarber.Integrations.Features.RunImport;
using BookedBarber.Integrations.Mapping;
using BookedBarber.Integrations.Profiles;
using BookedBarber.Network.Contracts;
using BookedBarber.Records.Contracts;
using BookedBarber.Shared;

namespace BookedBarber.Integrations.Tests.Support;

/// <summary>Reads and maps files without a database.</summary>
internal static class Mapped
{
    public static readonly NetworkSummary Network = new(new NetworkId(Guid.Parse("01999999-0000-7000-8000-000000000001")), "test", "Test", Currency.Of("EUR"), "Europe/Berlin", "active");

    public static Profile BuiltIn(string name) => ProfileReader.Read(BuiltInProfiles.Find(name)!, out _)!;

    public static Profile Profile(string yaml)
    {
        var profile = ProfileReader.Read(yaml, out var faults);
        faults.ShouldBeEmpty();
        return profile!;
    }

    public static (List<T> Records, List<Refusal> Refusals, ImportTotals Totals) File<T>(Profile profile, string text, Node? location = null)
        where T : CanonicalRecord => File<T>(profile, Encoding.UTF8.GetBytes(text), location);

    public static (List<T> Records, List<Refusal> Refusals, ImportTotals Totals) File<T>(Profile profile, byte[] bytes, Node? location = null)
        where T : CanonicalRecord => File<T>(profile, () => new MemoryStream(bytes), location);

    public static (List<T> Records, List<Refusal> Refusals, ImportTotals Totals) File<T>(Profile profile, Func<Stream> open, Node? location = null)
        where T : CanonicalRecord
    {
        var job = new ImportJob(Guid.Empty, Scope.OfSystem(Network.Id), Network, profile, location ?? Shop(), CreateLocations: true, DryRun: true, [new ImportFile("file.csv", 0, string.Empty, open)]);
        var (records, refusals, rows, repeated) = (new List<T>(), new List<Refusal>(), 0L, 0L);
        var reader = new RowsToRecords<T>(job, 0, (RecordBuilder<T>)profile.Builder, new LocationResolver(job, new EmptyTree(), TimeProvider.System), new SeenKeys(), () => 0);
        foreach (var batch in reader.Read(open(), GroupsApart.Find(profile, open, CancellationToken.None)))
        {
            records.AddRange(batch.Records.Select(record => record.Record));
            refusals.AddRange(batch.Refusals);
            rows += batch.RowsRead;
            repeated += batch.Repeated;
        }

        return (records, refusals, new ImportTotals(rows, rows - repeated - refusals.Count, repeated, refusals.Count));
    }

    public static Node Shop(string zone = "Europe/Berlin", string currency = "EUR")
    {
        var (root, id) = (NodeId.Root(Network.Id), new NodeId(Guid.Parse("01999999-0000-7000-8000-0000000000aa")));
        return new Node(
            new NodeRef(Network.Id, id, NodeKind.Location, [root, id]), root, "shop", "shop", "Shop", Currency.Of(currency),
            TimeZoneInfo.FindSystemTimeZoneById(zone), "open", null, null, null, null, null, IsArchived: false, 1);
    }

    private sealed class EmptyTree : INetworkTree
    {
        public IReadOnlyList<NetworkSummary> Networks => [Network];

        public ValueTask LoadAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public Node? Find(NodeId id) => null;

        public NetworkSummary? FindNetwork(NetworkId id) => Network;

        public NetworkSummary? FindNetwork(string slug) => Network;

        public IReadOnlyList<Node> NodesOf(NetworkId network, bool withArchived = false) => [];

        public IReadOnlyList<Node> LocationsUnder(NetworkId network, IReadOnlyList<NodeId> roots, bool withArchived = false) => [];

        public IReadOnlyList<Node> NodesUnder(NetworkId network, NodeId root, bool withArchived = false) => [];

        public Node? FindLocation(NetworkId network, string code) => null;

        public long Version(NetworkId network) => 1;

        public ITreeMoment Moment => throw new NotSupportedException();
    }
}
