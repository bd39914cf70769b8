using System.Text.Json;

namespace InteRec.Catalog;

/// <summary>As <see cref="ItemFilterJsonConverter"/>, for conditions that always hold: one that asks for nothing is refused, not passed over.</summary>
internal sealed class CallerFilterJsonConverter : ItemFilterJsonConverter
{
    protected override bool RefusesEmpty => true;
}

/// <summary>A condition that always holds asks for nothing.</summary>
/// <param name="attribute">The attribute that it names.</param>
internal sealed class EmptyConditionException(string attribute) : JsonException($"the condition on {attribute} asks for nothing")
{
    /// <summary>The attribute, as the caller wrote it.</summary>
    public string Attribute { get; } = attribute;
}
