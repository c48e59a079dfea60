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

        return Add(wishes, new Fault(FaultKind.Status, null) { Status = status });
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

        return Add(wishes, new Fault(FaultKind.Throttle, null) { Status = 429, Count = 1, SaysDate = wishes.Flag("date") });
    }

    public object Html(Wishes wishes) => Add(wishes, new Fault(FaultKind.Html, null) { Status = wishes.Number("status", 200), Count = 1 });

    public object ErrorInside(Wishes wishes) => Add(wishes, new Fault(FaultKind.ErrorInside, null) { Count = 1 });

    public object Delay(Wishes wishes) => Add(wishes, new Fault(FaultKind.Delay, null));

    public object Redirect(Wishes wishes) => Add(wishes, new Fault(FaultKind.Redirect, null) { Status = 302, Count = 1, To = wishes.Text("to") ?? throw new SteeringFault("Give 'to', the address that the answer leads to.") });

    public object BreakPage(Wishes wishes) => Add(wishes, new Fault(FaultKind.Page, null)
    {
        Count = 1,
        Size = wishes.NumberOrNull("size"),
        Page = wishes.Text("how") switch
        {
            "repeat" => PageFault.Repeat,
            "loop" => PageFault.Loop,
            "cut" => PageFault.Cut,
            "gzip" => PageFault.Gzip,
            "short" => PageFault.Short,
            "empty" => PageFault.Empty,
            _ => throw new SteeringFault("'how' is one of repeat, loop, cut, gzip, short, empty."),
        },
    });

    public object Retype(Wishes wishes)
    {
        var (field, path, type, value) = (wishes.Text("field"), wishes.Text("path"), wishes.Text("type"), wishes.Value("value"));
        var change = new Retype(field ?? string.Empty, path) { Rename = wishes.Text("rename"), Remove = wishes.Flag("remove"), Add = wishes.Flag("add"), Type = type, Value = value };
        wishes.Finish();
        if (field is null || (change is { Rename: null, Remove: false, Add: false } && type is null && value is null) || type is not (null or "string" or "number" or "object" or "array" or "null"))
        {
            throw new SteeringFault("Name a 'field' and one of 'rename', 'remove', 'add', 'value' or 'type' (string, number, object, array, null).");
        }

        simulation.Faults.Add(change);
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

    private object Add(Wishes wishes, Fault what)
    {
        var (path, share, count, seconds, after) = (wishes.Text("path"), wishes.Number("share", 100), wishes.NumberOrNull("count"), wishes.NumberOrNull("durationSeconds"), wishes.Number("after", 0));
        var (retryAfter, delay) = (wishes.Number("retryAfterSeconds", 1), wishes.Number("milliseconds", 1000));
        wishes.Finish();
        if (share is < 1 or > 100 || delay is < 0 or > 600_000 || retryAfter < 0 || after < 0 || what.Size < 1)
        {
            throw new SteeringFault("'share' is from 1 to 100 (percent), 'milliseconds' from 0 to 600000, 'retryAfterSeconds' and 'after' at least 0, 'size' at least 1.");
        }

        var fault = what with
        {
            Path = path,
            Share = share,
            After = after,
            Count = count ?? (seconds is null ? what.Count : null),
            Until = seconds is { } lasting ? simulation.Clock.GetUtcNow().AddSeconds(lasting) : null,
            RetryAfter = TimeSpan.FromSeconds(retryAfter),
            Delay = TimeSpan.FromMilliseconds(delay),
        };
        simulation.Faults.Add(fault);
        return new { fault = fault.Kind.ToString(), path, fault.Status, share, after, fault.Count, fault.Until };
    }
}
