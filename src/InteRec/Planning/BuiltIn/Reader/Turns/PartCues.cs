using InteRec.Catalog;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Turns;

/// <summary>The dataset's words that say which part people have: "by", "starring", "directed".</summary>
internal sealed class PartCues(Lexicon lexicon)
{
    private static readonly HashSet<string> Denials = new(StringComparer.Ordinal)
    {
        "not",
        "no",
        "never",
        "without",
        "doesnt",
        "didnt",
        "isnt",
        "wasnt",
        "dont",
    };

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
    /// Where behind a place a text denies that somebody did something, and what: "does not act", "had no hand in directing"; null where it
    /// does not.
    /// </summary>
    public (int Start, int Length, AttributeDefinition Part)? Denied(string text, int from)
    {
        const int Between = 3;
        var words = MessageWords.Split(text).Where(w => w.Start >= from).ToList();
        for (var i = 0; i < words.Count; i++)
        {
            if (!Denials.Contains(TextFolding.Fold(text.AsSpan(words[i].Start, words[i].Length))))
            {
                continue;
            }

            foreach (var verb in words.Skip(i + 1).Take(Between + 1))
            {
                var said = Entries([TextFolding.Fold(text.AsSpan(verb.Start, verb.Length))])
                    .FirstOrDefault(e => e.Kind == EntryKind.AttributeVerb && e.Attribute!.Role == AttributeRole.People);
                if (said is not null)
                {
                    return (verb.Start, verb.Length, said.Attribute!);
                }
            }
        }

        return null;
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
