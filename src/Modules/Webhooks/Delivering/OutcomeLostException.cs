namespace BookedBarber.Webhooks.Delivering;

/// <summary>What became of a delivery could not be stored.</summary>
internal sealed class OutcomeLostException() : Exception("The outcome of a delivery could not be stored.");
