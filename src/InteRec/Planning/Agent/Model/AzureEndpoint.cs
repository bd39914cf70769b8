using System.ClientModel;
using System.Text.RegularExpressions;
using Azure.AI.OpenAI;
using OpenAI.Chat;
using ServiceVersion = Azure.AI.OpenAI.AzureOpenAIClientOptions.ServiceVersion;

namespace InteRec.Planning.Agent.Model;

/// <summary>Azure OpenAI by its own client, which knows its addresses, by deployment, and its header for the key.</summary>
internal static partial class AzureEndpoint
{
    /// <summary>
    /// The versions of its API that the client speaks. What came later has no dates: it is at <c>/openai/v1</c> and OpenAI's own protocol.
    /// </summary>
    public static IReadOnlyDictionary<string, ServiceVersion> Versions { get; } =
        Enum.GetValues<ServiceVersion>()
            .ToDictionary(v => v.ToString()[1..].Replace('_', '-').ToLowerInvariant(), StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The client of the deployment that <see cref="LlmOptions.Model"/> names, or the address itself where it goes that far.
    /// </summary>
    public static ChatClient Client(LlmOptions options, Action<AzureOpenAIClientOptions> configure)
    {
        var settings = new AzureOpenAIClientOptions(Versions[options.ApiVersion!]);
        configure(settings);
        var address = Deployment().Match(options.Endpoint!.AbsoluteUri);
        var deployment = address.Groups["name"] is { Success: true } name ? Uri.UnescapeDataString(name.Value) : options.Model;
        var resource = address.Success ? new Uri(options.Endpoint.AbsoluteUri[..address.Index]) : options.Endpoint;
        return new AzureOpenAIClient(resource, new ApiKeyCredential(options.ApiKey!), settings).GetChatClient(deployment);
    }

    [GeneratedRegex("/openai(?:/v1|/deployments/(?<name>[^/?]+).*)?/?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Deployment();
}
