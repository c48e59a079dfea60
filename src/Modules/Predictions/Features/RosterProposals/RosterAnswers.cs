using System.Text.Json.Serialization;
using BookedBarber.Shared;

namespace BookedBarber.Predictions.Features.RosterProposals;

/// <summary>Which roster to propose.</summary>
/// <param name="LocationId">The location.</param>
/// <param name="Week">A day of the week, which begins on Monday; the next week by default. At most eight weeks ahead.</param>
/// <param name="MostDaysInARow">Most working days in a row, 1 to 7; 6 by default.</param>
/// <param name="LeastRestHours">Least hours between the end of a shift and the next, 0 to 24; 11 by default.</param>
internal sealed record RosterRequest(Guid? LocationId, DateOnly? Week, int? MostDaysInARow, int? LeastRestHours);

/// <summary>A roster that is proposed for a week, beside the plan there is.</summary>
/// <param name="Week">Its Monday.</param>
/// <param name="IsBetter">False: nothing was found that serves more, and the proposal is the plan.</param>
/// <param name="People">Everybody who is planned, by name.</param>
/// <param name="Hours">Every hour of the week that is wanted or staffed.</param>
/// <param name="Unmet">Habits that the proposal does not keep, the dearest first.</param>
internal sealed record RosterProposalItem(
    Guid Id, Guid LocationId, DateOnly Week, DateTimeOffset MadeAt, bool IsBetter, RosterBasis Basis, RosterGain Gain, IReadOnlyList<RosterPerson> People, IReadOnlyList<RosterHour> Hours, IReadOnlyList<RosterUnmet> Unmet);

/// <summary>What a proposal rests on.</summary>
/// <param name="DemandAsOf">Last day of the bookings that demand was told from.</param>
/// <param name="DemandWeeks">Weeks of these.</param>
/// <param name="VisitMinutes">Minutes that a visit takes here on average.</param>
/// <param name="PlanWeek">Monday of the week whose shifts are the plan; an earlier one where none are planned yet.</param>
/// <param name="Sentences">In words, with every rule that could not be kept.</param>
internal sealed record RosterBasis(DateOnly DemandAsOf, int DemandWeeks, double VisitMinutes, DateOnly PlanWeek, IReadOnlyList<string> Sentences);

/// <summary>What the proposal gains over the plan, in a week.</summary>
/// <param name="VisitsWanted">Visits wanted.</param>
/// <param name="PlanVisits">Of these expected to be served by the plan.</param>
/// <param name="ProposalVisits">By the proposal.</param>
/// <param name="PlanHours">Hours of work in the plan.</param>
/// <param name="ProposalHours">In the proposal.</param>
/// <param name="HoursMoved">Hours of work that are at other times than in the plan.</param>
/// <param name="Efficiency">Visits an hour of work in the proposal over those in the plan, less 1; null where nobody is planned.</param>
/// <param name="Worth">Visits won times net sales a visit of the last 91 days; null where these are not known.</param>
internal sealed record RosterGain(
    double VisitsWanted, double PlanVisits, double ProposalVisits, double PlanHours, double ProposalHours, double HoursMoved, double? Efficiency, [property: JsonConverter(typeof(DecimalString))] decimal? Worth, string Currency);

/// <summary>A member of staff.</summary>
/// <param name="DaysOff">Days on which they cannot work.</param>
internal sealed record RosterPerson(Guid StaffId, string Name, string? Title, IReadOnlyList<DateOnly> DaysOff, double PlanHours, double ProposalHours, IReadOnlyList<RosterTurn> Plan, IReadOnlyList<RosterTurn> Proposal);

/// <summary>A shift in local time.</summary>
/// <param name="Day">The day on which it begins.</param>
/// <param name="Start">Such as 09:30.</param>
/// <param name="End">Such as 17:00; an end that is not after the start is on the next day.</param>
internal sealed record RosterTurn(DateOnly Day, string Start, string End);

/// <summary>An hour.</summary>
/// <param name="Wanted">Visits wanted.</param>
/// <param name="Plan">People who work in it; parts of it count as parts.</param>
/// <param name="Proposal">The same in the proposal.</param>
internal sealed record RosterHour(DateOnly Day, int Hour, double Wanted, double Plan, double Proposal);

/// <summary>A habit that a proposal does not keep.</summary>
/// <param name="Kind">day_off: works on a weekday on which they never did; start: begins at another time of the day than ever.</param>
/// <param name="Visits">It was weighed as so many visits.</param>
internal sealed record RosterUnmet(Guid StaffId, string Name, string Kind, DateOnly Day, double Visits, string Sentence);
