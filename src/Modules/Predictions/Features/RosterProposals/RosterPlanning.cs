using System.Globalization;
using BookedBarber.Algorithms.Rosters;
using BookedBarber.Network.Contracts;
using BookedBarber.Predictions.Web;

namespace BookedBarber.Predictions.Features.RosterProposals;

/// <summary>Plans a week beside the plan there is.</summary>
internal sealed class RosterPlanning(TimeProvider clock) : IDisposable
{
    private const int Days = 7;

    // A shop's week is settled in far less; the rest of a second belongs to reading and storing. It is measured by the machine's own clock: another one may stand still, and the search would never end.
    private static readonly TimeSpan Budget = TimeSpan.FromMilliseconds(600);

    // Searches are all computation: one for each processor, and a processor left for everything else.
    private readonly SemaphoreSlim _places = new(Math.Max(1, Environment.ProcessorCount - 1));

    /// <summary>The proposal.</summary>
    public async Task<RosterProposalItem> MakeAsync(Node location, RosterInputs inputs, RosterRules rules, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(location);
        ArgumentNullException.ThrowIfNull(inputs);
        await _places.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => Make(location, inputs, rules, cancellationToken), cancellationToken);
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();

    private RosterProposalItem Make(Node location, RosterInputs inputs, RosterRules rules, CancellationToken cancellationToken)
    {
        var week = RosterTaskMaker.Make(inputs, rules, location.Chairs);
        var found = RosterSearch.Solve(week.Instance, new RosterSearchOptions(Budget, Threads: 1), TimeProvider.System, null, cancellationToken);
        var roster = found.Roster.Copy();
        CoverClimb.Run(week.Instance, roster, week.Spans, inputs.Demand, inputs.VisitMinutes, location.Chairs, RosterTaskMaker.Visit, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        var plan = inputs.Plan.Select(shift => (shift.Staff, Day: shift.Day.DayNumber - inputs.Week.DayNumber, Span: new ShiftSpan(shift.Start, shift.End))).ToList();
        var proposal = (from person in Enumerable.Range(0, inputs.Staff.Count)
                        from day in Enumerable.Range(0, Days)
                        where roster[person, day] != Roster.Off
                        select (Staff: inputs.Staff[person].Id, Day: day, Span: week.Spans[roster[person, day]])).ToList();
        var unmet = RosterCheck.Costs(week.Instance, roster).Where(cost => cost.Staff is not null).ToList();
        var (planRoom, proposalRoom) = (Room(plan, inputs, location.Chairs), Room(proposal, inputs, location.Chairs));
        var (planned, served) = (Served(inputs, planRoom), Served(inputs, proposalRoom));
        var isBetter = served - (unmet.Sum(cost => cost.Penalty) / (double)RosterTaskMaker.Visit) > planned;
        return isBetter
            ? Answer(location, inputs, week, plan, proposal, planRoom, proposalRoom, [.. unmet.SelectMany(cost => Unmet(inputs, week, cost))], true)
            : Answer(location, inputs, week, plan, plan, planRoom, planRoom, [], false);
    }

    private RosterProposalItem Answer(
        Node location, RosterInputs inputs, RosterWeek week, List<(Guid Staff, int Day, ShiftSpan Span)> plan, List<(Guid Staff, int Day, ShiftSpan Span)> proposal, double[] planRoom, double[] proposalRoom, IReadOnlyList<RosterUnmet> unmet, bool isBetter)
    {
        var (planned, served) = (Served(inputs, planRoom), Served(inputs, proposalRoom));
        var (planHours, hours) = (Hours(plan), Hours(proposal));
        var now = clock.GetUtcNow();
        return new RosterProposalItem(
            Guid.CreateVersion7(now),
            location.Id.Value,
            inputs.Week,
            now,
            isBetter,
            new RosterBasis(inputs.DemandAsOf, inputs.DemandWeeks, Math.Round(inputs.VisitMinutes, 1), inputs.PlanWeek, Sentences(inputs, week)),
            new RosterGain(
                Math.Round(inputs.Demand.Sum(), 1),
                Math.Round(planned, 1),
                Math.Round(served, 1),
                planHours,
                hours,
                Math.Round(planRoom.Zip(proposalRoom, (then, now) => Math.Max(0, now - then)).Sum(), 1),
                planHours > 0 && planned > 0 && hours > 0 ? Math.Round((served / hours / (planned / planHours)) - 1, 4) : null,
                inputs.NetSalesAVisit is { } ticket ? Amounts.Of((double)ticket * (served - planned), location.Currency) : null,
                location.Currency.Code),
            [.. inputs.Staff.Select(member => new RosterPerson(
                member.Id,
                member.Name,
                member.Title,
                [.. member.Off.Order().Select(inputs.Week.AddDays)],
                Hours(plan.Where(turn => turn.Staff == member.Id)),
                Hours(proposal.Where(turn => turn.Staff == member.Id)),
                Turns(inputs, plan, member.Id),
                Turns(inputs, proposal, member.Id))).Where(person => person.Plan.Count > 0 || person.Proposal.Count > 0 || person.DaysOff.Count > 0)],
            [.. Enumerable.Range(0, inputs.Demand.Length).Where(hour => inputs.Demand[hour] > 0 || planRoom[hour] > 0 || proposalRoom[hour] > 0).Select(hour =>
                new RosterHour(inputs.Week.AddDays(hour / 24), hour % 24, Math.Round(inputs.Demand[hour], 2), Math.Round(planRoom[hour], 2), Math.Round(proposalRoom[hour], 2)))],
            unmet);
    }

    private static double[] Room(IEnumerable<(Guid Staff, int Day, ShiftSpan Span)> turns, RosterInputs inputs, int? chairs)
    {
        var room = new double[inputs.Demand.Length];
        foreach (var (_, day, span) in turns)
        {
            ShiftCounts.Staff(room, day, span, 1);
        }

        // Who stands without a chair serves nobody.
        return chairs is { } limit ? Array.ConvertAll(room, people => Math.Min(people, limit)) : room;
    }

    private static double Served(RosterInputs inputs, double[] room) => inputs.Demand.Select((wanted, hour) => ShiftCounts.Served(wanted, room[hour] * 60 / inputs.VisitMinutes)).Sum();

    private static double Hours(IEnumerable<(Guid Staff, int Day, ShiftSpan Span)> turns) => Math.Round(turns.Sum(turn => turn.Span.Minutes) / 60.0, 2);

    private static List<RosterTurn> Turns(RosterInputs inputs, List<(Guid Staff, int Day, ShiftSpan Span)> turns, Guid staff) =>
        [.. turns.Where(turn => turn.Staff == staff).OrderBy(turn => turn.Day).ThenBy(turn => turn.Span.Start).Select(turn => new RosterTurn(inputs.Week.AddDays(turn.Day), Clock(turn.Span.Start), Clock(turn.Span.End)))];

    private static IEnumerable<RosterUnmet> Unmet(RosterInputs inputs, RosterWeek week, RosterCost cost)
    {
        var (member, day) = (inputs.Staff[cost.Staff!.Value], inputs.Week.AddDays(cost.Day));
        return RosterTaskMaker.Habits((int)cost.Penalty).Select(habit => new RosterUnmet(
            member.Id,
            member.Name,
            habit.Kind,
            day,
            habit.Weight / (double)RosterTaskMaker.Visit,
            habit.Kind == "day_off"
                ? $"{member.Name} works on {day.ToString("dddd", CultureInfo.InvariantCulture)}, usually a day off."
                : $"{member.Name} begins at {Clock(week.Spans[cost.Shift].Start)} on {day.ToString("dddd", CultureInfo.InvariantCulture)}, more than two hours from when they ever did."));
    }

    private static string Written(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private static List<string> Sentences(RosterInputs inputs, RosterWeek week)
    {
        List<string> sentences = [$"From {inputs.DemandWeeks} weeks of bookings up to {Written(inputs.DemandAsOf)}; everybody works at most the hours that they are planned for."];
        if (inputs.PlanWeek != inputs.Week)
        {
            sentences.Add($"No shifts are planned for this week yet; it is set beside those of the week of {Written(inputs.PlanWeek)}.");
        }

        sentences.AddRange(week.Relaxed);
        return sentences;
    }

    private static string Clock(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60 % 24:00}:{minute % 60:00}");
}
