namespace BookedBarber.Algorithms.Rosters;

/// <summary>Who works which shift on which day.</summary>
/// <remarks>Equality is by reference; compare <see cref="Line"/>s for equal content.</remarks>
public sealed class Roster
{
    /// <summary>What <see cref="this[int,int]"/> is on a day off.</summary>
    public const int Off = -1;

    private readonly int[][] _lines;

    /// <summary>A roster in which everybody is off.</summary>
    /// <param name="staff">Number of people, 0 or more.</param>
    /// <param name="days">Number of days, 0 or more.</param>
    public Roster(int staff, int days)
    {
        _lines = new int[staff][];
        for (var person = 0; person < staff; person++)
        {
            _lines[person] = new int[days];
            Array.Fill(_lines[person], Off);
        }
    }

    private Roster(int[][] lines) => _lines = lines;

    /// <summary>Number of people.</summary>
    public int Staff => _lines.Length;

    /// <summary>Index of the shift that a person works on a day, or <see cref="Off"/>.</summary>
    public int this[int staff, int day]
    {
        get => _lines[staff][day];
        set => _lines[staff][day] = value;
    }

    /// <summary>One person's days, oldest first.</summary>
    public ReadOnlySpan<int> Line(int staff) => _lines[staff];

    /// <summary>Replaces one person's days.</summary>
    public void SetLine(int staff, ReadOnlySpan<int> line) => line.CopyTo(_lines[staff]);

    /// <summary>An independent copy.</summary>
    public Roster Copy() => new([.. _lines.Select(line => (int[])line.Clone())]);
}
