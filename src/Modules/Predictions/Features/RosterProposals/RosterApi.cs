using System.ComponentModel;
using BookedBarber.Access.Contracts;
using BookedBarber.Predictions.Web;
using BookedBarber.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace BookedBarber.Predictions.Features.RosterProposals;

/// <summary>Proposed rosters over REST.</summary>
internal static class RosterApi
{
    public static void MapRosterProposals(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup(PredictionsApi.Group + "/rosters").WithTags(PredictionsApi.Tag);
        group.MapPost("", ProposeAsync).Needs(Permission.MeasuresRead).WithName("proposeRoster").WithSummary("Propose a roster")
            .WithDescription("Moves the hours that a location's people are planned for to where visits are wanted, under rest and days in a row, around days off, and against habits only where that serves more. Nothing is written to any till or planning system. "
                + "Takes about a second; who goes away cancels it. Needs `bookings.write` at the location, too.");
        group.MapGet("", NewestAsync).Needs(Permission.MeasuresRead).WithName("readNewestRoster").WithSummary("Read the newest roster proposed for a week").WithDescription("404 where none has been proposed yet.");
        group.MapGet("/{rosterId:guid}", GetAsync).Needs(Permission.MeasuresRead).WithName("getRoster").WithSummary("Read a proposed roster").WithDescription("As it was proposed. format=csv gives its shifts as CSV, to be taken to where shifts are planned.");
    }

    private static async Task<Results<Created<RosterProposalItem>, ProblemHttpResult>> ProposeAsync(Scope scope, RosterRequest body, IAccess access, ProposedRosters rosters, CancellationToken cancellationToken)
    {
        if (body.LocationId is { } location && access.Decide(scope.Caller, Permission.BookingsWrite, new NodeId(location)) is { Succeeded: false } refused)
        {
            return refused.Problem.ToHttp();
        }

        var made = await rosters.ProposeAsync(scope, body, cancellationToken);
        return made.Succeeded ? TypedResults.Created($"/api/v2/franchise/networks/{scope.Network}/predictions/rosters/{made.Value.Id}", made.Value) : made.Problem.ToHttp();
    }

    private static async Task<Results<Ok<RosterProposalItem>, ProblemHttpResult>> NewestAsync(
        Scope scope,
        [Description("The location.")] Guid location,
        [Description("A day of the week; the next week by default.")] DateOnly? week,
        ProposedRosters rosters,
        CancellationToken cancellationToken)
    {
        var found = await rosters.NewestAsync(scope, location, week, cancellationToken);
        return found.Succeeded ? TypedResults.Ok(found.Value) : found.Problem.ToHttp();
    }

    private static async Task<Results<Ok<RosterProposalItem>, FileContentHttpResult, ProblemHttpResult>> GetAsync(
        Scope scope, Guid rosterId, [Description("json (default) or csv.")] string? format, ProposedRosters rosters, CsvAnswer csv, CancellationToken cancellationToken)
    {
        if (format is not (null or "" or "json" or "csv"))
        {
            return Problem.Invalid(new FieldProblem("format", "unknown", "Give json or csv.")).ToHttp();
        }

        var found = await rosters.GetAsync(scope, rosterId, cancellationToken);
        if (!found.Succeeded)
        {
            return found.Problem.ToHttp();
        }

        return format == "csv"
            ? await csv.MakeAsync(scope, "roster", ["staffId", "name", "day", "start", "end"], found.Value.People.SelectMany(person => person.Proposal.Select(turn => (object?[])[person.StaffId, person.Name, turn.Day, turn.Start, turn.End])), cancellationToken)
            : TypedResults.Ok(found.Value);
    }
}
