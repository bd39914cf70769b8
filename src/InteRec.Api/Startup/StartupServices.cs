namespace InteRec.Api.Startup;

internal static class StartupServices
{
    public static IServiceCollection AddStartup(this IServiceCollection services)
    {
        services.AddSingleton<Readiness>();
        services.AddHostedService<PreparationService>();
        return services;
    }
}
