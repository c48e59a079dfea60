namespace BookedBarber.Integrations.Hooks.Registering;

/// <summary>Who has the secret of a connection's messages first; snake_case on the wire.</summary>
internal enum SecretBearer
{
    /// <summary>Nobody carries it: it comes with the registration, or is a credential that is here already.</summary>
    Nobody,

    /// <summary>The vendor shows it, and a person enters it here.</summary>
    Vendor,

    /// <summary>It is made here, shown once, and a person enters it at the sending system. One that the system has already can be entered here instead.</summary>
    House,
}
