using InteRec.Catalog;
using InteRec.Planning.BuiltIn.Reader.Candidates.Numbers;

namespace InteRec.Planning.BuiltIn.Reader.Candidates;

/// <summary>
/// Reads every number of a message in every way that it can be meant: as a year, a length, a score, a count; alone and with what compares
/// it; one, a span of two, or several.
/// </summary>
internal sealed class NumberGrammar
{
    private const int MostBefore = 2;
    private const float LeastLikelihood = 0.1f;
    private readonly HashSet<string> _vocabulary;
    private readonly YearReader _years;
    private readonly MeasureReader _measures;

    public NumberGrammar(CatalogSnapshot catalog)
    {
        _vocabulary = [.. Vocabulary(catalog.Schema)];
        _years = new YearReader(catalog.Now);
        _measures = new MeasureReader(new Units(catalog.Schema));
    }

    /// <summary>The words of numbers, so that misspellings of them can be read.</summary>
    public static IEnumerable<string> Vocabulary(DatasetSchema schema) =>
        Amounts.Vocabulary.Concat(YearReader.Vocabulary).Concat(new Units(schema).Vocabulary).Concat(Bounds.Vocabulary);

    /// <summary>Adds the readings of all numbers of a message.</summary>
    public void Add(CandidateSet found, SpeltText spelt)
    {
        var pieces = Corrected(NumberToken.Read(found.Text), spelt);
        foreach (var reading in Readings(pieces))
        {
            Add(found, pieces, reading);
        }
    }

    /// <summary>Puts the word of a number where a misspelling of it stands: "undr 90 minits".</summary>
    private IReadOnlyList<NumberToken> Corrected(IReadOnlyList<NumberToken> pieces, SpeltText spelt)
    {
        List<NumberToken>? corrected = null;
        for (var i = 0; i < pieces.Count; i++)
        {
            var piece = pieces[i];
            if (piece.IsWord && !_vocabulary.Contains(piece.Text))
            {
                foreach (var correction in spelt.Corrections(piece.From))
                {
                    if (correction.Likelihood >= LeastLikelihood && _vocabulary.Contains(correction.Word) && piece is { BeginsWord: true, EndsWord: true })
                    {
                        corrected ??= [.. pieces];
                        corrected[i] = piece with { Text = correction.Word };
                        break;
                    }
                }
            }
        }

        return corrected ?? pieces;
    }

    private List<NumberReading> Readings(IReadOnlyList<NumberToken> pieces)
    {
        var plain = new List<NumberReading>();
        for (var at = 0; at < pieces.Count; at++)
        {
            plain.AddRange(_years.At(pieces, at));
            plain.AddRange(_measures.At(pieces, at));
        }

        if (plain.Count == 0)
        {
            return plain;
        }

        var spans = NumberSpans.Of(pieces, plain);
        var bounded = plain.Concat(spans).SelectMany(reading => Bounded(pieces, reading)).ToList();
        List<NumberReading> all = [.. plain, .. spans, .. bounded];
        all.AddRange(NumberSpans.Unions(pieces, all));
        return all;
    }

    /// <summary>A number with what compares it, before or behind it.</summary>
    private static IEnumerable<NumberReading> Bounded(IReadOnlyList<NumberToken> pieces, NumberReading reading)
    {
        if (reading.Slot is Slot.Count or Slot.Ref)
        {
            foreach (var (start, bound) in Bounds.EndingAt(pieces, reading.Start).Where(b => b.Bound is Bound.UpTo or Bound.Exactly))
            {
                yield return reading with { Start = start };
            }

            yield break;
        }

        foreach (var (start, bound) in Bounds.EndingAt(pieces, reading.Start))
        {
            yield return With(reading, bound) with { Start = start };
        }

        foreach (var (end, bound) in Bounds.BeginningAt(pieces, reading.End))
        {
            yield return With(reading, bound) with { End = end };
            foreach (var (start, _) in Bounds.EndingAt(pieces, reading.Start))
            {
                yield return With(reading, bound) with { Start = start, End = end, Weight = reading.Weight * 0.8f };
            }
        }
    }

    private static NumberReading With(NumberReading reading, Bound bound) =>
        reading with
        {
            Range = Bounds.Apply(bound, reading),
            IsBare = bound == Bound.Exactly && reading.IsBare,
            Weight = Math.Min(1, reading.Weight * 2),
        };

    /// <summary>Adds a reading where it begins and ends with words, also with "the" or "from the" before it.</summary>
    private static void Add(CandidateSet found, IReadOnlyList<NumberToken> pieces, NumberReading reading)
    {
        if (!pieces[reading.Start].BeginsWord || !pieces[reading.End - 1].EndsWord)
        {
            return;
        }

        var meaning = new Meaning(reading.Slot, Origins.Number) { Value = reading.Value, Weight = reading.Weight };
        var to = pieces[reading.End - 1].To;
        found.Add(pieces[reading.Start].From, to, meaning);
        for (var start = reading.Start - 1; start >= Math.Max(0, reading.Start - MostBefore) && IsBefore(pieces[start].Text); start--)
        {
            found.Add(pieces[start].From, to, meaning with { Weight = meaning.Weight * 0.9f });
        }
    }

    private static bool IsBefore(string text) => text is "the" or "from" or "of" or "in" or "for" or "a" or "an" or "during" or "year" or "those";
}
