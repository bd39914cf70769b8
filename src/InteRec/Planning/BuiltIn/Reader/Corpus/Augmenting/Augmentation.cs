using InteRec.Planning.BuiltIn.Reader.Candidates;

namespace InteRec.Planning.BuiltIn.Reader.Corpus.Augmenting;

/// <summary>
/// Says annotated messages in other ways, so that names, numbers and spellings are not learnt by heart: names are exchanged by others of the
/// domain, what is marked by what is marked alike elsewhere, the word for the item by another, and a part is typed in a hurry. The labels
/// stay right, and the candidates are found anew. Deterministic from a seed.
/// </summary>
/// <param name="lists">Names and words to exchange by.</param>
/// <param name="pool">Marks to exchange by: those of the conversations that are learnt from, of no others.</param>
/// <param name="candidates">The source of candidates of a domain.</param>
internal sealed class Augmentation(ExchangeLists lists, MarkPool pool, Func<string, ICandidateSource> candidates)
{
    private readonly NameExchange _names = new(lists);

    /// <summary>The share of messages that are changed at all.</summary>
    public double Share { get; init; } = 0.8;

    /// <summary>The examples of an epoch: each as it is or changed, in the same order.</summary>
    /// <param name="examples">The examples as they are, each with its domain.</param>
    /// <param name="seed">Other numbers, other changes.</param>
    public IReadOnlyList<ReaderExample> OfEpoch(IReadOnlyList<(string Domain, ReaderExample Example)> examples, int seed) =>
        [
            .. examples
                .AsParallel()
                .AsOrdered()
                .Select(
                    (example, at) =>
                    {
                        var random = new Random(unchecked((seed * 1_000_003) + at));
                        return random.NextDouble() < Share ? Augment(example.Domain, example.Example, random) : example.Example;
                    }
                ),
        ];

    /// <summary>One message said in another way.</summary>
    public ReaderExample Augment(string domain, ReaderExample example, Random random)
    {
        bool Draw(double share) => random.NextDouble() < share;
        var changed = Draw(0.6) ? _names.Apply(domain, example, random) : example;
        changed = Draw(0.4) ? pool.Apply(domain, changed, random) : changed;

        var text = new MarkedText(changed.Input.Message, changed.Gold.Marks);
        text = Draw(0.3) && lists.Nouns.TryGetValue(domain, out var nouns) ? TypingNoise.Rename(text, nouns, random) : text;
        text = Draw(0.15) ? TypingNoise.Shorten(text, lists.Short, random) : text;
        text = Draw(0.25) ? TypingNoise.Unpunctuate(text, random) : text;
        text = Draw(0.2) ? TypingNoise.InOneCase(text, random) : text;
        text = Draw(0.25) ? TypingNoise.Mistype(text, random) : text;

        var input = changed.Input;
        return new ReaderExample(
            input with
            {
                Message = text.Text,
                Candidates = candidates(domain).Find(text.Text, input.Bot, input.Request),
            },
            changed.Gold with
            {
                Marks = text.Marks,
            }
        );
    }
}
