using InteRec.Catalog;
using InteRec.Import;
using InteRec.Planning.BuiltIn;
using InteRec.Tools;

namespace InteRec.Evaluation.Requests;

/// <summary>
/// Says which stretches of a request are which slots: what the built-in planner has read, under the slot's name, and what patterns find
/// around it.
/// </summary>
internal sealed class RequestTagger
{
    private readonly ServingState _serving;
    private readonly SpanFinder _finder;
    private readonly SlotWords _ends;
    private readonly PeopleNames _names;
    private readonly List<(SlotStep Step, IReadOnlyList<SlotPattern> Patterns)> _steps;

    /// <summary>Prepares the rules for a catalogue.</summary>
    /// <exception cref="DatasetException">A pattern cannot be read.</exception>
    public RequestTagger(ServingState serving, SlotRules rules)
    {
        _serving = serving;
        _finder = new SpanFinder(Lexicon.Of(serving.Catalog), serving.WordRank);
        _names = new PeopleNames(serving, _finder);
        _ends = new SlotWords(Folded(rules.NameEnds), Folded(rules.TextEnds), Folded(rules.Dangling));
        _steps = [.. rules.Steps.Select(s => (s, (IReadOnlyList<SlotPattern>)[.. s.Say.Select(p => SlotPattern.Parse(p, rules.Pieces))]))];
    }

    /// <summary>The slots of a request, in the order of the text.</summary>
    public IReadOnlyList<LabelledSlot> Tag(string text)
    {
        var reading = MessageReader.Read(text, Lexicon.Of(_serving.Catalog), _finder, new TitleReader(_serving.Catalog, _serving.Titles));
        var words = new RequestWords(_serving, reading.Tokens, _ends, _names);
        foreach (var (step, patterns) in _steps)
        {
            TakeRead(step, reading, words);
            TakePatterns(step, patterns, words);
        }

        return
        [
            .. words
                .Taken.Where(t => t.Slot.Length > 0)
                .OrderBy(t => t.From)
                .Select(t => new LabelledSlot(t.Slot, text[reading.Tokens[t.From].Start..reading.Tokens[t.To - 1].End])),
        ];
    }

    private static HashSet<string> Folded(IReadOnlyList<string> words) => [.. words.Select(w => TextFolding.Fold(w))];

    private static void TakeRead(SlotStep step, Reading reading, RequestWords words)
    {
        if (step.Attributes.Count == 0 && !step.Items)
        {
            return;
        }

        foreach (var mention in reading.Mentions.Where(m => m.To > m.From && IsOf(step, m)))
        {
            var to = words.WithoutItemNoun(mention.From, mention.To);
            if (words.IsFree(mention.From, to) && !(mention.Kind == MentionKind.Item && words.IsSmall(mention.From, to)))
            {
                words.Taken.Add(new SlotSpan(step.Slot, mention.From, to));
            }
        }
    }

    private static bool IsOf(SlotStep step, Mention mention) =>
        mention.Kind switch
        {
            MentionKind.Item => step.Items,
            MentionKind.Series => step.Items,
            MentionKind.Phrase => (mention.Phrase!.Where ?? mention.Phrase.Prefer)?.Conditions.Keys.Any(a =>
                step.Attributes.Contains(a, StringComparer.Ordinal)
            )
                ?? false,
            _ => step.Attributes.Contains(mention.Attribute!.Name, StringComparer.Ordinal),
        };

    private static void TakePatterns(SlotStep step, IReadOnlyList<SlotPattern> patterns, RequestWords words)
    {
        for (var at = 0; at < words.Count; at++)
        {
            if (patterns.Select(p => p.Match(words, at, words.IsFree)).FirstOrDefault(m => m is not null) is { } found)
            {
                words.Taken.Add(new SlotSpan(step.Slot, found.From, found.To));
            }
        }
    }
}
