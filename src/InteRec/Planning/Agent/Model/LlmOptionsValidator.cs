using Microsoft.Extensions.Options;

namespace InteRec.Planning.Agent.Model;

/// <summary>What data annotations cannot say about <see cref="LlmOptions"/>: the settings that must fit each other.</summary>
internal sealed class LlmOptionsValidator : IValidateOptions<LlmOptions>
{
    public ValidateOptionsResult Validate(string? name, LlmOptions options)
    {
        var failures = Failures(options).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Failures(LlmOptions options)
    {
        if (options.Endpoint is { } endpoint && (!endpoint.IsAbsoluteUri || endpoint.Scheme is not ("http" or "https")))
        {
            yield return $"{LlmOptions.SectionName}:Endpoint must be an absolute http or https address, such as http://127.0.0.1:11434/v1";
        }

        if (options.Endpoint is not null && string.IsNullOrWhiteSpace(options.Model))
        {
            yield return $"{LlmOptions.SectionName}:Model is missing: the endpoint needs to be told which model to use";
        }

        if (options.Endpoint is null && !string.IsNullOrWhiteSpace(options.Model) && string.IsNullOrWhiteSpace(options.ApiKey))
        {
            yield return $"{LlmOptions.SectionName}:Endpoint is missing; with OpenAI itself {LlmOptions.SectionName}:ApiKey is enough";
        }

        if (options.ApiVersion is not null && (options.Endpoint is null || string.IsNullOrWhiteSpace(options.ApiKey)))
        {
            const string Needed = $"{LlmOptions.SectionName}:Endpoint and {LlmOptions.SectionName}:ApiKey";
            yield return $"{LlmOptions.SectionName}:ApiVersion is Azure's, which needs {Needed}";
        }

        if (options.ApiVersion is { } version && !AzureEndpoint.Versions.ContainsKey(version))
        {
            yield return $"{LlmOptions.SectionName}:ApiVersion {version} is unknown; there are "
                + $"{string.Join(", ", AzureEndpoint.Versions.Keys)}. "
                + "For Azure's newer addresses, which end in /openai/v1, leave it out";
        }

        if (
            options.InputPrice == 0
            && options.OutputPrice == 0
            && (options.MoneyPerTurn ?? options.PerConversation.Money ?? options.PerKey.Money ?? options.PerDay.Money) is not null
        )
        {
            yield return $"{LlmOptions.SectionName}:InputPrice and {LlmOptions.SectionName}:OutputPrice are missing: without them money "
                + "is not counted";
        }

        if (options.AttemptTimeout > options.TurnTimeout)
        {
            yield return $"{LlmOptions.SectionName}:AttemptTimeout must not be longer than {LlmOptions.SectionName}:TurnTimeout";
        }
    }
}
