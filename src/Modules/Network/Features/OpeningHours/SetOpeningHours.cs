using BookedBarber.Network.Domain;
using BookedBarber.Network.Editing;
using BookedBarber.Network.Storage;
using BookedBarber.Network.Tree;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.AspNetCore.Http;
using Span = BookedBarber.Network.Contracts.OpeningHours;

namespace BookedBarber.Network.Features.OpeningHours;

/// <summary>Reads and sets a location's week. Days before a change keep the hours they had: utilisation of the past does not move.</summary>
internal sealed class SetOpeningHours(TreeEditor editor, NetworkTree tree, IDatabase database, TimeProvider clock)
{
    public async Task<Result<(HoursBody Body, long Version)>> ReadAsync(Scope scope, DateOnly? on, CancellationToken cancellationToken)
    {
        if (tree.Find(scope.Node.Id) is not { } location)
        {
            return Problem.NotFound("location");
        }

        var day = on ?? location.DayAt(clock.GetUtcNow());
        await using var session = await database.ReadAsync(scope.Network, cancellationToken);
        var spans = await Hours.OnAsync(session, scope.Network, location.Id, day, cancellationToken);
        return (new HoursBody([.. spans.Select(HoursSpan.Of)], day), location.Version);
    }

    public async Task<Result<(HoursBody Body, long Version)>> SetAsync(Scope scope, HttpRequest request, HoursBody body, CancellationToken cancellationToken)
    {
        var set = await editor.RunAsync(
            scope,
            "api",
            async edit =>
            {
                if (edit.Tree.Find(scope.Node.Id) is not { } location)
                {
                    return Problem.NotFound("location");
                }

                if (Preconditions.Check(request, location.Version, required: false) is { } stale)
                {
                    return stale;
                }

                var faults = new Faults();
                var spans = Read(faults, body);
                UnitRules.Day(faults, "from", body.From);
                if (faults.Any)
                {
                    return faults.ToProblem();
                }

                var from = body.From ?? location.DayAt(edit.Now);
                await Hours.SetAsync(edit.Session, edit.Network, [new Hours.Week(location.Id, from, spans)], cancellationToken);

                // The hours have no version of their own: they count as part of the location, so that two who set them at once notice.
                await edit.Session.ExecuteAsync(
                    "update network.node set version = version + 1 where network_id = @Network and id = @Id",
                    new { edit.Network, location.Id },
                    cancellationToken);
                edit.Touch(location.Id);
                return (Result<DateOnly>)from;
            },
            cancellationToken);
        return set.Succeeded ? await ReadAsync(scope, set.Value, cancellationToken) : set.Problem;
    }

    private static List<Span> Read(Faults faults, HoursBody body)
    {
        if (body.Hours is null)
        {
            faults.Add("hours", "required", "Send the spans of the week; an empty list means never open.");
            return [];
        }

        for (var i = 0; i < body.Hours.Count; i++)
        {
            if (body.Hours[i] is null)
            {
                faults.Add($"hours[{i}]", "required", "Each span has a weekday, an opening and a closing time.");
            }
        }

        if (faults.Any)
        {
            return [];
        }

        var spans = body.Hours.Select((span, index) => span.Read(faults, index)).OfType<Span>().ToList();
        if (!faults.Any)
        {
            OpeningWeek.Check(faults, spans);
        }

        return spans;
    }
}
