using InteRec.Settings;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace InteRec.Api.Limits;

internal static class LimitsServices
{
    public static IServiceCollection AddLimits(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<LimitsOptions>(configuration, LimitsOptions.SectionName);
        services.AddSingleton<StreamGate>();
        services.AddSingleton<RequestChecks>();
        return services;
    }

    /// <summary>Lets an endpoint take the larger body of a batch.</summary>
    public static RouteHandlerBuilder WithBatchBody(this RouteHandlerBuilder builder, IEndpointRouteBuilder routes)
    {
        var limits = routes.ServiceProvider.GetRequiredService<IOptions<LimitsOptions>>().Value;
        return builder.WithMetadata(new RequestSizeLimitAttribute(limits.BatchBodyBytes));
    }
}
