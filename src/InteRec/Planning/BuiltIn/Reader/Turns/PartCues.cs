using InteRec.Catalog;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Turns;

/// <summary>The dataset's words that say which part people have: "by", "starring", "directed".</summary>
internal sealed class PartCues(Lexicon lexicon)
{
    private static readonly string[] Pronouns = ["he", "she", "they", "who", "that", "which"];
    private static readonly string[] Auxiliaries = ["does", "did", "do", "had", "has", "have", "is", "was", "were", "are"];

    /// <summary>The part that the longest words at the end of a text announce, or null.</summary>
    public AttributeDefinition? Before(ReadOnlySpan<char> text)
    {
        var words = Words(text);
        return Longest(count => words[^count..], words.Length, EntryKind.AttributeCue);
    }

    /// <summary>The part that the longest words at the beginning of a text tell, or null: "wrote".</summary>
    public AttributeDefinition? After(ReadOnlySpan<char> text)
    {
        var words = Words(text);
        return Longest(count => words[..count], words.Length, EntryKind.AttributeVerb);
    }

    /// <summary>The slots of all parts that a text has words for.</summary>
    public IReadOnlySet<Slot> Of(string text)
    {
        var words = Words(text);
        return Enumerable
            .Range(0, words.Length)
            .SelectMany(from => Enumerable.Range(1, Math.Min(Lexicon.MaxWords, words.Length - from)).Select(count => (from, count)))
            .SelectMany(p => Entries(words[p.from..(p.from + p.count)]))
            .Where(e =>
                e.Kind is EntryKind.AttributeCue or EntryKind.AttributeVerb or EntryKind.AttributeName or EntryKind.AttributeQuestion
            )
            .Select(e => CandidateSlots.Of(e.Attribute!))
            .ToHashSet();
    }

    /// <summary>
    /// Where behind a name a text denies that whoever has it did something, and what: "does not act" of "he does not act in", "directing" of
    /// "had no hand in directing"; null where it does not. The denial is of the name or a pronoun, and of the same sentence as the verb.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="from">The end of the name.</param>
    public (int Start, int Length, AttributeDefinition Part)? Denied(string text, int from)
    {
        const int Between = 3;
        var words = Pieces(text, from);
        for (var i = 0; i < words.Count; i++)
        {
            if (!ChangeWords.Deny(text.AsSpan(words[i].Start, words[i].Length)) || !IsOfSomebody(text, words, i))
            {
                continue;
            }

            for (var at = i + 1; at < Math.Min(words.Count, i + 2 + Between) && !EndsClause(text, words[at - 1]); at++)
            {
                var said = Entries([TextFolding.Fold(text.AsSpan(words[at].Start, words[at].Length))])
                    .FirstOrDefault(e => e.Kind == EntryKind.AttributeVerb && e.Attribute!.Role == AttributeRole.People);
                if (said is not null)
                {
                    return (words[at].Start, words[at].Length, said.Attribute!);
                }
            }
        }

        return null;
    }

    /// <summary>Who denies is the name, or a pronoun, with nothing between but an auxiliary.</summary>
    private static bool IsOfSomebody(string text, List<(int Start, int Length)> words, int denial)
    {
        var before = denial - 1;
        while (before >= 0 && Auxiliaries.Contains(Word(before), StringComparer.Ordinal))
        {
            before--;
        }

        // "He directed but did not act in": the pronoun is that of the clause before.
        return before < 0
            || Pronouns.Contains(Word(before), StringComparer.Ordinal)
            || (Word(before) is "but" or "and" && Enumerable.Range(0, before).Any(w => Pronouns.Contains(Word(w), StringComparer.Ordinal)));

        string Word(int at) => TextFolding.Fold(text.AsSpan(words[at].Start, words[at].Length));
    }

    private static bool EndsClause(string text, (int Start, int Length) word) =>
        text[word.Start + word.Length - 1] is ',' or '.' or ';' or '!' or '?';

    /// <summary>What stands between spaces, from a place on.</summary>
    private static List<(int Start, int Length)> Pieces(string text, int from)
    {
        var pieces = new List<(int Start, int Length)>();
        for (var at = from; at < text.Length; )
        {
            var end = text.IndexOf(' ', at) is >= 0 and var space ? space : text.Length;
            if (end > at)
            {
                pieces.Add((at, end - at));
            }

            at = end + 1;
        }

        return pieces;
    }

    private AttributeDefinition? Longest(Func<int, string[]> of, int most, EntryKind kind)
    {
        for (var count = Math.Min(Lexicon.MaxWords, most); count > 0; count--)
        {
            if (Entries(of(count)).FirstOrDefault(e => e.Kind == kind && e.Attribute!.Role == AttributeRole.People) is { } said)
            {
                return said.Attribute;
            }
        }

        return null;
    }

    private IReadOnlyList<LexiconEntry> Entries(string[] words) => lexicon.Find(string.Join(' ', words), string.Join(' ', words));

    private static string[] Words(ReadOnlySpan<char> text) => TextFolding.Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
