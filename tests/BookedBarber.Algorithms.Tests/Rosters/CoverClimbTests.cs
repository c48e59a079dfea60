using BookedBarber.Algorithms.Rosters;

namespace BookedBarber.Algorithms.Tests.Rosters;

public sealed class CoverClimbTests
{
    private const int Days = 6;
    private const double VisitMinutes = 30;
    private const double WishesPerVisit = 2;

    private static readonly ShiftSpan[] Spans = [new(480, 960), new(720, 1320)];

    [Fact]
    public void A_climb_keeps_every_hard_rule_ends_where_no_move_helps_and_never_serves_less_than_its_wishes_are_worth()
    {
        var climbed = 0;
        for (var seed = 0; seed < 40; seed++)
        {
            if (Task(seed) is not var (instance, start, wanted))
            {
                continue;
            }

            var (roster, again) = (start.Copy(), start.Copy());
            var moves = Climb(instance, roster, wanted, chairs: null);
            Climb(instance, again, wanted, chairs: null).ShouldBe(moves);

            RosterCheck.Violations(instance, roster).ShouldBeEmpty();
            Lines(again).ShouldBe(Lines(roster));
            Shifts(roster).ShouldBe(Shifts(start), "moves change when people work, not how often");
            (Worth(instance, roster, wanted) - Worth(instance, start, wanted)).ShouldBeGreaterThanOrEqualTo(moves * 1e-9);
            Climb(instance, roster, wanted, chairs: null).ShouldBe(0);
            climbed += moves;
        }

        climbed.ShouldBeGreaterThan(40);
    }

    [Fact]
    public void No_more_people_than_chairs_are_moved_into_an_hour()
    {
        var instance = new RosterInstance(2, [new("A", 480, new HashSet<int>()), new("B", 480, new HashSet<int>())], [Anybody("P0"), Anybody("P1")], [], []);
        double[] wanted = [.. Enumerable.Range(0, 48).Select(hour => hour is >= 8 and < 16 ? 8.0 : 0)];
        Roster Made()
        {
            var roster = new Roster(2, 2);
            (roster[0, 0], roster[1, 1]) = (0, 0);
            return roster;
        }

        var (one, two) = (Made(), Made());

        Climb(instance, one, wanted, chairs: 1).ShouldBe(0);
        Climb(instance, two, wanted, chairs: 2).ShouldBe(1);
        (two[1, 0], two[1, 1]).ShouldBe((0, Roster.Off));
    }

    private static RosterStaff Anybody(string name) => new(name, [2, 2], 960, 0, 2, 1, 1, 2, new HashSet<int>());

    private static (RosterInstance Instance, Roster Start, double[] Wanted)? Task(int seed)
    {
        var random = new Random(seed);
        var instance = RandomRosters.Make(random, Days, staff: 3, Spans.Length);
        var start = new Roster(3, Days);
        for (var person = 0; person < 3; person++)
        {
            var lines = RandomRosters.AllLines(instance, person);
            if (lines.Count == 0)
            {
                return null;
            }

            start.SetLine(person, lines[random.Next(lines.Count)]);
        }

        return (instance, start, [.. Enumerable.Range(0, 24 * Days).Select(hour => hour % 24 is >= 8 and < 22 ? 4 * random.NextDouble() : 0)]);
    }

    private static int Climb(RosterInstance instance, Roster roster, double[] wanted, int? chairs) =>
        CoverClimb.Run(instance, roster, Spans, wanted, VisitMinutes, chairs, WishesPerVisit, TestContext.Current.CancellationToken);

    // Counted anew: visits served in every hour, less what unmet wishes weigh.
    private static double Worth(RosterInstance instance, Roster roster, double[] wanted)
    {
        var room = new double[wanted.Length];
        for (var person = 0; person < roster.Staff; person++)
        {
            for (var day = 0; day < Days; day++)
            {
                if (roster[person, day] is not Roster.Off and var shift)
                {
                    ShiftCounts.Staff(room, day, Spans[shift], 1);
                }
            }
        }

        var penalty = RosterCheck.Penalty(instance, roster);
        return wanted.Zip(room, (visits, people) => ShiftCounts.Served(visits, people * 60 / VisitMinutes)).Sum() - ((penalty.Wanted + penalty.Unwanted) / WishesPerVisit);
    }

    private static List<int> Lines(Roster roster) => [.. Enumerable.Range(0, roster.Staff).SelectMany(person => roster.Line(person).ToArray())];

    private static List<int> Shifts(Roster roster) => [.. Enumerable.Range(0, roster.Staff).Select(person => roster.Line(person).ToArray().Count(shift => shift != Roster.Off))];
}
