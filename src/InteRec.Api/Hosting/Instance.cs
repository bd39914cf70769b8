using System.Diagnostics;
using System.Diagnostics.Metrics;
using InteRec.Api.Mcp;
using InteRec.Api.Security;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace InteRec.Api.Hosting;

/// <summary>
/// One recommender with its web API: services of its own, and a pipeline of its own that answers what the application passes to it. Nothing
/// of it is in the services of the application but this object, so an application's options and middleware and ours never meet.
/// </summary>
internal sealed class Instance : IAsyncDisposable, IDisposable
{
    private readonly ServiceProvider _services;
    private readonly RequestDelegate _pipeline;

    /// <param name="own">What the recommender consists of.</param>
    /// <param name="host">
    /// The services of the application: log, environment, lifetime and clock are shared, settings are those given to us.
    /// </param>
    public Instance(IServiceCollection own, IServiceProvider host)
    {
        var services = new ServiceCollection { own };
        services.AddSingleton(new HostServices(host));
        services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(new McpLogs(host.GetRequiredService<ILoggerFactory>())));
        Share<IHostEnvironment>();
        Share<IWebHostEnvironment>();
        Share<IHostApplicationLifetime>();
        Share<IMeterFactory>();
        Share<DiagnosticSource>();
        Share<DiagnosticListener>();
        Share<TimeProvider>();
        _services = services.BuildServiceProvider();
        _pipeline = ApiPipeline.Build(_services);

        // As an object and not by a function: what the application owns must not be disposed with us.
        void Share<T>()
            where T : class
        {
            if (host.GetService<T>() is { } shared)
            {
                services.Replace(ServiceDescriptor.Singleton(shared));
            }
        }
    }

    public IServiceProvider Services => _services;

    /// <summary>Checks the settings and starts what runs in the background.</summary>
    /// <exception cref="OptionsValidationException">A setting is out of range.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _services.GetService<IStartupValidator>()?.Validate();
        foreach (var service in _services.GetServices<IHostedService>())
        {
            await service.StartAsync(cancellationToken);
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var service in _services.GetServices<IHostedService>().Reverse())
        {
            await service.StopAsync(cancellationToken);
        }
    }

    /// <summary>
    /// Answers a request. For us the base path ends where our addresses begin; afterwards the request is the application's again.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="length">How many of the last characters of the path are ours.</param>
    public async Task AnswerAsync(HttpContext context, int length)
    {
        var (request, path, pathBase) = (context.Request, context.Request.Path, context.Request.PathBase);
        var (user, services, endpoint, values) = (context.User, context.RequestServices, context.GetEndpoint(), request.RouteValues);
        var whole = path.Value ?? "";
        await using var scope = _services.CreateAsyncScope();
        try
        {
            request.PathBase = pathBase.Add(whole[..^length]);
            request.Path = whole[^length..];
            request.RouteValues = [];
            context.Features.Set(new HostUser(user));
            context.SetEndpoint(null);
            context.RequestServices = scope.ServiceProvider;
            await _pipeline(context);
        }
        finally
        {
            (request.Path, request.PathBase, request.RouteValues) = (path, pathBase, values);
            (context.User, context.RequestServices) = (user, services);
            context.SetEndpoint(endpoint);
        }
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    public void Dispose() => _services.Dispose();
}
