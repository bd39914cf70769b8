using System.ComponentModel.DataAnnotations;
using InteRec.Conversations.Experiments;
using InteRec.Planning.Llm.Prompts;
using InteRec.Training;
using Microsoft.Extensions.Options;

namespace InteRec.Planning.Llm;

/// <summary>What a variant names has to be there: a ranker that is trained, a model, a folder of prompts; and what it changes has to be in range.</summary>
internal sealed class VariantValidator(
    IOptions<LlmOptions> llm, IOptions<InteRecOptions> settings, IOptions<TrainingOptions> training, PromptFolders prompts) : IValidateOptions<ExperimentOptions>
{
    public ValidateOptionsResult Validate(string? name, ExperimentOptions options)
    {
        var failures = options.Variants.SelectMany(Failures).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private IEnumerable<string> Failures(ExperimentVariant variant)
    {
        var place = $"{ExperimentOptions.SectionName}:Variants: {variant.Name}";
        if ((variant.Ranker == "knn" && !training.Value.Knn.Enabled) || (variant.Ranker == "ease" && !training.Value.Ease.Enabled))
        {
            yield return $"{place} has Ranker {variant.Ranker}, which is not trained: {TrainingOptions.SectionName}:{char.ToUpperInvariant(variant.Ranker[0])}{variant.Ranker[1..]}:Enabled is false";
        }

        var isOn = (variant.Planner ?? settings.Value.Planner) == PlannerChoice.Auto;
        if ((variant.Llm is not null || variant.Planner == PlannerChoice.Auto) && !(isOn && llm.Value.IsConfigured))
        {
            yield return isOn
                ? $"{place} has a Planner or Llm settings for a language model, but there is none: set {LlmOptions.SectionName}:Endpoint and {LlmOptions.SectionName}:Model"
                : $"{place} has Llm settings, but its planner is the built-in one";
            yield break;
        }

        foreach (var failure in variant.Llm is { } own ? Failures(own.Over(llm.Value)) : [])
        {
            yield return $"{place}: {failure}";
        }
    }

    private List<string> Failures(LlmOptions options)
    {
        var failures = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), failures, validateAllProperties: true);
        try
        {
            prompts.Load(options);
        }
        catch (PromptException e)
        {
            failures.Add(new ValidationResult(e.Message));
        }

        return [.. failures.Select(f => f.ErrorMessage!)];
    }
}
