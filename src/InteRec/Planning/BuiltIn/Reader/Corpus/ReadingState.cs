using System.Text.Json;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Corpus;

/// <summary>Reads the open request of an annotated message.</summary>
internal static class ReadingState
{
    /// <summary>The wishes of a state, one a list; none where nothing is open.</summary>
    /// <exception cref="FormatException">It is no state.</exception>
    public static IReadOnlyList<Wish> Read(JsonElement state)
    {
        if (state.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException("a state is an object");
        }

        var lists = state.TryGetProperty("lists", out var several) ? several.EnumerateArray().Select(ReadWish).ToList() : [ReadWish(state)];
        return lists.Exists(wish => wish.Conditions.Count > 0) ? lists : [];
    }

    private static Wish ReadWish(JsonElement list) =>
        new([.. list.EnumerateObject().SelectMany(property => ReadConditions(property.Name, property.Value))]);

    private static IEnumerable<Condition> ReadConditions(string key, JsonElement value)
    {
        var (name, sign) = key switch
        {
            "seen" => (Slot.Item.Name(), Sign.Seen),
            [.. var slot, '+'] => (slot, Sign.Wanted),
            [.. var slot, '-'] => (slot, Sign.Excluded),
            [.. var slot, '~'] => (slot, Sign.Like),
            _ => (key, Sign.Plain),
        };
        var of = Slots.Of(name) ?? throw new FormatException($"there is no slot \"{name}\" for a state");
        return (sign, value.ValueKind) switch
        {
            (Sign.Plain, JsonValueKind.String) when value.GetString() is { } text => text.StartsWith('!')
                ? [new Condition(of, Sign.Excluded, text[1..])]
                : [new Condition(of, Sign.Plain, text)],
            (not Sign.Plain, JsonValueKind.Array) => value.EnumerateArray().Select(each => new Condition(of, sign, Text(each))),
            _ => throw new FormatException($"\"{key}\" of a state is {(sign == Sign.Plain ? "a text" : "a list of texts")}"),
        };
    }

    private static string Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new FormatException("the values of a state are texts");
}
