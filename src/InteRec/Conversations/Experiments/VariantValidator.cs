using InteRec.Planning.Agent.Model;
using InteRec.Settings;
using InteRec.Training;
using Microsoft.Extensions.Options;

namespace InteRec.Conversations.Experiments;

/// <summary>What a variant names has to be there: a ranker that is trained, a model.</summary>
internal sealed class VariantValidator(IOptions<LlmOptions> model, IOptions<TrainingOptions> training) : IValidateOptions<ExperimentOptions>
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
            var setting = $"{TrainingOptions.SectionName}:{char.ToUpperInvariant(variant.Ranker[0])}{variant.Ranker[1..]}:Enabled";
            yield return $"{place} has Ranker {variant.Ranker}, which is not trained: {setting} is false";
        }

        if (variant.Planner == PlannerChoice.Auto && !model.Value.IsConfigured)
        {
            yield return $"{place} is planned by a language model, but there is none: set {LlmOptions.SectionName}:Endpoint and "
                + $"{LlmOptions.SectionName}:Model";
        }
    }
}
