using InteRec.Settings;
using InteRec.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace InteRec.Catalog;

/// <summary>Registers the declaration of the dataset, the stored items and their import.</summary>
internal static class CatalogDataServices
{
    public static IServiceCollection AddItems(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddStorage(configuration);
        services.TryAddSingleton(provider =>
            DatasetReader.Load(provider.GetRequiredService<IOptions<InteRecOptions>>().Value.DatasetFolder)
        );
        services.TryAddSingleton<ItemStore>();
        services.TryAddSingleton<ItemImport>();
        return services;
    }
}
