namespace BookedBarber.Integrations.Connectors;

/// <summary>How records are placed that do not name the one shop they are of, at a connection that serves several.</summary>
internal enum Placing
{
    /// <summary>They wait until somebody says which shop: what happened, and above all money, is never guessed.</summary>
    Named,

    /// <summary>Every shop offers it: a record at each.</summary>
    EveryShop,

    /// <summary>There is one, over all shops, with a home at one of them.</summary>
    Home,
}

/// <summary>Which record is placed how.</summary>
internal static class Placings
{
    /// <summary>Types of record that are entries of lists; all others happen somewhere.</summary>
    public static IReadOnlyList<string> Lists { get; } = ["service", "product", "staff", "client"];

    public static Placing Of(string record) => record switch
    {
        "service" or "product" => Placing.EveryShop,
        "staff" or "client" => Placing.Home,
        _ => Placing.Named,
    };
}
