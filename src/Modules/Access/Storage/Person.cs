using Microsoft.AspNetCore.Identity;

namespace BookedBarber.Access.Storage;

/// <summary>A row of access.person, as ASP.NET Core Identity wants to see it. User names are e-mails here, so Identity's own columns for them are left out.</summary>
internal sealed class Person : IdentityUser<Guid>
{
    public string Name { get; set; } = string.Empty;

    public string Status { get; set; } = "active";

    public bool IsAdministrator { get; set; }

    public DateTimeOffset? LastSignInAt { get; set; }

    public long Version { get; set; } = 1;

    public DateTimeOffset CreatedAt { get; set; }
}
