using BookedBarber.Algorithms.Rosters;

namespace BookedBarber.Algorithms.Tests.Rosters;

public sealed class RosterSearchTests
{
    private static readonly RosterSearchOptions Options = new(TimeSpan.FromSeconds(30), Threads: 2, Seed: 3);

    [Fact]
    public void Small_tasks_are_solved_as_well_as_by_trying_everything()
    {
        var random = new Random(5);
        var solved = 0;
        while (solved < 12)
        {
            var instance = RandomRosters.Make(random, days: 6, staff: 3, shifts: 2);
            if (RosterClashes.Find(instance).Count > 0)
            {
                continue;
            }

            solved++;
            var solution = RosterSearch.Solve(instance, Options with { Budget = TimeSpan.FromMilliseconds(150) }, TimeProvider.System, cancellationToken: TestContext.Current.CancellationToken);

            RosterCheck.Violations(instance, solution.Roster).ShouldBeEmpty();
            solution.Penalty.Total.ShouldBe(Best(instance));
            solution.Bound.ShouldBeLessThanOrEqualTo(solution.Penalty.Total);
        }
    }

    [Theory]
    [InlineData("Instance2.txt", 828)]
    [InlineData("Instance3.txt", 1001)]
    public void Published_instances_are_solved_to_the_proved_best(string file, int best)
    {
        RosterInstanceText.TryRead(File.ReadAllText(SharedData.Path(Path.Combine("rostering", file))), out var instance, out _).ShouldBeTrue();

        var solution = RosterSearch.Solve(instance!, Options, TimeProvider.System, cancellationToken: TestContext.Current.CancellationToken);

        RosterCheck.Violations(instance!, solution.Roster).ShouldBeEmpty();
        (RosterCheck.Penalty(instance!, solution.Roster).Total, solution.IsBest).ShouldBe((best, true));
    }

    [Fact]
    public void Plans_get_better_and_bounds_tighter_while_it_searches()
    {
        var instance = Feasible(new Random(9));
        var told = new List<RosterProgress>();

        RosterSearch.Solve(instance, Options with { Budget = TimeSpan.FromMilliseconds(300) }, TimeProvider.System, told.Add, TestContext.Current.CancellationToken);

        told.Select(progress => progress.Penalty).ShouldBeInOrder(SortDirection.Descending);
        told.Select(progress => progress.Bound).ShouldBeInOrder(SortDirection.Ascending);
    }

    [Fact]
    public void What_a_plan_leaves_undone_sums_to_its_penalty()
    {
        var instance = Feasible(new Random(9));

        var solution = RosterSearch.Solve(instance, Options with { Budget = TimeSpan.FromMilliseconds(150) }, TimeProvider.System, cancellationToken: TestContext.Current.CancellationToken);

        RosterCheck.Costs(instance, solution.Roster).Sum(cost => cost.Penalty).ShouldBe(solution.Penalty.Total);
    }

    [Fact]
    public void A_person_without_any_line_is_refused_by_name()
    {
        var instance = Feasible(new Random(9));
        var stuck = instance with { Staff = [.. instance.Staff.Select((staff, at) => at == 1 ? staff with { FewestMinutes = 480 * 100, MostMinutes = 480 * 100 } : staff)] };

        Should.Throw<ArgumentException>(() => RosterSearch.Solve(stuck, Options, TimeProvider.System)).Message.ShouldStartWith("The rules of P1 allow no line.");
    }

    private static RosterInstance Feasible(Random random)
    {
        while (true)
        {
            var instance = RandomRosters.Make(random, 14, 6, 2);
            if (RosterClashes.Find(instance).Count == 0)
            {
                return instance;
            }
        }
    }

    private static long Best(RosterInstance instance)
    {
        var lines = Enumerable.Range(0, instance.Staff.Count).Select(person => RandomRosters.AllLines(instance, person)).ToList();
        var roster = new Roster(instance.Staff.Count, instance.Days);
        long Try(int person)
        {
            if (person == instance.Staff.Count)
            {
                return RosterCheck.Penalty(instance, roster).Total;
            }

            return lines[person].Min(line =>
            {
                roster.SetLine(person, line);
                return Try(person + 1);
            });
        }

        return Try(0);
    }
}
