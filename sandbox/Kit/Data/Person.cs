namespace BookedBarber.Sandbox.Kit.Data;

/// <summary>A made-up person: an address at example.com and a number of the range that is kept for fiction.</summary>
internal sealed record Person(string First, string Last, string Email, string Phone)
{
    private static readonly string[] Firsts =
    [
        "Aaron", "Adrian", "Amara", "Andre", "Bianca", "Caleb", "Carmen", "Darius", "Diego", "Elena", "Emeka", "Felix", "Gabriel", "Hana", "Hugo", "Imani",
        "Isaac", "Jamal", "Jonah", "Kenji", "Lamar", "Leila", "Lucas", "Malik", "Marco", "Mateo", "Nadia", "Nikhil", "Omar", "Owen", "Priya", "Quentin",
        "Rafael", "Rosa", "Samir", "Sofia", "Terrence", "Theo", "Victor", "Wesley", "Yusuf", "Zoe",
    ];

    private static readonly string[] Lasts =
    [
        "Abbott", "Adeyemi", "Alvarez", "Baptiste", "Bennett", "Castillo", "Chen", "Coleman", "Dawson", "Delgado", "Dupont", "Eriksen", "Fontaine", "Freeman",
        "Garcia", "Greene", "Hassan", "Hughes", "Ibrahim", "Jackson", "Kaplan", "Kowalski", "Lindqvist", "Marshall", "Mendoza", "Nakamura", "Novak", "Okafor",
        "Patel", "Pereira", "Quinn", "Ramirez", "Rossi", "Sullivan", "Tanaka", "Underwood", "Vargas", "Walker", "Yamada", "Zimmerman",
    ];

    public string Full => $"{First} {Last}";

    public static Person Draw(Dice dice)
    {
        var (first, last, number) = (dice.Pick(Firsts), dice.Pick(Lasts), dice.Below(1000));
        return new Person(
            first,
            last,
            $"{first}.{last}{number}@example.com".ToLowerInvariant(),
            $"+1{dice.Pick(AreaCodes)}55501{dice.Below(100):00}");
    }

    private static readonly string[] AreaCodes = ["212", "312", "415", "512", "617", "702", "713", "773", "917"];
}
