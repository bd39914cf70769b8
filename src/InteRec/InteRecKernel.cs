using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;

namespace InteRec;

/// <summary>Puts the recommender's tools into a Kernel.</summary>
public static class InteRecKernel
{
    /// <summary>Adds the tools to a Kernel that there is: <c>kernel.Plugins.AddInteRec(services)</c>.</summary>
    /// <param name="plugins">The plugins of the Kernel.</param>
    /// <param name="services">The services of the program, with a recommender that is ready.</param>
    /// <param name="userId">Whose taste counts; null: the model may say.</param>
    /// <returns>The plugin.</returns>
    public static KernelPlugin AddInteRec(this ICollection<KernelPlugin> plugins, IServiceProvider services, string? userId = null)
    {
        ArgumentNullException.ThrowIfNull(plugins);
        var plugin = services.GetRequiredService<InteRecPlugin>();
        plugin = userId is null ? plugin : plugin.For(userId);
        plugins.Add(plugin);
        return plugin;
    }

    /// <summary>Adds the tools to every Kernel of a program: <c>services.AddKernel().Plugins.AddInteRec()</c>.</summary>
    /// <param name="plugins">The plugins of the Kernels, in the services that have the recommender.</param>
    public static IKernelBuilderPlugins AddInteRec(this IKernelBuilderPlugins plugins)
    {
        ArgumentNullException.ThrowIfNull(plugins);
        plugins.Services.AddSingleton<KernelPlugin>(provider => provider.GetRequiredService<InteRecPlugin>());
        return plugins;
    }
}
