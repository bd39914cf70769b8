using System.Net;
using InteRec.Settings;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace InteRec.Api.Security;

internal static class SecurityServices
{
    /// <summary>Authentication by key only: the core services, since the full set would also keep cookie keys on disk.</summary>
    public static IServiceCollection AddKeys(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<SecurityOptions>(configuration, SecurityOptions.SectionName)
            .Validate(o => o.Keys.All(k => k.Key.Length is >= 16 and <= 200), $"{SecurityOptions.SectionName}:Keys: a key has 16 to 200 characters")
            .Validate(o => o.Keys.All(k => k.Role is Roles.Use or Roles.Operate), $"{SecurityOptions.SectionName}:Keys: a role is \"use\" or \"operate\"");
        services.AddWebEncoders();
        services.AddTransient<ApiKeyHandler>();
        services.AddAuthenticationCore(options =>
        {
            options.AddScheme<ApiKeyHandler>(ApiKeyHandler.SchemeName, displayName: null);
            options.DefaultScheme = ApiKeyHandler.SchemeName;
        });
        services.AddAuthorizationBuilder()
            .AddPolicy(Roles.Use, policy => policy.RequireRole(Roles.Use))
            .AddPolicy(Roles.Operate, policy => policy.RequireRole(Roles.Operate));
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<SecurityOptions>>(GuardAddresses);
        return services;
    }

    /// <summary>Looks at every address just before Kestrel binds it, wherever it was configured.</summary>
    private static void GuardAddresses(KestrelServerOptions kestrel, IOptions<SecurityOptions> security) => kestrel.ConfigureEndpointDefaults(endpoint =>
    {
        var isOpen = security.Value is { Keys.Count: 0, AllowAnonymous: false };
        if (isOpen && endpoint.IPEndPoint is { } address && !IPAddress.IsLoopback(address.Address))
        {
            throw new OpenDoorException(address.ToString());
        }
    });
}
