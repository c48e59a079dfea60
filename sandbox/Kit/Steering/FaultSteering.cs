using BookedBarber.Sandbox.Kit.Faults;

namespace BookedBarber.Sandbox.Kit.Steering;

/// <summary>Steering of what goes wrong, and of the clock.</summary>
internal sealed class FaultSteering(Simulation simulation)
{
    public object Fail(Wishes wishes)
    {
        var status = wishes.Number("status", 503);
        if (status is not 0 and (< 400 or > 599))
        {
            throw new SteeringFault("'status' is 0 (the connection breaks) or from 400 to 599.");
        }

        return Add(wishes, FaultKind.Status, status);
    }

    public object Throttle(Wishes wishes)
    {
        if (wishes.NumberOrNull("requests") is { } requests)
        {
            var per = wishes.Number("perSeconds", 1);
            wishes.Finish();
            if (requests < 1 || per < 1)
            {
                throw new SteeringFault("'requests' and 'perSeconds' are at least 1.");
            }

            simulation.Faults.Budget = new Budget(requests, TimeSpan.FromSeconds(per));
            return new { limit = requests, perSeconds = per };
        }

        return Add(wishes, FaultKind.Throttle, 429, defaultCount: 1);
    }

    public object Html(Wishes wishes) => Add(wishes, FaultKind.Html, wishes.Number("status", 200), defaultCount: 1);

    public object ErrorInside(Wishes wishes) => Add(wishes, FaultKind.ErrorInside, 200, defaultCount: 1);

    public object Delay(Wishes wishes) => Add(wishes, FaultKind.Delay, 200);

    public object BreakPage(Wishes wishes) => Add(wishes, FaultKind.Page, 200, defaultCount: 1, page: wishes.Text("how") switch
    {
        "repeat" => PageFault.Repeat,
        "loop" => PageFault.Loop,
        "cut" => PageFault.Cut,
        "short" => PageFault.Short,
        _ => throw new SteeringFault("'how' is one of repeat, loop, cut, short."),
    });

    public object Retype(Wishes wishes)
    {
        var (field, rename, remove, type, path) = (wishes.Text("field"), wishes.Text("rename"), wishes.Flag("remove"), wishes.Text("type"), wishes.Text("path"));
        wishes.Finish();
        if (field is null || (rename is null && !remove && type is null) || type is not (null or "string" or "number" or "object" or "array" or "null"))
        {
            throw new SteeringFault("Name a 'field' and one of 'rename', 'remove' or 'type' (string, number, object, array, null).");
        }

        simulation.Faults.Add(new Retype(field, rename, remove, type, path));
        return new { field };
    }

    /// <summary>Takes back every fault; objects, tokens and the clock stay as they are.</summary>
    public object Reset(Wishes wishes)
    {
        wishes.Finish();
        simulation.Faults.Clear();
        simulation.Webhooks.Mend();
        simulation.Tokens.Restore();
        return new { reset = true };
    }

    public object Clock(Wishes wishes)
    {
        var (advance, to) = (wishes.NumberOrNull("advanceSeconds"), wishes.Text("to"));
        wishes.Finish();
        var now = simulation.Clock.GetUtcNow();
        var by = advance is { } seconds ? TimeSpan.FromSeconds(seconds)
            : State.Paths.ParseInstant(to) is { } target ? target - now
            : throw new SteeringFault("Give 'advanceSeconds' (negative moves back) or 'to' (an instant).");
        simulation.Clock.Move(by);
        return new { now = simulation.Clock.GetUtcNow() };
    }

    private object Add(Wishes wishes, FaultKind kind, int status, int? defaultCount = null, PageFault? page = null)
    {
        var (path, share, count, seconds) = (wishes.Text("path"), wishes.Number("share", 100), wishes.NumberOrNull("count"), wishes.NumberOrNull("durationSeconds"));
        var (retryAfter, delay) = (wishes.Number("retryAfterSeconds", 1), wishes.Number("milliseconds", 1000));
        wishes.Finish();
        if (share is < 1 or > 100 || delay is < 0 or > 600_000 || retryAfter < 0)
        {
            throw new SteeringFault("'share' is from 1 to 100 (percent), 'milliseconds' from 0 to 600000, 'retryAfterSeconds' at least 0.");
        }

        DateTimeOffset? until = seconds is { } lasting ? simulation.Clock.GetUtcNow().AddSeconds(lasting) : null;
        simulation.Faults.Add(new Fault(kind, path, status, share, count ?? (seconds is null ? defaultCount : null), until, TimeSpan.FromSeconds(retryAfter), TimeSpan.FromMilliseconds(delay), page));
        return new { fault = kind.ToString(), path, status, share, count, until };
    }
}
