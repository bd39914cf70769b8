using System.Text.Json.Serialization;

namespace InteRec.Tools;

/// <summary>A call of one tool within a plan.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "tool", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(FilterStep), FilterStep.Tool)]
[JsonDerivedType(typeof(SearchStep), SearchStep.Tool)]
[JsonDerivedType(typeof(SimilarStep), SimilarStep.Tool)]
[JsonDerivedType(typeof(RankStep), RankStep.Tool)]
[JsonDerivedType(typeof(LookupStep), LookupStep.Tool)]
[JsonDerivedType(typeof(ExplainStep), ExplainStep.Tool)]
public abstract record PlanStep
{
    /// <summary>The name of the tool.</summary>
    [JsonIgnore]
    public abstract string ToolName { get; }
}
