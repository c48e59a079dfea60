namespace BookedBarber.Architecture.Tests;

public sealed class ArchitectureTests
{
    private static readonly IReadOnlyList<Room> Rooms = House.Rooms();

    [Fact]
    public void The_house_was_found()
    {
        Rooms.Count(room => room.Floor == Floor.Module).ShouldBeGreaterThanOrEqualTo(7);
        Rooms.Count(room => room.Floor == Floor.Host).ShouldBe(1);
        Rooms.Sum(room => room.Uses.Count).ShouldBeGreaterThan(100);
    }

    [Fact]
    public void Arrows_point_down_only() => Rooms.SelectMany(room => Rules.ArrowsPointDown(room, Rooms)).ShouldBeEmpty();

    [Fact]
    public void A_module_shows_its_contracts_only() => Rooms.SelectMany(Rules.ModulesShowContractsOnly).ShouldBeEmpty();

    [Fact]
    public void Modules_meet_through_contracts() => Rooms.SelectMany(room => Rules.ModulesMeetThroughContracts(room, Rooms)).ShouldBeEmpty();

    [Fact]
    public void No_module_touches_the_tables_of_another() => Rooms.SelectMany(Rules.TablesStayAtHome).ShouldBeEmpty();

    [Fact]
    public void Shared_depends_on_no_package() => Rooms.SelectMany(Rules.SharedHasNoPackages).ShouldBeEmpty();

    [Fact]
    public void The_rules_find_what_the_seeded_module_does_wrong()
    {
        var seeded = House.Seeded();

        Rules.ModulesShowContractsOnly(seeded).ShouldContain(fault => fault.Contains("Seeded.Leak"));
        Rules.ModulesMeetThroughContracts(seeded, Rooms).ShouldContain(fault => fault.Contains("RecordsModule"));
        Rules.TablesStayAtHome(seeded).ShouldContain(fault => fault.Contains("records.sale"));
        Rules.ArrowsPointDown(seeded with { Floor = Floor.Shared }, Rooms).ShouldContain(fault => fault.Contains("must not know BookedBarber.Records"));
    }
}
