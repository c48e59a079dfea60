using BookedBarber.Access.Contracts;
using BookedBarber.Access.Domain;
using BookedBarber.Access.Features.Administrators;
using BookedBarber.Access.Features.Audit;
using BookedBarber.Access.Features.Keys;
using BookedBarber.Access.Features.People;
using BookedBarber.Access.Features.Sessions;
using BookedBarber.Access.Features.SignIn;
using BookedBarber.Access.Storage;
using BookedBarber.Access.Web;
using BookedBarber.Shared;
using BookedBarber.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BookedBarber.Access;

/// <summary>People, roles and grants, sign-in, sessions, API keys, access decisions and the audit trail.</summary>
public sealed class AccessModule : IModule
{
    /// <inheritdoc/>
    public string Name => "access";

    /// <inheritdoc/>
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        AddIdentity(services);
        AddKeyRing(services);
        services.AddSingleton<Tickets>();
        services.AddSingleton<SessionCookie>();
        services.AddSingleton<Callers>();
        services.AddSingleton<IFeedListener>(provider => provider.GetRequiredService<Callers>());
        services.AddSingleton<Identification>();
        services.AddSingleton<IAccess, AccessService>();
        services.AddSingleton(_ => new SignInThrottle(configuration));
        services.AddSingleton<FailureNotes>();
        services.AddSingleton<PasswordCheck>();
        services.AddSingleton<SessionBook>();
        services.AddSingleton<PeopleReader>();
        services.AddSingleton<PeopleEditor>();
        services.AddSingleton<IPeople, PeopleDirectory>();
        services.AddSingleton<IFeedConsumer, AuditTrail>();
        services.AddSingleton<AuditVerification>();
        services.AddSingleton<IVerb, AdminCreateVerb>();
        services.AddSingleton<IVerb, AuditVerifyVerb>();
    }

    /// <inheritdoc/>
    public void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        endpoints.MapAuth();
        endpoints.MapSessions();
        endpoints.MapKeys();
        endpoints.MapPeople();
        endpoints.MapAudit();
    }

    private static void AddIdentity(IServiceCollection services)
    {
        services.AddDbContext<AccessDbContext>((provider, options) => options.UseNpgsql(provider.GetRequiredService<DataSources>().System));
        services.AddScoped<IUserValidator<Person>, PersonRules>(); // before AddIdentityCore, which else adds its rules for user names
        services.AddScoped<IPasswordValidator<Person>, PasswordRules>();
        services.AddIdentityCore<Person>();
        services.AddScoped<IUserStore<Person>, UserOnlyStore<Person, AccessDbContext, Guid>>();
        services.Replace(ServiceDescriptor.Singleton<ILookupNormalizer, EmailAddress>());
        // OWASP's figure for PBKDF2 with SHA-512; about a tenth of a second.
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = 210_000);
    }

    private static void AddKeyRing(IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("BookedBarber");
        // It warns that the keys are stored as they are. They lie beside the sessions they protect: who reads the one reads the other.
        services.Configure<LoggerFilterOptions>(options => options.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error));
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            new ConfigureOptions<KeyManagementOptions>(options => options.XmlRepository = new KeyRingStore(provider.GetRequiredService<DataSources>())));
    }
}
