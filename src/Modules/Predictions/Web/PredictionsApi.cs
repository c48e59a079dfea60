namespace BookedBarber.Predictions.Web;

/// <summary>What the module's endpoints have in common.</summary>
internal static class PredictionsApi
{
    public const string Tag = "Predictions";

    public const string Network = "/api/v2/franchise/networks/{networkId:guid}";

    public const string Location = "/api/v2/franchise/locations/{locationId:guid}";

    public const string Group = Network + "/predictions";
}
