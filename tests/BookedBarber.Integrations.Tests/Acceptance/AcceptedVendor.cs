namespace BookedBarber.Integrations.Tests.Acceptance;

/// <summary>A vendor that the acceptance suite is run for: what the manifest does not say.</summary>
/// <param name="Name">Its name in the catalogue and the sandbox.</param>
/// <param name="Stream">The stream that the suite breaks in all ways: one whose items come page by page, where there is one.</param>
/// <param name="Seed">What the sandbox calls its objects when it is to make some.</param>
/// <param name="Path">What the addresses of its pages begin with.</param>
/// <param name="Collection">What the sandbox calls the objects that it holds of it.</param>
public sealed record AcceptedVendor(string Name, string Stream, string Seed, string Path, string Collection)
{
    /// <summary>What fills the placeholders of the vendor's addresses.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Fields of an object that people change at the vendor, made of a text that a map reads; null: its objects never change.</summary>
    public Func<string, object>? Change { get; init; }

    /// <summary>Records that are written to the vendor.</summary>
    public IReadOnlyList<AcceptedWrite> Writes { get; init; } = [];

    /// <summary>A setting of the connection that is what the vendor calls one of its objects: setting, what the sandbox calls the objects, and their property.</summary>
    public (string Setting, string Collection, string Property)? SettingFrom { get; init; }

    /// <summary>What makes something new of which the vendor tells, of a word that is new each time; null: the sandbox's seeding does.</summary>
    public Func<string, (string Action, object Wishes)>? Tell { get; init; }

    /// <summary>Whether the sandbox's listed key is that of our app, and what opens an account comes by its owner's consent alone.</summary>
    public bool NeedsConsent { get; init; }
}
