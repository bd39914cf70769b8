using InteRec.Settings;

namespace InteRec.Api.Security;

internal static class SecurityServices
{
    /// <summary>Authentication by key only: the core services, since the full set would also keep cookie keys on disk.</summary>
    public static IServiceCollection AddKeys(this IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddSettings<SecurityOptions>(configuration, SecurityOptions.SectionName)
            .Validate(
                o => o.Keys.All(k => k.Key.Length is >= 16 and <= 200),
                $"{SecurityOptions.SectionName}:Keys: a key has 16 to 200 characters"
            )
            .Validate(
                o => o.Keys.All(k => Roles.IsKnown(k.Role)),
                $"{SecurityOptions.SectionName}:Keys: a role is \"use\", \"write\" or \"operate\""
            );
        services.AddWebEncoders();
        services.AddTransient<ApiKeyHandler>();
        services.AddAuthenticationCore(options =>
        {
            options.AddScheme<ApiKeyHandler>(ApiKeyHandler.SchemeName, displayName: null);
            options.DefaultScheme = ApiKeyHandler.SchemeName;
        });
        services
            .AddAuthorizationBuilder()
            .AddPolicy(Roles.Use, policy => policy.RequireRole(Roles.Use))
            .AddPolicy(Roles.Write, policy => policy.RequireRole(Roles.Write))
            .AddPolicy(Roles.Operate, policy => policy.RequireRole(Roles.Operate));
        return services;
    }
}
