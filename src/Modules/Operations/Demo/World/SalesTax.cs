namespace BookedBarber.Operations.Demo;

/// <summary>Sales tax of a demo shop's state: most states tax what is taken home and leave work at the chair alone; a few tax both.</summary>
/// <remarks>Round figures near usual combined rates, for believable receipts only. Not tax advice, and not kept current.</remarks>
internal sealed record SalesTax(string Name, decimal Products, decimal Services)
{
    private static readonly Dictionary<string, (decimal Products, decimal Services)> Rates = new(StringComparer.Ordinal)
    {
        ["NY"] = (0.08875m, 0m), ["MA"] = (0.0625m, 0m), ["PA"] = (0.07m, 0m), ["RI"] = (0.07m, 0m), ["CT"] = (0.0635m, 0m), ["NJ"] = (0.06625m, 0m),
        ["MD"] = (0.06m, 0m), ["DC"] = (0.06m, 0m), ["ME"] = (0.055m, 0m), ["VA"] = (0.06m, 0m), ["NC"] = (0.0725m, 0m), ["SC"] = (0.08m, 0m),
        ["GA"] = (0.08m, 0m), ["FL"] = (0.07m, 0m), ["AL"] = (0.1m, 0m), ["TN"] = (0.0925m, 0m), ["KY"] = (0.06m, 0m), ["IL"] = (0.1025m, 0m),
        ["MI"] = (0.06m, 0m), ["OH"] = (0.0775m, 0m), ["IN"] = (0.07m, 0m), ["WI"] = (0.0575m, 0m), ["MN"] = (0.0875m, 0m), ["IA"] = (0.07m, 0.07m),
        ["MO"] = (0.09m, 0m), ["NE"] = (0.07m, 0m), ["SD"] = (0.062m, 0.062m), ["TX"] = (0.0825m, 0m), ["OK"] = (0.085m, 0m), ["LA"] = (0.0945m, 0m),
        ["AR"] = (0.09m, 0m), ["CA"] = (0.0925m, 0m), ["NV"] = (0.08375m, 0m), ["AZ"] = (0.086m, 0m), ["NM"] = (0.07625m, 0.07625m), ["CO"] = (0.0881m, 0m),
        ["UT"] = (0.0775m, 0m), ["ID"] = (0.06m, 0m), ["OR"] = (0m, 0m), ["WA"] = (0.1025m, 0m), ["HI"] = (0.045m, 0.045m), ["AK"] = (0m, 0m),
        ["GU"] = (0m, 0m), ["MP"] = (0m, 0m),
    };

    public static SalesTax Of(string state)
    {
        var (products, services) = Rates[state];
        return new SalesTax(state == "HI" ? "General excise tax" : "Sales tax", products, services);
    }

    /// <summary>The tax on one line, rounded to the cent, half away from zero.</summary>
    public static decimal On(decimal net, decimal rate) => decimal.Round(net * rate, 2, MidpointRounding.AwayFromZero);
}
