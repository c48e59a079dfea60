namespace BookedBarber.Operations.Demo;

/// <summary>What the demo shops offer.</summary>
internal static class Menu
{
    /// <param name="Price">At price level 1, in whole dollars.</param>
    /// <param name="Weight">How often it is a client's usual service.</param>
    public sealed record Service(string Key, string Name, string Category, int Price, int Minutes, decimal Cost, double Weight);

    public sealed record Product(string Key, string Name, string Category, string Brand, int Price, decimal Cost, double Weight);

    public static readonly Service[] Services =
    [
        new("CUT", "Haircut", "HAIR", 34, 35, 1.80m, 30),
        new("FADE", "Skin fade", "HAIR", 39, 40, 2.10m, 26),
        new("COMBO", "Haircut and beard", "COMBINED", 52, 55, 3.00m, 15),
        new("KIDS", "Kids' cut", "HAIR", 25, 25, 1.50m, 9),
        new("SENIOR", "Senior cut", "HAIR", 27, 30, 1.60m, 6),
        new("BUZZ", "Buzz cut", "HAIR", 23, 20, 1.00m, 5),
        new("BEARD", "Beard trim", "BEARD", 22, 20, 1.20m, 4),
        new("SHAVE", "Hot towel shave", "BEARD", 38, 35, 3.40m, 3),
        new("GREY", "Grey blending", "COLOR", 46, 45, 6.50m, 2),
        new("LINE", "Line-up", "HAIR", 18, 15, 0.80m, 3),
        new("SCALP", "Scalp treatment", "CARE", 24, 15, 3.80m, 0),
        new("BROW", "Eyebrow and neck tidy", "CARE", 10, 10, 0.50m, 0),
    ];

    public static readonly Product[] Products =
    [
        new("POM100", "Matte pomade 100 ml", "STYLING", "Ironwood", 22, 8.40m, 16),
        new("CLAY75", "Texture clay 75 ml", "STYLING", "Ironwood", 24, 9.10m, 14),
        new("GEL200", "Strong gel 200 ml", "STYLING", "Northlight", 14, 4.20m, 8),
        new("SPRAY250", "Sea salt spray 250 ml", "STYLING", "Northlight", 19, 6.60m, 9),
        new("SHAM300", "Daily shampoo 300 ml", "CARE", "Northlight", 18, 5.90m, 12),
        new("COND300", "Conditioner 300 ml", "CARE", "Northlight", 18, 6.10m, 6),
        new("TONIC150", "Scalp tonic 150 ml", "CARE", "Ironwood", 27, 9.80m, 5),
        new("BOIL50", "Beard oil 50 ml", "BEARD", "Old Harbor", 21, 6.20m, 13),
        new("BBALM60", "Beard balm 60 ml", "BEARD", "Old Harbor", 19, 5.80m, 9),
        new("SOAP120", "Shaving soap 120 g", "BEARD", "Old Harbor", 16, 4.90m, 4),
        new("AFTER100", "Aftershave 100 ml", "BEARD", "Old Harbor", 26, 8.70m, 5),
        new("COMB", "Pocket comb", "TOOLS", "Old Harbor", 8, 1.90m, 4),
        new("BRUSH", "Beard brush", "TOOLS", "Old Harbor", 17, 5.20m, 3),
        new("RAZOR", "Safety razor", "TOOLS", "Ironwood", 39, 15.50m, 1),
    ];

    public const int Kids = 3;
    public const int ScalpTreatment = 10;
    public const int BrowTidy = 11;
    public const int MonthlyMembership = 35;

    public static readonly double[] ServiceWeights = [.. Services.Select(service => service.Weight)];
    public static readonly double[] ProductWeights = [.. Products.Select(product => product.Weight)];
}
