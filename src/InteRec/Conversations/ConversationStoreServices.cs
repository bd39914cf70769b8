using InteRec.Profiles;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace InteRec.Conversations;

/// <summary>Registers the stores of conversations and recommendation records.</summary>
internal static class ConversationStoreServices
{
    public static IServiceCollection AddConversationStores(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddProfiles(configuration);
        services.TryAddSingleton<ConversationStore>();
        services.TryAddSingleton<RecommendationStore>();
        return services;
    }
}
