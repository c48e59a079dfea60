namespace BookedBarber.Webhooks.Delivering;

/// <summary>A host leads to an address to which nothing is sent.</summary>
internal sealed class AddressRefusedException(string host) : IOException($"{host} leads to a private or reserved address.");
