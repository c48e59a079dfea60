using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BookedBarber.Shared;

/// <summary>One module as the host sees it. Everything else a module contributes (feed consumers, jobs, verbs) it registers as services.</summary>
public interface IModule
{
    /// <summary>Lower-case name; also the PostgreSQL schema and the prefix of its migrations.</summary>
    string Name { get; }

    /// <summary>Registers the module's services.</summary>
    void AddServices(IServiceCollection services, IConfiguration configuration);

    /// <summary>Maps the module's endpoints. Each must carry an <see cref="AccessRule"/>.</summary>
    void MapEndpoints(IEndpointRouteBuilder endpoints);
}

/// <summary>A verb of the executable, such as <c>import</c>.</summary>
public interface IVerb
{
    /// <summary>The word or words typed, such as <c>measures verify</c>.</summary>
    string Name { get; }

    /// <summary>One line for <c>help</c>.</summary>
    string Summary { get; }

    /// <summary>Full usage text, printed for <c>--help</c> and after a usage error.</summary>
    string Usage { get; }

    /// <summary>Runs the verb against the database, which is up and migrated.</summary>
    /// <param name="arguments">The words after the verb.</param>
    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error: progress and faults.</param>
    /// <param name="cancellationToken">Ctrl-C.</param>
    /// <returns>The exit code: 0 done, 1 done in part, 2 nothing done.</returns>
    Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error, CancellationToken cancellationToken);
}

/// <summary>A verb that needs no database, such as one that writes documents.</summary>
public interface IOfflineVerb : IVerb;
