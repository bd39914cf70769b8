using InteRec.Conversations.Experiments;
using InteRec.Profiles;
using InteRec.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace InteRec.Conversations;

/// <summary>Registers the stores of conversations and recommendation records, and what is made of the records.</summary>
internal static class ConversationStoreServices
{
    public static IServiceCollection AddConversationStores(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddProfiles(configuration);
        services.TryAddSingleton<ConversationStore>();
        services.TryAddSingleton<Histories>();
        services.TryAddSingleton<RecommendationStore>();
        services.TryAddSingleton<Verdicts>();
        services.TryAddSingleton<FeedbackService>();
        services
            .AddSettingNames<ExperimentOptions>(ExperimentOptions.SectionName)
            .AddOptions<ExperimentOptions>()
            .Configure(options => StrictSettings.Bind(configuration.GetSection(ExperimentOptions.SectionName), options))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ExperimentOptions>, VariantValidator>());
        services.TryAddSingleton<Experiment>();
        services.TryAddSingleton<OnlineMetrics>();
        return services;
    }
}
