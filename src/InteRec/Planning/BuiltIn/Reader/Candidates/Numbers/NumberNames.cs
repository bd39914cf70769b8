using InteRec.Catalog;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Candidates.Numbers;

/// <summary>What a dataset calls its numbers, beside a number: "SPF 50", "16 GB of RAM".</summary>
internal sealed class NumberNames
{
    private const int MostBetween = 4;

    // Between a name and its number: "of at least", "is not more than".
    private static readonly HashSet<string> Between =
    [
        .. Bounds.Vocabulary,
        .. "of is the a at in up to with no not or = : - > < ≥ ≤ + min max".Split(' '),
    ];

    private readonly List<(AttributeDefinition Attribute, string[] Words)> _names = [];

    public NumberNames(DatasetSchema schema)
    {
        foreach (var attribute in schema.Attributes.Where(a => a.Type == AttributeType.Number && IsNamed(CandidateSlots.Of(a))))
        {
            foreach (var name in attribute.Synonyms.Append(attribute.DisplayName).Append(attribute.DisplayNamePlural))
            {
                if (TextFolding.Fold(name) is { Length: > 0 } folded)
                {
                    _names.Add((attribute, folded.Split(' ')));
                }
            }
        }
    }

    /// <summary>The attributes whose name stands before a number, nothing between that does not compare.</summary>
    public IEnumerable<AttributeDefinition> Before(IReadOnlyList<NumberToken> pieces, int at)
    {
        for (var end = at; end > 0 && at - end <= MostBetween; end--)
        {
            var named = _names.Where(n => EndsAt(pieces, end, n.Words)).Select(n => n.Attribute).Distinct().ToList();
            if (named.Count > 0)
            {
                return named;
            }

            if (!Between.Contains(pieces[end - 1].Text))
            {
                break;
            }
        }

        return [];
    }

    /// <summary>Of several attributes that a unit may be of, the one that is named beside the number; else all.</summary>
    public IEnumerable<UnitSense> Meant(IReadOnlyList<NumberToken> pieces, int start, int end, IReadOnlyList<UnitSense> senses)
    {
        if (senses.Count < 2)
        {
            return senses;
        }

        var named = Behind(pieces, end)?.Attribute.Name ?? Before(pieces, start).FirstOrDefault()?.Name;
        var meant = senses.Where(s => s.Attribute == named && named is not null).ToList();
        return meant.Count > 0 ? meant : senses;
    }

    /// <summary>The stretch of a number of an attribute with the attribute's name, or null where the name does not stand beside it.</summary>
    public (int Start, int End)? Around(IReadOnlyList<NumberToken> pieces, NumberReading reading)
    {
        if (reading.Attribute is not { Length: > 0 } name)
        {
            return null;
        }

        if (Behind(pieces, reading.End) is { } behind && behind.Attribute.Name == name)
        {
            return (reading.Start, behind.End);
        }

        for (var end = reading.Start; end > 0 && reading.Start - end <= 1; end--)
        {
            foreach (var (attribute, words) in _names)
            {
                if (attribute.Name == name && EndsAt(pieces, end, words))
                {
                    return (end - words.Length, reading.End);
                }
            }

            if (pieces[end - 1].Text is not ("of" or "is" or "with" or ":" or "="))
            {
                break;
            }
        }

        return null;
    }

    /// <summary>Numbers of years, scores and votes are told by their form and by words of their own; anything else by its name.</summary>
    private static bool IsNamed(Slot slot) => slot is not (Slot.Year or Slot.Popularity or Slot.Votes);

    private (AttributeDefinition Attribute, int End)? Behind(IReadOnlyList<NumberToken> pieces, int at)
    {
        var start = Amounts.Text(pieces, at) == "of" ? at + 1 : at;
        foreach (var (attribute, words) in _names)
        {
            if (start + words.Length <= pieces.Count && EndsAt(pieces, start + words.Length, words))
            {
                return (attribute, start + words.Length);
            }
        }

        return null;
    }

    private static bool EndsAt(IReadOnlyList<NumberToken> pieces, int end, string[] words)
    {
        if (words.Length > end)
        {
            return false;
        }

        for (var i = 0; i < words.Length; i++)
        {
            if (pieces[end - words.Length + i].Text != words[i])
            {
                return false;
            }
        }

        return true;
    }
}
