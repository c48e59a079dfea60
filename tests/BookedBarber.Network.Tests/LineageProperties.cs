using BookedBarber.Network.Contracts;
using BookedBarber.Network.Domain;
using BookedBarber.Shared;
using FsCheck;
using FsCheck.Fluent;
using static BookedBarber.Network.Tests.NetworkFixture;

namespace BookedBarber.Network.Tests;

/// <summary>Random moves on random days, against a model that knows only who lay directly below whom on each single day.</summary>
public sealed class LineageProperties : IAsyncLifetime
{
    private const int Days = 8;
    private static readonly string[] Codes = ["A", "B", "C", "G", "H", "1", "2"];
    private NetworkFixture _fixture = null!;

    public async ValueTask InitializeAsync() => _fixture = await StartAsync();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public void After_any_moves_every_unit_has_exactly_one_way_to_the_root_on_every_day()
    {
        var move = from unit in Gen.Choose(0, Codes.Length - 1) from parent in Gen.Choose(-1, Codes.Length - 1) from ago in Gen.Choose(0, Days - 1) select (unit, parent, ago);
        Prop.ForAll(move.NonEmptyListOf().Select(moves => moves.Take(12).ToArray()).ToArbitrary(), moves => CheckAsync(moves).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(40));
    }

    private async Task CheckAsync((int Unit, int Parent, int Ago)[] moves)
    {
        var network = (await _fixture.NewNetworkAsync()).Id;
        var units = await _fixture.AddAsync(network, Region("A"), Region("B"), Region("C", "B"), Group("G", "A"), Group("H", "C"), Shop("1", "G"), Shop("2", "H"));
        var model = new Model(units);
        foreach (var (unit, parent, ago) in moves)
        {
            var (moved, target) = (units[unit], parent < 0 ? _fixture.Tree.Find(NodeId.Root(network))! : units[parent]);
            if (target.Kind.MayHold(moved.Kind))
            {
                var result = await _fixture.MoveAsync(moved.Id, target.Id, _fixture.Today.AddDays(-ago));
                (result.Problem?.Code ?? "moved").ShouldBe(model.Move(moved.Id, target.Id, Days - 1 - ago));
            }
        }

        var rows = await _fixture.QueryAsync<(Guid Ancestor, Guid Node, DateOnly From, DateOnly To)>(network, "select ancestor_id, node_id, valid_from, valid_to from network.lineage");
        foreach (var unit in units)
        {
            for (var day = 0; day < Days; day++)
            {
                var date = _fixture.Today.AddDays(day - Days + 1);
                var stored = rows.Where(row => row.Node == unit.Id.Value && row.From <= date && date <= row.To).Select(row => row.Ancestor).ToList();
                stored.Order().ShouldBe(model.Chain(unit.Id, day).Select(id => id.Value).Order(), $"{unit.Code} on {date:O} after {string.Join(' ', moves)}");
            }

            var today = model.Chain(unit.Id, Days - 1).Reverse().ToList();
            _fixture.Tree.Find(unit.Id)!.Ref.Path.ShouldBe(today);
            (await _fixture.QueryAsync<Guid>(network, "select unnest(path) from network.node where id = @Id", new { unit.Id })).ShouldBe(today.Select(id => id.Value));
        }
    }

    /// <summary>The parent of every unit on every day; day 0 stands for all days up to it.</summary>
    private sealed class Model(IReadOnlyList<Node> units)
    {
        private readonly Dictionary<NodeId, NodeId[]> _parents = units.ToDictionary(unit => unit.Id, unit => Enumerable.Repeat(unit.ParentId!.Value, Days).ToArray());
        private readonly Dictionary<NodeId, int> _last = units.ToDictionary(unit => unit.Id, _ => -1);

        public string Move(NodeId unit, NodeId parent, int from)
        {
            if (from < _last[unit])
            {
                return "before_last_move";
            }

            if (Enumerable.Range(from, Days - from).Any(day => Chain(parent, day).Contains(unit)))
            {
                return "would_be_cycle";
            }

            // A move of the last move's own day replaces it; back to where it was before, the unit counts as never moved.
            _last[unit] = from > 0 && _parents[unit][from - 1] == parent ? Start(unit, parent, from - 1) : from;
            Array.Fill(_parents[unit], parent, from, Days - from);
            return "moved";
        }

        public IEnumerable<NodeId> Chain(NodeId unit, int day)
        {
            yield return unit;
            while (_parents.TryGetValue(unit, out var parents))
            {
                yield return unit = parents[day];
            }
        }

        private int Start(NodeId unit, NodeId parent, int day)
        {
            while (day > 0 && _parents[unit][day - 1] == parent)
            {
                day--;
            }

            return day == 0 ? -1 : day;
        }
    }
}
