namespace BookedBarber.Integrations.Transport.Answers;

/// <summary>Keeps retries to a tenth of the calls: a vendor in trouble gets at most 10 % more of them, not several times as many.</summary>
/// <remarks>A few are saved up for quiet connections, whose single call would else never be tried again.</remarks>
internal sealed class RetryQuota
{
    /// <summary>Retries that each call earns.</summary>
    public const double Earned = 0.1;

    /// <summary>Most that are saved up, and what a connection begins with.</summary>
    public const double Most = 10;

    private readonly Lock _gate = new();
    private double _saved = Most;

    /// <summary>A first attempt was made.</summary>
    public void Earn()
    {
        lock (_gate)
        {
            _saved = Math.Min(Most, _saved + Earned);
        }
    }

    /// <summary>Takes one retry, if there is one.</summary>
    public bool TrySpend()
    {
        lock (_gate)
        {
            if (_saved < 1)
            {
                return false;
            }

            _saved--;
            return true;
        }
    }
}
