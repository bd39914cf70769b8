using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Candidates;

/// <summary>Candidates of one message while they are found. Of two that say the same of the same words the likelier stays.</summary>
/// <param name="text">The message.</param>
internal sealed class FoundCandidates(MessageText text)
{
    private readonly Dictionary<(int Start, int End, Slot Slot, string? Value, object? Sense), Candidate> _found = [];

    private readonly HashSet<(int Start, int End, Slot Slot)> _spans = [];

    private readonly NameEvidence _evidence = new(text);

    public MessageText Text { get; } = text;

    /// <summary>True where the words are known to mean something already.</summary>
    public bool Has(int from, int to, Slot slot) => _spans.Contains((Text.Words[from].Start, Text.Words[to - 1].End, slot));

    /// <summary>Adds a sense of words.</summary>
    /// <param name="from">The first word.</param>
    /// <param name="to">The word after the last.</param>
    /// <param name="sense">What they may mean.</param>
    /// <param name="readAs">What a misspelling was read as.</param>
    /// <param name="likelihood">How likely that is.</param>
    public void Add(int from, int to, Sense sense, string? readAs = null, float likelihood = 1)
    {
        if (!_evidence.Allows(from, to, sense, readAs, likelihood))
        {
            return;
        }

        var start = Text.Words[from].Start;
        var candidate = sense.At(start, Text.Words[to - 1].End - start);
        if (readAs is not null)
        {
            candidate = candidate with
            {
                Origins = candidate.Origins | Origins.Misspelt,
                ReadAs = readAs,
                Weight = candidate.Weight * likelihood,
            };
        }

        var key = (candidate.Start, candidate.End, candidate.Slot, candidate.Value, KeyOf(candidate));
        if (!_found.TryGetValue(key, out var other))
        {
            _found[key] = candidate;
            _spans.Add((candidate.Start, candidate.End, candidate.Slot));
        }
        else if (candidate.Weight > other.Weight || (candidate.Weight == other.Weight && readAs is null && other.ReadAs is not null))
        {
            _found[key] = candidate with
            {
                Origins = candidate.Origins | (other.Origins & ~Origins.Misspelt),
                Attribute = candidate.Attribute ?? other.Attribute,
            };
        }
        else
        {
            _found[key] = other with
            {
                Origins = other.Origins | (candidate.Origins & ~Origins.Misspelt),
                Attribute = other.Attribute ?? candidate.Attribute,
            };
        }
    }

    /// <summary>Adds people with the word of respect before their name: "Mr Crowe".</summary>
    public void AddTitled()
    {
        ILookup<int, Candidate>? people = null;
        for (var i = 0; i + 1 < Text.Count; i++)
        {
            var name = Text.IsSign(i + 1) && i + 2 < Text.Count ? i + 2 : i + 1;
            if (Text[i] is not ("mr" or "mrs" or "ms" or "miss" or "mister" or "dr" or "sir" or "dame" or "lady"))
            {
                continue;
            }

            var start = Text.Words[i].Start;
            people ??= _found.Values.Where(c => c.Slot.IsPerson()).ToLookup(c => c.Start);
            foreach (var person in people[Text.Words[name].Start])
            {
                var titled = person with { Start = start, Length = person.End - start, Origins = person.Origins | Origins.Part };
                _found.TryAdd((titled.Start, titled.End, titled.Slot, titled.Value, KeyOf(titled)), titled);
            }
        }
    }

    /// <summary>All of them, in order of the first word, the longer ones and then the likelier ones first.</summary>
    public IReadOnlyList<Candidate> Sorted()
    {
        var sorted = _found.Values.ToList();
        sorted.Sort(
            (a, b) =>
                a.Start != b.Start ? a.Start.CompareTo(b.Start)
                : a.Length != b.Length ? b.Length.CompareTo(a.Length)
                : a.Weight != b.Weight ? b.Weight.CompareTo(a.Weight)
                : a.Slot != b.Slot ? a.Slot.CompareTo(b.Slot)
                : string.CompareOrdinal(a.Value, b.Value)
        );
        return sorted;
    }

    /// <summary>Titles of the same words are one candidate, and so are people; values of different attributes are several.</summary>
    private static object? KeyOf(Candidate candidate) =>
        candidate.Items.Count > 0 ? null : (object?)candidate.Entry?.Person ?? candidate.Entry;
}
