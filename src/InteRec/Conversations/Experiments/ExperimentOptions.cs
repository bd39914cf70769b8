using System.ComponentModel.DataAnnotations;
using InteRec.Ranking;
using InteRec.Settings;

namespace InteRec.Conversations.Experiments;

/// <summary>
/// Variants of how chats are ranked and who plans them, compared by what comes of their lists. Section <c>InteRec:Experiment</c>.
/// </summary>
public sealed class ExperimentOptions : IValidatableObject
{
    /// <summary>Name of the section.</summary>
    public const string SectionName = "InteRec:Experiment";

    /// <summary>The variant of everybody whom no other variant has.</summary>
    public const string Control = "control";

    /// <summary>Name of the experiment. Another name deals the users out anew. Default <c>experiment</c>.</summary>
    [Required]
    public string Name { get; set; } = "experiment";

    /// <summary>The variants beside <see cref="Control"/>; empty (default): there is no experiment.</summary>
    public IList<ExperimentVariant> Variants { get; set; } = [];

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Variants.Sum(v => v.Share) > 1)
        {
            yield return new ValidationResult("InteRec:Experiment:Variants: the shares are more than 1 together", [nameof(Variants)]);
        }

        foreach (var variant in Variants.Where(v => !RankerNames.Asked.Contains(v.Ranker, StringComparer.Ordinal)))
        {
            yield return new ValidationResult(
                $"InteRec:Experiment:Variants: {variant.Name} has Ranker {variant.Ranker}; known are {string.Join(", ", RankerNames.Asked)}",
                [nameof(Variants)]
            );
        }

        foreach (
            var variant in Variants.Where(v =>
                v.Blend.Any(part => !RankerNames.Parts.Contains(part.Key, StringComparer.Ordinal) || !(part.Value is >= 0 and <= 1))
                || (v.Blend.Count > 0 && v.Blend.Values.Sum() <= 0)
            )
        )
        {
            yield return new ValidationResult(
                $"InteRec:Experiment:Variants: {variant.Name} has a Blend that is no list of weights from 0 to 1 for "
                    + $"{string.Join(", ", RankerNames.Parts)}",
                [nameof(Variants)]
            );
        }

        if (
            Variants.Any(v =>
                string.IsNullOrWhiteSpace(v.Name)
                || v.Name == Control
                || !(v.Share is > 0 and <= 1)
                || !(v.Diversity is >= 0 and <= 1)
                || !(v.Novelty is >= -1 and <= 1)
            )
            || Variants.DistinctBy(v => v.Name, StringComparer.Ordinal).Count() < Variants.Count
        )
        {
            yield return new ValidationResult(
                $"InteRec:Experiment:Variants: each needs a name of its own other than {Control}, a Share above 0 and up to 1, a "
                    + "Diversity from 0 to 1 and a Novelty from -1 to 1",
                [nameof(Variants)]
            );
        }
    }
}

/// <summary>
/// One way of answering, for a share of the users. In the ranking it fills in what a plan leaves open; what a person asks for comes first.
/// </summary>
public sealed class ExperimentVariant
{
    /// <summary>Its name in records and metrics.</summary>
    public string Name { get; set; } = "";

    /// <summary>Share of the users, above 0 and up to 1.</summary>
    public double Share { get; set; }

    /// <summary>The ranker where a plan ranks by the blend. Default <c>blend</c>, no change.</summary>
    public string Ranker { get; set; } = "blend";

    /// <summary>
    /// The weights of the blend by ranker, as <c>{ "ials": 0.4, "ease": 0.6 }</c>. Default empty: as they were fitted in training.
    /// </summary>
    public IDictionary<string, double> Blend { get; set; } = new Dictionary<string, double>(StringComparer.Ordinal);

    /// <summary>The diversity where a plan has 0. Default 0, no change.</summary>
    public double Diversity { get; set; }

    /// <summary>The novelty where a plan has 0. Default 0, no change.</summary>
    public double Novelty { get; set; }

    /// <summary>
    /// Who plans and writes: <c>built-in</c>, or <c>auto</c>, the language model. Default null: as the setting <c>InteRec:Planner</c> says.
    /// </summary>
    public PlannerChoice? Planner { get; set; }
}
