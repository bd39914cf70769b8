using InteRec.Catalog;
using InteRec.Planning.BuiltIn.Reader.Candidates;
using InteRec.Planning.BuiltIn.Reader.Wishes;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Turns;

/// <summary>What words mean to the catalogue.</summary>
internal sealed record Meaning
{
    /// <summary>What must hold where it is wanted.</summary>
    public ItemFilter Where { get; init; } = ItemFilter.Empty;

    /// <summary>What had best hold where it is wanted.</summary>
    public ItemFilter Prefer { get; init; } = ItemFilter.Empty;

    /// <summary>What must not hold where it is excluded.</summary>
    public ItemFilter Not { get; init; } = ItemFilter.Empty;

    /// <summary>Words to search for, or null.</summary>
    public string? Text { get; init; }

    /// <summary>How to order, or null.</summary>
    public string? By { get; init; }

    /// <summary>The end to begin with, or null.</summary>
    public string? Order { get; init; }

    /// <summary>The values that stand for it in a profile.</summary>
    public IEnumerable<string> Values =>
        new[] { Where, Not.IsEmpty ? Prefer : Not }
            .SelectMany(f => f.Conditions.Values)
            .SelectMany(c => (c.Any ?? []).Concat(c.All ?? []).Concat(c.None ?? []))
            .Distinct(StringComparer.Ordinal);
}

/// <summary>Reads words as the catalogue's values and the dataset's phrases.</summary>
internal sealed class Meanings(Lexicon lexicon)
{
    private const int MostTopics = 60;
    private readonly CatalogSnapshot _catalog = lexicon.Catalog;

    /// <summary>What the words mean as a condition of that slot; null where the catalogue knows nothing of it.</summary>
    public Meaning? Of(Slot slot, string words)
    {
        var folded = TextFolding.Fold(words);
        return Whole(slot, folded) ?? WithoutNouns(slot, folded) ?? Pieces(slot, folded) ?? Property(words) ?? Topic(slot, folded);
    }

    /// <summary>True where the words are the same, or the catalogue makes the same of them.</summary>
    public bool AreSame(Slot slot, string one, string other)
    {
        var (first, second) = (Stem.Phrase(TextFolding.Fold(one)), Stem.Phrase(TextFolding.Fold(other)));
        return $" {first} ".Contains($" {second} ", StringComparison.Ordinal)
            || $" {second} ".Contains($" {first} ", StringComparison.Ordinal)
            || (PersonOf(one) is { } person && slot.IsPerson() && person == PersonOf(other))
            || (
                Of(slot, one) is { } meaning
                && Of(slot, other) is { } same
                && meaning.Values.Any()
                && meaning.Values.SequenceEqual(same.Values)
            );
    }

    /// <summary>A story: its words for the search, and what the phrases in it mean.</summary>
    public Meaning Within(string story)
    {
        var words = TextFolding.Fold(story).Split(' ');
        var all = new Meaning { Text = string.Join(' ', words) };
        for (var i = 0; i < words.Length; i++)
        {
            for (var to = Math.Min(words.Length, i + Lexicon.MaxWords); to > i; to--)
            {
                if (
                    Entries(string.Join(' ', words[i..to]))
                        .FirstOrDefault(e => e.Kind == EntryKind.Phrase && e.Phrase!.Prefer is not null) is
                    { } phrase
                )
                {
                    all = all with { Prefer = all.Prefer.And(phrase.Phrase!.Prefer), Text = phrase.Phrase.Text ?? all.Text };
                    i = to - 1;
                    break;
                }
            }
        }

        return all;
    }

    /// <summary>The person of that name, or null.</summary>
    public Person? PersonOf(string name)
    {
        var folded = OneOf(TextFolding.Fold(name));
        return Entries(folded).FirstOrDefault(e => e.Kind == EntryKind.Person)?.Person
            ?? lexicon.Surname(folded)
            ?? (
                folded.LastIndexOf(' ') is > 0 and var space
                    ? lexicon.Names.Find(folded[..folded.IndexOf(' ', StringComparison.Ordinal)], folded[(space + 1)..])
                    : null
            );
    }

    /// <summary>"the Coen brothers": by the one that is known best.</summary>
    private static string OneOf(string folded)
    {
        var words = folded.Split(' ');
        return words.Length > 1 && words[^1] is "brothers" or "bros" or "sisters"
            ? string.Join(' ', words[..^1].Where(w => w != "the"))
            : folded;
    }

    private IReadOnlyList<LexiconEntry> Entries(string folded) => lexicon.Find(folded, Stem.Phrase(folded));

    private Meaning? Whole(Slot slot, string folded)
    {
        var entries = Entries(folded);
        var value = entries
            .Where(e => e.Kind == EntryKind.Value)
            .OrderBy(e => CandidateSlots.Of(e.Attribute!) == slot ? 0 : 1)
            .ThenBy(e => e.ValueOrder)
            .FirstOrDefault();
        var isOwn =
            value is not null
            && (CandidateSlots.Of(value.Attribute!) == slot || (slot == Slot.Audience && value.Attribute!.Role == AttributeRole.Audience));
        if (slot is Slot.Kind or Slot.Language or Slot.Country or Slot.Certificate && isOwn)
        {
            return Of(value!);
        }

        return entries.FirstOrDefault(e => e.Kind == EntryKind.Phrase && !IsNoun(e.Phrase!)) is { } phrase ? Of(phrase.Phrase!)
            : value is not null && (isOwn || slot is not (Slot.Occasion or Slot.Audience)) ? Of(value)
            : entries.FirstOrDefault(e => e.Kind == EntryKind.Flag) is { } flag
                ? Only(flag.Attribute!, new AttributeCondition { Has = !flag.IsUnset })
            : null;
    }

    /// <summary>"At least 16 GB of RAM": a number of an attribute that the words name.</summary>
    private Meaning? Property(string words) =>
        NumberGrammar.Of(_catalog).Property(words) is var (attribute, value)
        && RangeLabel.Ranges(value) is { Count: > 0 } ranges
        && _catalog.Schema.Find(attribute) is { } number
            ? Only(
                number,
                ranges.Count == 1
                    ? new AttributeCondition { From = ranges[0].From, To = ranges[0].To }
                    : new AttributeCondition { Ranges = ranges }
            )
            : null;

    private static Meaning Only(AttributeDefinition attribute, AttributeCondition condition)
    {
        var only = ItemFilter.Empty.With(attribute.Name, condition);
        return new Meaning { Where = only, Not = only };
    }

    private static bool IsNoun(PhraseDefinition phrase) => phrase is { Where: null, Prefer: null, Text: null, By: null, Not: null };

    /// <summary>"horror films": the word for an item adds nothing.</summary>
    private Meaning? WithoutNouns(Slot slot, string folded)
    {
        var words = folded.Split(' ');
        var left = words.Where(w => !Entries(w).Any(e => e.Kind == EntryKind.ItemNoun)).ToList();
        return left.Count > 0 && left.Count < words.Length ? Whole(slot, string.Join(' ', left)) : null;
    }

    /// <summary>"dark romantic comedy": the longest phrases in it, where they make up all of it.</summary>
    private Meaning? Pieces(Slot slot, string folded)
    {
        var words = folded.Split(' ');
        Meaning? all = null;
        for (var i = 0; i < words.Length; )
        {
            var to = Math.Min(words.Length, i + Lexicon.MaxWords);
            Meaning? piece = null;
            for (; to > i && piece is null; to--)
            {
                piece = to - i == words.Length ? null : Whole(slot, string.Join(' ', words[i..to]));
            }

            if (piece is null && !Entries(words[i]).Any(e => e.Kind == EntryKind.ItemNoun))
            {
                return null;
            }

            all =
                piece is null ? all
                : all is null ? piece
                : Both(all, piece);
            i = piece is null ? i + 1 : to + 1;
        }

        return all;
    }

    private static Meaning Both(Meaning one, Meaning other) =>
        new()
        {
            Where = one.Where.And(other.Where),
            Prefer = one.Prefer.And(other.Prefer),
            Not = one.Not.And(other.Not),
            Text = one.Text is null ? other.Text : $"{one.Text} {other.Text}".TrimEnd(),
            By = one.By ?? other.By,
            Order = one.Order ?? other.Order,
        };

    /// <summary>Words within topics: "boxing" of "boxing match".</summary>
    private Meaning? Topic(Slot slot, string folded) =>
        slot is Slot.Topic or Slot.Plot or Slot.Mood or Slot.Kind or Slot.Source or Slot.Format or Slot.Character
        && lexicon.Topics.Attribute is { } attribute
        && lexicon.Topics.Expand(folded) is { Count: > 0 } values
            ? OfTopic(attribute, values, folded)
            : null;

    private Meaning Of(LexiconEntry value)
    {
        var attribute = value.Attribute!;
        List<string> values = [.. value.Values.Distinct(StringComparer.Ordinal)];
        return attribute.Role switch
        {
            AttributeRole.Topic => OfTopic(attribute, lexicon.Topics.Named(values), TextFolding.Fold(values[0])),
            AttributeRole.Mood => new Meaning { Prefer = Any(attribute, values), Not = Any(attribute, values) },
            AttributeRole.Language => new Meaning
            {
                Where = Any(attribute, values),
                Prefer = lexicon.PreferHomes(values),
                Not = Any(attribute, values),
            },
            _ when attribute.Type == AttributeType.Categories && values.Count == 1 => new Meaning
            {
                Where = ItemFilter.Empty.With(attribute.Name, new AttributeCondition { All = values }),
                Not = Any(attribute, values),
            },
            _ => new Meaning { Where = Any(attribute, values), Not = Any(attribute, values) },
        };
    }

    private static Meaning OfTopic(AttributeDefinition attribute, IReadOnlyList<string> values, string text) =>
        new()
        {
            Prefer = Any(attribute, [.. values.Take(MostTopics)]),
            Not = Any(attribute, values),
            Text = text,
        };

    private static Meaning Of(PhraseDefinition phrase) =>
        new()
        {
            Where = phrase.Where ?? ItemFilter.Empty,
            Prefer = phrase.Prefer ?? ItemFilter.Empty,
            Not = phrase.Not ?? (phrase.Where ?? ItemFilter.Empty).And(phrase.Prefer),
            Text = phrase.Text,
            By = phrase.By,
            Order = phrase.Order,
        };

    private static ItemFilter Any(AttributeDefinition attribute, IReadOnlyList<string> values) =>
        ItemFilter.Empty.With(attribute.Name, new AttributeCondition { Any = values });
}
