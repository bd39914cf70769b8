using Microsoft.Extensions.DependencyInjection;

namespace InteRec;

/// <summary>The services of the program around a recommender that has its own.</summary>
/// <param name="host">The services of the program.</param>
internal sealed class HostServices(IServiceProvider host)
{
    /// <summary>What a tool or a ranker of the program can ask for: our services, and behind them those of the program.</summary>
    public static IServiceProvider Of(IServiceProvider own) => own.GetService<HostServices>() is { } services ? services.Behind(own) : own;

    private Both Behind(IServiceProvider own) => new(own, host);

    private sealed class Both(IServiceProvider own, IServiceProvider host) : IServiceProvider, IServiceProviderIsService
    {
        public object? GetService(Type serviceType) =>
            serviceType switch
            {
                _ when serviceType == typeof(IServiceProvider) || serviceType == typeof(IServiceProviderIsService) => this,
                _ when Has(own, serviceType) => own.GetService(serviceType),
                _ => host.GetService(serviceType),
            };

        public bool IsService(Type serviceType) => Has(own, serviceType) || Has(host, serviceType);

        private static bool Has(IServiceProvider provider, Type type) =>
            provider.GetService<IServiceProviderIsService>()?.IsService(type) == true;
    }
}
