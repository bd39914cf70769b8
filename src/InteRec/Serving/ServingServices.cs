using InteRec.Catalog;
using InteRec.Ranking;
using InteRec.Search;
using InteRec.Search.Embeddings;
using InteRec.Serving.Backups;
using InteRec.Settings;
using InteRec.Tools;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace InteRec.Serving;

/// <summary>Registers what turns are served from.</summary>
internal static class ServingServices
{
    private const string RankerFolder = "rankers";

    public static IServiceCollection AddServing(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => new RankerStore(
            Path.Combine(provider.GetRequiredService<IOptions<InteRecOptions>>().Value.DataFolder, RankerFolder),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<DatasetSchema>().Name
        ));
        services.TryAddSingleton(provider => new Lazy<StaticEmbeddingModel>(() =>
            StaticEmbeddingModel.Load(provider.GetRequiredService<IOptions<InteRecOptions>>().Value.EmbeddingsFolder)
        ));
        services.TryAddSingleton<DataSeeder>();
        services.TryAddSingleton<UserData>();
        services.TryAddSingleton<SearchBuilder>();
        services.TryAddSingleton<ServingSlot>();
        services.TryAddSingleton<Readiness>();
        services.TryAddSingleton<ServingLoader>();
        services.TryAddSingleton<RankerPromotion>();
        services.TryAddSingleton<StartUp>();
        services.TryAddSingleton<BackupWriter>();
        services.TryAddSingleton<BackupRestore>();
        return services;
    }
}
