namespace BookedBarber.Integrations.Connectors.Linting;

/// <summary>A type in a vendor's description.</summary>
internal abstract class ApiShape
{
    /// <summary>Whether it may have properties that the description does not name, or the description does not say what it is.</summary>
    public abstract bool IsOpen { get; }

    /// <summary>Names of its properties; empty for lists and single values.</summary>
    public abstract IReadOnlyCollection<string> Names { get; }

    /// <summary>A property; null: it has none of that name, or an open type does not say.</summary>
    public abstract ApiShape? Property(string name);

    /// <summary>The entries of a list, or the values of a map; null: it is neither.</summary>
    public abstract ApiShape? Element { get; }

    /// <summary>Whether it is a list.</summary>
    public abstract bool IsList { get; }
}
