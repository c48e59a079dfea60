namespace BookedBarber.Network.Domain;

/// <summary>Where a location stands in its life. Which steps an agreement allows is the agreements' rule, not the tree's.</summary>
internal static class LocationStatus
{
    public const string Active = "active"; // regions, groups and the network itself
    public const string Candidate = "candidate";
    public const string Open = "open";
    public const string Closed = "closed";

    private static readonly string[] All = [Candidate, "signed", "building", Open, "suspended", "transferred", "terminated", Closed];

    public static string List => string.Join(", ", All);

    public static bool Exists(string? status) => All.Contains(status);

    /// <summary>The one instance of a status text, so that ten thousand locations do not hold ten thousand copies of it.</summary>
    public static string Shared(string status) => status == Active ? Active : All.FirstOrDefault(known => known == status) ?? status;
}
