using BookedBarber.Network.Contracts;
using BookedBarber.Network.Features;
using BookedBarber.Network.Features.ReadTree;
using BookedBarber.Network.Features.Search;
using BookedBarber.Network.Features.Units;
using BookedBarber.Network.Tree;
using BookedBarber.Shared;
using Microsoft.Extensions.Logging.Abstractions;
using static BookedBarber.Network.Tests.NetworkFixture;

namespace BookedBarber.Network.Tests;

public sealed class ListingUnits : IAsyncLifetime
{
    private NetworkFixture _fixture = null!;
    private NetworkSummary _network = null!;
    private IReadOnlyList<Node> _nodes = null!;

    private Scope Everything => Scope.OfSystem(_network.Id);

    private Scope West => Everything with { Roots = [_nodes[0].Id] };

    public async ValueTask InitializeAsync()
    {
        _fixture = await StartAsync();
        _network = await _fixture.NewNetworkAsync();
        _nodes = await _fixture.AddAsync(
            _network.Id,
            Region("W") with { Name = "West" },
            Region("E") with { Name = "East" },
            Group("G", "W"),
            Shop("S1", "G") with { Name = "Shop 10" },
            Shop("S2", "G") with { Name = "shop 9" },
            Shop("S3", "E") with { Name = "Zürich Ring", Status = "building" },
            Shop("S4") with { Name = "Ringstrasse" });
    }

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_repetition_in_either_direction()
    {
        foreach (var (sort, expected) in new[] { ("name", "S4 S2 S1 S3"), ("-name", "S3 S1 S2 S4"), ("code", "S1 S2 S3 S4"), ("-code", "S4 S3 S2 S1") })
        {
            var (codes, cursor) = (new List<string>(), (string?)null);
            do
            {
                var page = await ListAsync(Everything, new UnitQuery { Sort = sort, Limit = 3, Cursor = cursor });
                page.Total.ShouldBe(4);
                codes.AddRange(page.Items.Select(item => item.Code));
                cursor = page.NextCursor;
            }
            while (cursor is not null);
            string.Join(' ', codes).ShouldBe(expected);
        }
    }

    [Fact]
    public async Task A_cursor_stands_where_its_item_was_even_when_that_was_renamed()
    {
        var first = await ListAsync(Everything, new UnitQuery { Limit = 2 });
        await _fixture.AddAsync(_network.Id, Shop("S2") with { Name = "A new name" });

        var rest = await ListAsync(Everything, new UnitQuery { Limit = 2, Cursor = first.NextCursor });
        rest.Items.Select(item => item.Code).ShouldBe(["S1", "S3"]);
    }

    [Theory]
    [InlineData("status", "S3")]
    [InlineData("parent", "S1 S2")]
    [InlineData("under", "S1 S2")]
    [InlineData("search", "S3 S4")]
    [InlineData("marks", "S3")]
    public async Task Filters_narrow_the_list(string filter, string expected)
    {
        var query = filter switch
        {
            "status" => new UnitQuery { Status = "building,signed" },
            "parent" => new UnitQuery { ParentId = _nodes[2].Id.Value },
            "under" => new UnitQuery { Under = _nodes[0].Id.Value },
            "search" => new UnitQuery { Search = "ring" },
            _ => new UnitQuery { Search = "zurich" },
        };

        string.Join(' ', (await ListAsync(Everything, query with { Sort = "code" })).Items.Select(item => item.Code)).ShouldBe(expected);
    }

    [Fact]
    public async Task Nothing_outside_the_callers_branch_is_listed_found_or_shown_by_more_than_its_name()
    {
        (await ListAsync(West, new UnitQuery { Sort = "code" })).Items.Select(item => item.Code).ShouldBe(["S1", "S2"]);
        (await ListAsync(West, new UnitQuery { Under = _nodes[1].Id.Value })).Items.ShouldBeEmpty();
        Value(await _fixture.Node.Get<SearchNetwork>().RunAsync(West, "ring", null, Token)).Items.ShouldBeEmpty();

        var tree = TreeApi.Show(_fixture.Node.Get<NetworkTree>().Snapshot(_network.Id)!, [_nodes[2].Id], withArchived: false);
        tree.Nodes.Select(node => (node.Name, node.NameOnly)).ShouldBe([(_network.Name, true), ("West", true), ("Group G", false), ("Shop 10", false), ("shop 9", false)]);
        tree.Nodes[1].ShouldSatisfyAllConditions(west => west.Code.ShouldBeEmpty(), west => west.TimeZone.ShouldBeNull(), west => west.Version.ShouldBe(0));
    }

    [Fact]
    public async Task Search_puts_the_very_code_first_then_beginnings_then_words_then_anything_inside()
    {
        await _fixture.AddAsync(_network.Id, Shop("ring") with { Name = "Quay" }, Shop("S6") with { Name = "Spring" });

        Value(await _fixture.Node.Get<SearchNetwork>().RunAsync(Everything, " Ring ", null, Token)).Items.Select(item => item.Title).ShouldBe(["Quay", "Ringstrasse", "Zürich Ring", "Spring"]);
    }

    [Fact]
    public async Task Other_sources_are_asked_only_where_their_permission_was_granted()
    {
        var source = new People();
        var search = new SearchNetwork(_fixture.Node.Get<NetworkTree>(), [source], NullLogger<SearchNetwork>.Instance);
        Scope As(Role role) => West with { Caller = new Caller(PersonId.New(_fixture.Clock), "x", CallerKind.Person, false, [new Grant(Guid.Empty, _network.Id, _nodes[0].Id, role)]) };

        Value(await search.RunAsync(As(Role.Barber), "rita", null, Token)).Items.ShouldBeEmpty();
        Value(await search.RunAsync(As(Role.Owner), "rita", null, Token)).Items.ShouldBe([new SearchItem("person", Guid.Empty, "Rita", null)]);
        source.Asked!.Roots.ShouldBe([_nodes[0].Id]);
    }

    [Theory]
    [InlineData("limit", 0, null, null)]
    [InlineData("limit", 201, null, null)]
    [InlineData("sort", null, "age", null)]
    [InlineData("cursor", null, null, "no cursor")]
    [InlineData("cursor", null, null, "bnVsbA")]
    public void A_wrong_page_is_named(string field, int? limit, string? sort, string? cursor) =>
        Paging.Of(sort, limit, cursor).Problem!.Fields!.Single().Field.ShouldBe(field);

    private Task<Page<UnitItem>> ListAsync(Scope scope, UnitQuery query) => Task.FromResult(Value(_fixture.Node.Get<ListUnits>().Run(scope, NodeKind.Location, query)));

    private sealed class People : ISearchSource
    {
        public Permission Permission => Permission.PeopleRead;

        public Scope? Asked { get; private set; }

        public Task<IReadOnlyList<SearchHit>> SearchAsync(Scope scope, string text, int limit, CancellationToken cancellationToken)
        {
            Asked = scope;
            return Task.FromResult<IReadOnlyList<SearchHit>>([new SearchHit("person", Guid.Empty, "Rita", null, 0)]);
        }
    }
}
