namespace BookedBarber.Algorithms.Optimisation;

/// <summary>A search ran out of steps before it settled: there is no answer, since numbers from half-way would look like any others.</summary>
/// <param name="message">What was searched for, in words for whoever asked.</param>
public sealed class NotSettledException(string message) : Exception(message);
