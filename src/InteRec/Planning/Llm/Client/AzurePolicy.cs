using System.ClientModel.Primitives;

namespace InteRec.Planning.Llm.Client;

/// <summary>Azure OpenAI takes its key in <c>api-key</c> and wants its API version in the address.</summary>
internal sealed class AzurePolicy(string key, string apiVersion) : PipelinePolicy
{
    public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        Sign(message);
        ProcessNext(message, pipeline, currentIndex);
    }

    public override ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        Sign(message);
        return ProcessNextAsync(message, pipeline, currentIndex);
    }

    private void Sign(PipelineMessage message)
    {
        message.Request.Headers.Set("api-key", key);
        var address = new UriBuilder(message.Request.Uri!);
        if (!address.Query.Contains("api-version=", StringComparison.OrdinalIgnoreCase))
        {
            address.Query = $"{address.Query.TrimStart('?')}&api-version={Uri.EscapeDataString(apiVersion)}".TrimStart('&');
            message.Request.Uri = address.Uri;
        }
    }
}
