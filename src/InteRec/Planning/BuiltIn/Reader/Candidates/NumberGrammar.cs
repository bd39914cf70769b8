using System.Runtime.CompilerServices;
using InteRec.Catalog;
using InteRec.Planning.BuiltIn.Reader.Candidates.Numbers;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Candidates;

/// <summary>
/// Reads every number of a message in every way that it can be meant: as a year, a length, a score, a count; alone and with what compares
/// it; one, a span of two, or several.
/// </summary>
internal sealed class NumberGrammar
{
    private const float LeastLikelihood = 0.1f;
    private static readonly string[] Small =
    [
        "a",
        "an",
        "and",
        "half",
        "age",
        "aged",
        "ages",
        "early",
        "mid",
        "late",
        "earlier",
        "later",
        "this",
        "last",
        "past",
        "first",
        "second",
        "couple",
        "noughties",
        "noughts",
        "aughts",
        "naughties",
        "thousands",
    ];

    private static readonly Sense Noise = new(Slot.Occasion, Origins.Number | Origins.Noise);
    private static readonly ConditionalWeakTable<CatalogSnapshot, NumberGrammar> Built = [];
    private readonly HashSet<string> _vocabulary;
    private readonly YearReader _years;
    private readonly MonthReader _months;
    private readonly MeasureReader _measures;
    private readonly Surroundings _surroundings;

    public NumberGrammar(CatalogSnapshot catalog)
    {
        _vocabulary = [.. Vocabulary(catalog.Schema)];
        _years = new YearReader(catalog);
        _months = new MonthReader(catalog);
        var names = new NumberNames(catalog.Schema);
        _measures = new MeasureReader(new Units(catalog.Schema), names);
        _surroundings = new Surroundings(catalog.Schema, names);
    }

    /// <summary>The grammar of a catalogue, made when it is first asked for and kept as long as the catalogue.</summary>
    public static NumberGrammar Of(CatalogSnapshot catalog) => Built.GetValue(catalog.Whole, whole => new NumberGrammar(whole));

    /// <summary>The words of numbers, so that misspellings of them can be read.</summary>
    public static IEnumerable<string> Vocabulary(DatasetSchema schema) =>
        Small
            .Concat(Amounts.Vocabulary)
            .Concat(OrdinalWords.Vocabulary)
            .Concat(YearReader.Vocabulary)
            .Concat(new Units(schema).Vocabulary)
            .Concat(Bounds.Vocabulary)
            .Concat(RelativeWords.Vocabulary)
            .Concat(MonthReader.Vocabulary(schema));

    /// <summary>
    /// The number that words say of an attribute whose unit or name is among them: "at least 16 GB of RAM". Null where they say none.
    /// </summary>
    public (string Attribute, string Value)? Property(string words)
    {
        var pieces = NumberToken.Read(new MessageText(words));
        var readings = Readings(pieces).Where(r => r is { Attribute.Length: > 0, Word: null }).ToList();
        var widest = readings.OrderByDescending(r => r.End - r.Start).ThenByDescending(r => r.Weight).FirstOrDefault();
        return widest is { Attribute: { } attribute } ? (attribute, widest.Value) : null;
    }

    /// <summary>Adds the readings of all numbers of a message.</summary>
    public void Add(FoundCandidates found, SpeltText spelt)
    {
        var pieces = Corrected(NumberToken.Read(found.Text), spelt);
        foreach (var reading in Readings(pieces))
        {
            Add(found, pieces, reading);
        }

        var times = ClockReader.Of(pieces);
        foreach (var reading in ClockReader.Windows(pieces, times))
        {
            AddPlain(found, pieces, reading);
        }

        foreach (var (start, end) in NoiseReader.Of(pieces, times).Where(n => pieces[n.Start].BeginsWord && pieces[n.End - 1].EndsWord))
        {
            found.Add(pieces[start].From, pieces[end - 1].To, Noise);
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
                    if (
                        correction.Likelihood >= LeastLikelihood
                        && _vocabulary.Contains(correction.Word)
                        && piece is { BeginsWord: true, EndsWord: true }
                    )
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
            if (pieces[at].IsWord && !_vocabulary.Contains(pieces[at].Text))
            {
                continue;
            }

            plain.AddRange(_years.At(pieces, at));
            plain.AddRange(_months.At(pieces, at));
            plain.AddRange(_measures.At(pieces, at));
        }

        var relative = Enumerable.Range(0, pieces.Count).SelectMany(at => RelativeWords.At(pieces, at)).ToList();
        if (plain.Count == 0)
        {
            return relative;
        }

        var spans = NumberSpans.Of(pieces, plain);
        var bounded = plain.Concat(spans).SelectMany(reading => Bounded(pieces, reading)).ToList();
        List<NumberReading> all = [.. plain, .. spans, .. bounded, .. relative];
        var pairs = NumberSpans.Unions(pieces, all);
        all.AddRange(pairs);
        all.AddRange(pairs.Count > 0 ? NumberSpans.Unions(pieces, [.. pairs, .. plain]) : []); // three of them
        return all;
    }

    /// <summary>A number with what compares it, before or behind it.</summary>
    private static IEnumerable<NumberReading> Bounded(IReadOnlyList<NumberToken> pieces, NumberReading reading)
    {
        if (reading.Slot is Slot.Count or Slot.Ref or Slot.Audience)
        {
            foreach (var (start, _) in Bounds.EndingAt(pieces, reading.Start))
            {
                yield return reading with
                {
                    Start = start,
                };
            }

            foreach (var (end, _) in Bounds.BeginningAt(pieces, reading.End))
            {
                yield return reading with
                {
                    End = end,
                };
            }

            yield break;
        }

        foreach (var (start, bound) in Bounds.EndingAt(pieces, reading.Start).Where(b => IsBound(pieces[b.Start], reading)))
        {
            var bounded = With(reading, bound);
            yield return bounded with
            {
                Start = start,
                Weight = IsWithin(pieces[start], reading) ? reading.Weight * 0.5f : bounded.Weight,
            };
            if (bound == Bound.About && reading is { IsBare: true, Slot: Slot.Length })
            {
                yield return reading with
                {
                    Start = start,
                };
            }

            yield return With(reading, bound) with
            {
                Weight = reading.Weight * 0.5f,
            };
        }

        foreach (var (end, bound) in Bounds.BeginningAt(pieces, reading.End).Where(b => !IsOn(pieces, reading, b.End)))
        {
            yield return With(reading, bound) with
            {
                End = end,
            };
            if (bound == Bound.About && reading is { IsBare: true, Slot: Slot.Length })
            {
                yield return reading with
                {
                    End = end,
                };
            }

            foreach (var (start, _) in Bounds.EndingAt(pieces, reading.Start))
            {
                yield return With(reading, bound) with
                {
                    Start = start,
                    End = end,
                    Weight = reading.Weight * 0.8f,
                };
            }
        }
    }

    /// <summary>"In 90 minutes" is at most that, "in the nineties" is not.</summary>
    private static bool IsBound(NumberToken word, NumberReading reading) => word.Text != "in" || reading.Slot != Slot.Year;

    /// <summary>"From the eighties" is rather within them than since them, unless "on" stands behind.</summary>
    private static bool IsWithin(NumberToken word, NumberReading reading) =>
        word.Text == "from" && reading.Slot == Slot.Year && reading.Range.From < reading.Range.To;

    /// <summary>"The best of 1994 on this list": "on" before more words is no bound, unless "from" stands in front.</summary>
    private static bool IsOn(IReadOnlyList<NumberToken> pieces, NumberReading reading, int end) =>
        end == reading.End + 1
        && pieces[reading.End].Text == "on"
        && end < pieces.Count
        && pieces[end].IsWord
        && (reading.Start == 0 || pieces[reading.Start - 1].Text is not ("from" or "since"));

    private static NumberReading With(NumberReading reading, Bound bound) =>
        reading with
        {
            Range = Bounds.Apply(bound, reading),
            IsBare = bound == Bound.Exactly && reading.IsBare,
            Weight = Math.Min(1, reading.Weight * 2),
        };

    /// <summary>Adds a reading where it begins and ends with words, and with the words around that say nothing else.</summary>
    private void Add(FoundCandidates found, IReadOnlyList<NumberToken> pieces, NumberReading reading)
    {
        AddPlain(found, pieces, reading);
        foreach (var (start, end) in _surroundings.Of(pieces, reading))
        {
            AddPlain(found, pieces, reading with { Start = start, End = end, Weight = reading.Weight * 0.9f });
        }
    }

    private static void AddPlain(FoundCandidates found, IReadOnlyList<NumberToken> pieces, NumberReading reading)
    {
        if (pieces[reading.Start].BeginsWord && pieces[reading.End - 1].EndsWord)
        {
            // A property is one by what the dataset calls it.
            var sense = new Sense(reading.Slot, reading.Slot == Slot.Topic ? Origins.Known : Origins.Number)
            {
                Value = reading.Value,
                Attribute = reading.Attribute,
                Weight = reading.Weight,
            };
            found.Add(pieces[reading.Start].From, pieces[reading.End - 1].To, sense);
        }
    }
}
