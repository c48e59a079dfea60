namespace BookedBarber.Algorithms.Panels;

/// <summary>What a step of a panel is.</summary>
public enum PanelCalendar
{
    /// <summary>A day; weeks of 7 and years of 364, which keep the weekday.</summary>
    Days,

    /// <summary>A week; years of 52.</summary>
    Weeks,
}
