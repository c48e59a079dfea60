namespace BookedBarber.Sandbox.Kit.Webhooks;

/// <summary>What is to go wrong with the next webhooks; each number counts down.</summary>
internal sealed class WebhookFaults
{
    /// <summary>Never sent.</summary>
    public int Drop { get; set; }

    /// <summary>Signed with a wrong key.</summary>
    public int Forge { get; set; }

    /// <summary>Body cut short, after it was signed whole.</summary>
    public int Truncate { get; set; }

    /// <summary>Sent this many times more.</summary>
    public int Repeat { get; set; }

    public static bool Take(ref int left)
    {
        if (left <= 0)
        {
            return false;
        }

        left--;
        return true;
    }
}
