using BookedBarber.Access.Domain;
using BookedBarber.Access.Storage;
using Microsoft.AspNetCore.Identity;

namespace BookedBarber.Access.Features.SignIn;

/// <summary>What a person's e-mail and name have to be. Takes the place of Identity's rules for user names.</summary>
internal sealed class PersonRules : IUserValidator<Person>
{
    public async Task<IdentityResult> ValidateAsync(UserManager<Person> manager, Person user)
    {
        if (EmailAddress.Normalize(user.Email) is null)
        {
            return Fault("email_malformed", $"'{user.Email}' is no e-mail address.");
        }

        if (string.IsNullOrWhiteSpace(user.Name) || user.Name.Length > 200)
        {
            return Fault("name_length", "A name has 1 to 200 characters.");
        }

        var holder = await manager.FindByEmailAsync(user.Email!);
        return holder is not null && holder.Id != user.Id ? Fault("email_taken", "Somebody has this e-mail already.") : IdentityResult.Success;
    }

    private static IdentityResult Fault(string code, string text) => IdentityResult.Failed(new IdentityError { Code = code, Description = text });
}

/// <summary>Length is what protects (NIST SP 800-63B, 5.1.1); beyond it only passwords that are tried first are refused.</summary>
internal sealed class PasswordRules : IPasswordValidator<Person>
{
    public const int FewestCharacters = 10;
    public const int MostCharacters = 200;

    private static readonly string[] TriedFirst = ["password", "passw0rd", "12345678", "qwertyui", "letmein", "iloveyou", "bookedbarber", "barbershop", "abcdefgh", "welcome1"];

    public Task<IdentityResult> ValidateAsync(UserManager<Person> manager, Person user, string? password) => Task.FromResult(Fault(user, password) is { } text
        ? IdentityResult.Failed(new IdentityError { Code = "password_weak", Description = text })
        : IdentityResult.Success);

    private static string? Fault(Person user, string? password)
    {
        if (password is null || password.Length < FewestCharacters)
        {
            return $"The password is too short: use at least {FewestCharacters} characters, a few words for example.";
        }

        if (password.Length > MostCharacters)
        {
            return $"The password is too long: use at most {MostCharacters} characters.";
        }

        if (password.Distinct().Count() < 5)
        {
            return "The password repeats too few characters: use at least 5 different ones.";
        }

        var email = EmailAddress.Normalize(user.Email) ?? string.Empty;
        var mailbox = email.Split('@')[0];
        if ((mailbox.Length >= 4 && password.Contains(mailbox, StringComparison.OrdinalIgnoreCase)) || password.Equals(email, StringComparison.OrdinalIgnoreCase))
        {
            return "The password holds the e-mail address: use words that are not known to everybody.";
        }

        // A common word with a tail to make up the length is tried as early as the word itself.
        return TriedFirst.Any(word => password.StartsWith(word, StringComparison.OrdinalIgnoreCase) && password.Length < word.Length + 6)
            ? "The password is one that everybody tries first: use a few words of your own."
            : null;
    }
}
