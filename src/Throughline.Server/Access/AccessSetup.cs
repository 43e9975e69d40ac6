using Microsoft.AspNetCore.Identity;
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
        services.AddSingleton<Passkeys>();
        services.AddSingleton<PasskeyStore>();
        services.AddSingleton<IUserStore<AccountRow>>(p => p.GetRequiredService<PasskeyStore>());
        services.AddIdentityCore<AccountRow>();
        services.AddScoped<IPasskeyHandler<AccountRow>, PasskeyHandler<AccountRow>>();
        services.Configure<IdentityPasskeyOptions>(o =>
        {
            // A passkey is all that a login asks for: its device must have asked who is there.
            o.UserVerificationRequirement = "required";
            o.ResidentKeyRequirement = "required";
            o.ServerDomain = settings.PublicUrl?.Host;
        });
    }
}
