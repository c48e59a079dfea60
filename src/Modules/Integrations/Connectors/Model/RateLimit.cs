namespace BookedBarber.Integrations.Connectors;

/// <summary>A budget that the vendor publishes.</summary>
/// <param name="Name">For messages, such as <c>minute</c>.</param>
/// <param name="Requests">Requests in the period; null: only <paramref name="Concurrency"/> is limited.</param>
/// <param name="Per">The period.</param>
/// <param name="Scope">Who shares it.</param>
/// <param name="Concurrency">Requests at one time; null: not limited.</param>
/// <param name="Path">Beginning of the paths that it holds for; null: all.</param>
internal sealed record RateLimit(string Name, int? Requests, TimeSpan Per, LimitScope Scope, int? Concurrency, string? Path);

/// <summary>Who shares a budget.</summary>
internal enum LimitScope
{
    /// <summary>One connection.</summary>
    Connection,

    /// <summary>All connections to one account of the vendor.</summary>
    Account,

    /// <summary>All connections of our client.</summary>
    App,
}

/// <summary>Where answers tell about budgets.</summary>
/// <param name="Limit">Size of the budget.</param>
/// <param name="Remaining">What is left.</param>
/// <param name="Reset">When it is full again.</param>
/// <param name="ResetFormat">What <paramref name="Reset"/> is. Default seconds from now.</param>
/// <param name="RetryAfter">When a refused request may be sent again: seconds or an HTTP date. Default: the header Retry-After.</param>
/// <param name="RestorePerSecond">How fast a cost budget fills; null: it is not a cost budget.</param>
internal sealed record LimitReport(AnswerSource? Limit, AnswerSource? Remaining, AnswerSource? Reset, ExpiryFormat ResetFormat, AnswerSource? RetryAfter, AnswerSource? RestorePerSecond);
