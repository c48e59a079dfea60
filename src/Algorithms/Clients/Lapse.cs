namespace BookedBarber.Algorithms.Clients;

/// <summary>When a client counts as lapsed: after twice the own median interval between visits, or after a fixed time where there is no interval to speak of.</summary>
public static class Lapse
{
    /// <summary>Fewest visits from which a client has a rhythm of their own.</summary>
    public const int VisitsOfARhythm = 3;

    /// <summary>Days after which clients without a rhythm count as lapsed, unless the network says otherwise.</summary>
    public const int DefaultDays = 120;

    /// <summary>Median of the days between a client's visits; <see langword="null"/> with fewer than <see cref="VisitsOfARhythm"/> visits.</summary>
    public static double? UsualInterval(ClientVisits client)
    {
        ArgumentNullException.ThrowIfNull(client);
        if (client.Days.Count < VisitsOfARhythm)
        {
            return null;
        }

        var gaps = client.Days.Skip(1).Zip(client.Days, (later, earlier) => later.DayNumber - earlier.DayNumber).Order().ToArray();
        return (gaps[(gaps.Length - 1) / 2] + gaps[gaps.Length / 2]) / 2.0;
    }

    /// <summary>Whether a client has lapsed. On the very day that ends the time allowed nobody has.</summary>
    /// <param name="client">At least one visit, none after the day of judgement.</param>
    /// <param name="asOf">Day of judgement.</param>
    /// <param name="defaultDays">Days allowed without a rhythm, 1 or more. Default <see cref="DefaultDays"/>.</param>
    public static bool IsLapsed(ClientVisits client, DateOnly asOf, int defaultDays = DefaultDays)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(defaultDays, 1);
        var usual = UsualInterval(client);
        return asOf.DayNumber - client.Days[^1].DayNumber > (usual is { } days ? 2 * days : defaultDays);
    }
}
