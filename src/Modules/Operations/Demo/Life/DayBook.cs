namespace BookedBarber.Operations.Demo;

/// <summary>One day's chairs: who works and what is taken. The only place where time is given away, so nobody is booked twice.</summary>
internal sealed class DayBook(IReadOnlyList<Roster.Turn> turns)
{
    private readonly List<(int Start, int End)>[] _taken = [.. turns.Select(turn => turn.Blocked > 0 ? new List<(int, int)> { (turn.Start, turn.Start + turn.Blocked) } : [])];

    public IReadOnlyList<Roster.Turn> Turns => turns;

    public List<Visit> Visits { get; } = [];

    public int SeatOf(int barber)
    {
        for (var seat = 0; seat < turns.Count; seat++)
        {
            if (turns[seat].Barber == barber)
            {
                return seat;
            }
        }

        return -1;
    }

    public int TakenMinutes(int seat)
    {
        var sum = 0;
        foreach (var (start, end) in _taken[seat])
        {
            sum += end - start;
        }

        return sum;
    }

    /// <summary>The free start nearest to a wished one, on the grid; −1 when the seat has no such gap.</summary>
    public int Nearest(int seat, int wished, int minutes, int notBefore, int grid)
    {
        var (best, turn) = (-1, turns[seat]);
        var from = Math.Max(turn.Start, notBefore);
        foreach (var (start, end) in _taken[seat])
        {
            best = Better(best, wished, from, Math.Min(start, turn.End), minutes, grid);
            from = Math.Max(from, end);
        }

        return Better(best, wished, from, turn.End, minutes, grid);
    }

    public void Take(int seat, int start, int minutes)
    {
        var taken = _taken[seat];
        var at = taken.FindIndex(other => other.Start > start);
        taken.Insert(at < 0 ? taken.Count : at, (start, start + minutes));
    }

    public void Free(Visit visit)
    {
        Visits.Remove(visit);
        var seat = SeatOf(visit.Barber);
        _taken[seat].Remove((visit.Start, visit.Start + visit.Minutes));
    }

    private static int Better(int best, int wished, int from, int until, int minutes, int grid)
    {
        from = (from + grid - 1) / grid * grid;
        var last = (until - minutes) / grid * grid;
        if (until - minutes < from)
        {
            return best;
        }

        var nearest = Math.Clamp((wished + (grid / 2)) / grid * grid, from, last);
        return best < 0 || Math.Abs(nearest - wished) < Math.Abs(best - wished) ? nearest : best;
    }
}
