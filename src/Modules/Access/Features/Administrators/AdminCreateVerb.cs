using BookedBarber.Access.Storage;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Access.Features.Administrators;

/// <summary>The verb <c>admin create</c>: the first administrator, and any later one.</summary>
internal sealed class AdminCreateVerb(IServiceScopeFactory scopes, IDatabase database, TimeProvider clock) : IVerb
{
    public string Name => "admin create";

    public string Summary => "Make a platform administrator";

    public string Usage =>
        """
        Usage: ./run admin create --email E --password P [--name N]

          --email E      e-mail to sign in with
          --password P   at least 10 characters
          --name N       display name; default: the e-mail

        Exit codes: 0 made, 2 not made (the e-mail is taken, the password is too weak).
        """;

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        if (!VerbOptions.TryRead(arguments, ["--email", "--password", "--name"], out var options, out var fault) || !options.TryGetValue("--email", out var email) || !options.TryGetValue("--password", out var password))
        {
            await error.WriteLineAsync(fault ?? "Both --email and --password are needed.");
            await error.WriteLineAsync(Usage);
            return 2;
        }

        await using var scope = scopes.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var name = options.GetValueOrDefault("--name", email);
        var faults = await PersonRows.FaultsAsync(people, email, name, password);
        if (faults.Count > 0)
        {
            await error.WriteLineAsync(string.Join(' ', faults.Select(one => one.Detail)));
            return 2;
        }

        await using var session = await database.SystemAsync("cli", cancellationToken);
        if (await PersonRows.InsertAsync(session, people, email, name, password, isAdministrator: true, clock.GetUtcNow(), cancellationToken) is null)
        {
            await error.WriteLineAsync($"Somebody with the e-mail {email.Trim()} has an account already; nothing was changed.");
            return 2;
        }

        await session.CommitAsync(cancellationToken);
        await output.WriteLineAsync($"Made the administrator {email.Trim()}.");
        return 0;
    }
}
