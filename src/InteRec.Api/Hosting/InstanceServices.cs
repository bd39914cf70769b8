using InteRec.Api.Json;
using InteRec.Api.Limits;
using InteRec.Api.Mcp;
using InteRec.Api.OpenAi;
using InteRec.Api.OpenApi;
using InteRec.Api.Problems;
using InteRec.Api.Security;
using InteRec.Api.Startup;
using InteRec.Tools;
using Microsoft.AspNetCore.Http.Json;

namespace InteRec.Api.Hosting;

/// <summary>Registers the recommender with an application.</summary>
internal static class InstanceServices
{
    public static InteRecBuilder AddInstance(this IServiceCollection services, IConfiguration configuration)
    {
        if (services.Any(s => s.ServiceType == typeof(Instance)))
        {
            throw new InvalidOperationException("AddInteRec was called before: an application has one recommender.");
        }

        var own = Own(configuration);
        services.AddSingleton(provider => new Instance(own.Services, provider));
        services.AddHostedService<InstanceService>();
        services.AddSingleton(provider => provider.GetRequiredService<Instance>().Services.GetRequiredService<Recommender>());
        services.AddSingleton(provider => provider.GetRequiredService<Instance>().Services.GetRequiredService<InteRecPlugin>());
        return own;
    }

    private static InteRecBuilder Own(IConfiguration configuration)
    {
        var services = new ServiceCollection();
        services.AddSingleton(configuration);
        services.AddLogging();
        services.AddMetrics();
        services.AddRouting();
        var builder = services.AddInteRecCore(configuration);
        services.AddOptions<JsonOptions>().Configure<ToolBox>((json, tools) => ApiJson.Configure(json.SerializerOptions, tools));
        services.AddOpenAi(); // before the problems: of what writes them the first that can does
        services.AddProblems();
        services.AddLimits(configuration);
        services.AddKeys(configuration);
        services.AddMcp();
        services.AddApiDocument();
        services.AddStartup();
        return builder;
    }
}
