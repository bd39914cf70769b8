using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Corpus;

/// <summary>Reads the marks of an annotated message: words, slot, and stance or value.</summary>
internal static class ReadingMarks
{
    private static readonly Dictionary<string, Stance> Stances = Enum.GetValues<Stance>()
        .ToDictionary(stance => stance.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    /// <summary>Reads marks and finds their words: the next occurrence after the mark before, as whole words.</summary>
    /// <exception cref="FormatException">A mark is none, or its words do not follow.</exception>
    public static IReadOnlyList<Mark> Read(string message, IReadOnlyList<IReadOnlyList<string>> marks)
    {
        var read = new List<Mark>();
        foreach (var mark in marks)
        {
            if (mark is not [{ Length: > 0 } words, var name, { Length: > 0 } stance])
            {
                throw new FormatException($"a mark of \"{message}\" is not words, slot, and stance or value");
            }

            var slot = Slots.Of(name) ?? throw new FormatException($"there is no slot \"{name}\"");
            var start = Find(message, words, read.Count > 0 ? read[^1].End : 0);
            read.Add(
                start >= 0
                    ? WithStance(new Mark(start, words.Length, slot, Stance.Want), stance)
                    : throw new FormatException($"\"{words}\" does not follow in \"{message}\"")
            );
        }

        return read;
    }

    private static int Find(string message, string words, int from)
    {
        for (var at = from; (at = message.IndexOf(words, at, StringComparison.Ordinal)) >= 0; at++)
        {
            var end = at + words.Length;
            var isWhole =
                (at == 0 || !AreOfOneWord(message[at - 1], message[at]))
                && (end == message.Length || !AreOfOneWord(message[end - 1], message[end]));
            if (isWhole)
            {
                return at;
            }
        }

        return -1;
    }

    private static bool AreOfOneWord(char before, char after) => char.IsLetterOrDigit(before) && char.IsLetterOrDigit(after);

    /// <summary>What is no stance is a value. Of a place and a question nothing becomes by itself: they ask.</summary>
    private static Mark WithStance(Mark mark, string text) =>
        mark.Slot switch
        {
            Slot.Ref or Slot.Ask => mark with { Stance = Stance.Ask, Value = text },
            Slot.Drop => mark with { Stance = Stance.Drop, Value = text },
            _ when Stances.TryGetValue(text, out var stance) => mark with { Stance = stance },
            _ when text[0] == '!' => mark with { Stance = Stance.Not, Value = text[1..] },
            _ when HasValue(mark.Slot) => mark with { Value = text },
            _ => throw new FormatException($"there is no stance \"{text}\" of the slot {mark.Slot.Name()}"),
        };

    private static bool HasValue(Slot slot) => slot.IsNumber() || slot is Slot.Count or Slot.Order or Slot.Audience;
}
