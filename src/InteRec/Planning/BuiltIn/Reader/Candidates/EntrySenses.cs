using InteRec.Catalog;
using InteRec.Planning.BuiltIn.Reader.Candidates.Numbers;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Candidates;

/// <summary>What the entries of the lexicon mean to the reader: slots by what a value belongs to or a phrase sets.</summary>
internal sealed class EntrySenses(DatasetSchema schema)
{
    /// <summary>The senses of an entry; none where it is grammar.</summary>
    public IEnumerable<Sense> Of(LexiconEntry entry) =>
        entry.Kind switch
        {
            EntryKind.Value => [Known(CandidateSlots.Of(entry.Attribute!), entry)],
            EntryKind.Phrase => OfPhrase(entry),
            EntryKind.Person => [Known(Slot.Person, entry)],
            EntryKind.ItemNoun => [new Sense(Slot.Ref, Origins.Name) { Entry = entry }],
            EntryKind.Flag => [Known(CandidateSlots.Of(entry.Attribute!), entry)],
            EntryKind.AttributeName when entry.Attribute!.Type == AttributeType.Flag => [],
            EntryKind.AttributeName or EntryKind.AttributeQuestion or EntryKind.AttributeVerb =>
            [
                new Sense(Slot.Ask, Origins.Name) { Entry = entry, Value = AskName(entry.Attribute!) },
            ],
            EntryKind.Missing => [new Sense(Slot.Ask, Origins.Name) { Entry = entry }],
            EntryKind.NumberWord => OfNumberWord(entry),
            _ => [],
        };

    /// <summary>How questions call what an attribute says.</summary>
    private static string AskName(AttributeDefinition attribute) => CandidateSlots.Of(attribute).Name();

    private static Sense Known(Slot slot, LexiconEntry entry) => new(slot, Origins.Known) { Entry = entry };

    private IEnumerable<Sense> OfPhrase(LexiconEntry entry)
    {
        var phrase = entry.Phrase!;
        if (phrase.By is { } by && schema.Find(by) is { } sorted)
        {
            yield return Known(Slot.Order, entry) with
            {
                Value = OrderName(sorted, isAscending: phrase.Order == "asc"),
            };
        }

        var slots = new HashSet<Slot>();
        foreach (var filter in new[] { phrase.Where, phrase.Prefer, phrase.Not })
        {
            foreach (var (name, condition) in (filter ?? ItemFilter.Empty).All)
            {
                if (schema.Find(name) is { } attribute && SlotOfPhrase(attribute) is var slot && slots.Add(slot))
                {
                    yield return Known(slot, entry) with
                    {
                        Value = slot.IsNumber() ? RangeText.Of(condition.From, condition.To) : null,
                    };
                }
            }
        }

        if (slots.Count == 0 && phrase.By is null)
        {
            yield return Known(Slot.Topic, entry);
        }
    }

    /// <summary>A phrase that sets how good or how well known an item is says that, and no number.</summary>
    private static Slot SlotOfPhrase(AttributeDefinition attribute) =>
        attribute.Role == AttributeRole.Quality ? Slot.Quality : CandidateSlots.Of(attribute);

    private static IEnumerable<Sense> OfNumberWord(LexiconEntry entry)
    {
        var attribute = entry.Attribute!;
        var slot = CandidateSlots.Of(attribute);
        if (entry.Comparing is Comparing.Most or Comparing.Least)
        {
            yield return Known(Slot.Order, entry) with
            {
                Value = OrderName(attribute, entry.Comparing == Comparing.Least),
            };
        }

        if (slot.IsNumber())
        {
            yield return Known(slot, entry) with
            {
                Value = RelativeWord(slot, entry.Comparing),
                Origins = Origins.Known | Origins.Number,
            };
        }
    }

    /// <summary>The corpus's word for more or less of a number.</summary>
    private static string RelativeWord(Slot slot, Comparing comparing) =>
        (slot, comparing) switch
        {
            (_, Comparing.More) => "more",
            (_, Comparing.Less) => "less",
            (Slot.Year, Comparing.High or Comparing.Most) => "recent",
            (Slot.Year, _) => "old",
            (Slot.Length, Comparing.High or Comparing.Most) => "long",
            (Slot.Length, _) => "short",
            (Slot.Price, Comparing.Low or Comparing.Least) => "cheap",
            (_, Comparing.High or Comparing.Most) => "high",
            _ => "low",
        };

    private static string OrderName(AttributeDefinition attribute, bool isAscending) =>
        attribute.Role switch
        {
            AttributeRole.Quality => isAscending ? "quality-asc" : "quality",
            AttributeRole.Popularity => isAscending ? "popularity-asc" : "popularity",
            _ => $"{CandidateSlots.Of(attribute).Name()}-{(isAscending ? "asc" : "desc")}",
        };
}
