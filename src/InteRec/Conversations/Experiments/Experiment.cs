using System.Runtime.CompilerServices;
using InteRec.Planning;
using InteRec.Settings;
using InteRec.Tools;
using InteRec.Training;
using Microsoft.Extensions.Options;

namespace InteRec.Conversations.Experiments;

/// <summary>Who gets which variant: decided by a hash of the user, so that it stays the same everywhere and for ever.</summary>
internal sealed class Experiment(IOptions<ExperimentOptions> options, IOptions<InteRecOptions> settings)
{
    private const int Places = 10_000;

    // The states of the variants live as long as the state that they are made of.
    private readonly ConditionalWeakTable<ServingState, Dictionary<string, ServingState>> _serving = [];

    /// <summary>The variant of a user, or of a conversation without one; null where there is no experiment.</summary>
    public string? VariantOf(string id)
    {
        if (options.Value.Variants.Count == 0)
        {
            return null;
        }

        var place = Crc32.Hash($"{options.Value.Name}:{id}") % Places / (double)Places;
        foreach (var variant in options.Value.Variants)
        {
            place -= variant.Share;
            if (place < 0)
            {
                return variant.Name;
            }
        }

        return ExperimentOptions.Control;
    }

    /// <summary>Who plans and writes for a variant.</summary>
    public PlannerChoice PlannerOf(string? variantName) =>
        options.Value.Variants.FirstOrDefault(v => v.Name == variantName)?.Planner ?? settings.Value.Planner;

    /// <summary>True where a language model plans for everybody or for some variant.</summary>
    public bool UsesModel =>
        settings.Value.Planner == PlannerChoice.Auto || options.Value.Variants.Any(v => v.Planner == PlannerChoice.Auto);

    /// <summary>What answers the variant: the state itself, or the state with the variant's blend.</summary>
    public ServingState Serving(ServingState state, string? variantName) =>
        variantName is null || state.Ranker is null ? state : _serving.GetValue(state, Blended).GetValueOrDefault(variantName, state);

    private Dictionary<string, ServingState> Blended(ServingState state) =>
        options
            .Value.Variants.Where(v => v.Blend.Count > 0)
            .ToDictionary(v => v.Name, v => state.With(state.Ranker!.WithBlend(v.Blend.AsReadOnly())), StringComparer.Ordinal);

    /// <summary>The plan as the variant ranks it.</summary>
    public Plan Apply(Plan plan, string? variantName)
    {
        if (options.Value.Variants.FirstOrDefault(v => v.Name == variantName) is not { } variant)
        {
            return plan;
        }

        return plan with
        {
            Lists = [.. plan.Lists.Select(l => l with { Steps = [.. l.Steps.Select(s => s is RankStep rank ? Apply(rank, variant) : s)] })],
        };
    }

    private static RankStep Apply(RankStep rank, ExperimentVariant variant) =>
        rank with
        {
            By = rank.By == new RankStep().By ? variant.Ranker : rank.By,
            Diversity = rank.Diversity == 0 ? variant.Diversity : rank.Diversity,
            Novelty = rank.Novelty == 0 ? variant.Novelty : rank.Novelty,
        };
}
