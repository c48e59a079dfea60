namespace BookedBarber.Access.Domain;

/// <summary>Names of the actions that Access records.</summary>
internal static class AuditActions
{
    public const string SignedIn = "signed_in";
    public const string SignInFailed = "sign_in_failed";
    public const string LockedOut = "locked_out";
    public const string SignedOut = "signed_out";
    public const string TokenReused = "token_reused";
    public const string SessionsEnded = "sessions_ended";
    public const string PasswordChanged = "password_changed";
    public const string KeyCreated = "key_created";
    public const string KeyRevoked = "key_revoked";
    public const string PersonCreated = "person_created";
    public const string PersonChanged = "person_changed";

    /// <summary>What the action was done to; null for an action of another module, which names it in front of a dot.</summary>
    public static string? EntityOf(string action) => action switch
    {
        SignedIn or SignInFailed or SignedOut or TokenReused or SessionsEnded => "session",
        KeyCreated or KeyRevoked => "api_key",
        LockedOut or PasswordChanged or PersonCreated or PersonChanged => "person",
        _ => null,
    };
}
