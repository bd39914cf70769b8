using System.Net;
using InteRec.Api.Limits;
using InteRec.Api.Security;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace InteRec.Api.Startup;

/// <summary>
/// What the server itself holds back. Only our own program does this: the server of an application is not ours to set up.
/// </summary>
internal static class ServerGuards
{
    public static IServiceCollection AddServerGuards(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<LimitsOptions>().Bind(configuration.GetSection(LimitsOptions.SectionName));
        services.AddOptions<SecurityOptions>().Bind(configuration.GetSection(SecurityOptions.SectionName));
        services
            .AddOptions<KestrelServerOptions>()
            .Configure<IOptions<LimitsOptions>, IOptions<SecurityOptions>>(
                (kestrel, limits, security) =>
                {
                    kestrel.AddServerHeader = false;
                    kestrel.Limits.MaxRequestBodySize = limits.Value.BodyBytes;
                    kestrel.Limits.MaxConcurrentConnections = limits.Value.Connections;
                    kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(limits.Value.BodyBytesPerSecond, TimeSpan.FromSeconds(5));
                    kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
                    kestrel.ConfigureEndpointDefaults(endpoint => GuardAddress(endpoint, security.Value));
                }
            );
        return services;
    }

    /// <summary>Looks at every address just before Kestrel binds it, wherever it was configured.</summary>
    private static void GuardAddress(ListenOptions endpoint, SecurityOptions security)
    {
        var isOpen = security is { Keys.Count: 0, AllowAnonymous: false };
        if (isOpen && endpoint.IPEndPoint is { } address && !IPAddress.IsLoopback(address.Address))
        {
            throw new OpenDoorException(address.ToString());
        }
    }
}
