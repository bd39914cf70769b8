using System.Text.Json;

namespace InteRec.Catalog;

/// <summary>A condition that always holds asks for nothing.</summary>
/// <param name="attribute">The attribute that it names, or <c>not</c> or <c>or</c>; null where there is no condition at all.</param>
internal sealed class EmptyConditionException(string? attribute)
    : JsonException(
        attribute switch
        {
            null => "the conditions ask for nothing",
            ItemFilterJsonConverter.Not or ItemFilterJsonConverter.Or => $"{attribute} asks for nothing",
            _ => $"the condition on {attribute} asks for nothing",
        }
    )
{
    /// <summary>The attribute, as the caller wrote it, or <c>not</c> or <c>or</c>; null where there is no condition at all.</summary>
    public string? Attribute { get; } = attribute;
}
