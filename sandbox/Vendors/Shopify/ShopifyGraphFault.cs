namespace BookedBarber.Sandbox.Vendors.Shopify;

/// <summary>A request that the graph cannot answer, as Shopify words it.</summary>
#pragma warning disable CA1064 // never leaves the graph, which turns it into an answer
internal sealed class ShopifyGraphFault(string message, string code = "BAD_REQUEST") : Exception(message)
{
    public string Code => code;
}
#pragma warning restore CA1064
