using Microsoft.Extensions.DependencyInjection;

namespace Throughline.Server;

/// <summary>Adds accounts and sessions to a server that has a database.</summary>
internal static class AccessSetup
{
    /// <summary>Adds them.</summary>
    public static void AddAccess(this IServiceCollection services, AccessSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton<Passwords>();
        services.AddSingleton<LoginThrottle>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<Organisations>();
        services.AddSingleton<Accounts>();
        services.AddSingleton<Keys>();
        services.AddSingleton<ExternalIdentity>();
    }
}
