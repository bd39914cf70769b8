using InteRec.Catalog;
using InteRec.Languages;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Turns;

/// <summary>
/// A message in another language than the reader knows. Small words are not understood, so of what it names only that holds which is the
/// same in every language and no other word there: people and titles by several words, kinds. Where a word of denial stands in it not even
/// that.
/// </summary>
internal sealed class ForeignMessage
{
    private const int FewWords = 2;
    private readonly PlanningInput _input;
    private readonly IReadOnlyList<Candidate> _candidates;
    private readonly List<string> _words;

    public ForeignMessage(PlanningInput input, IReadOnlyList<Candidate> candidates)
    {
        (_input, _candidates) = (input, candidates);
        var titles = TitlesFrom();
        _words =
        [
            .. MessageWords
                .Split(input.Message)
                .Where(w => titles[w.Start] < w.End)
                .Select(w => TextFolding.Fold(input.Message.AsSpan(w.Start, w.Length)))
                .Where(w => w.Length > 0 && !w.All(char.IsDigit)),
        ];
        var hasNoun = _words.Exists(input.Serving.Catalog.Schema.Item.IsNoun);
        var spoken = Language.Of(input.Locale);
        Language = LanguageDetector.Of(input.Message, _words, isExpected: hasNoun || spoken is not null, spoken);
    }

    /// <summary>The language, or null for English.</summary>
    public Language? Language { get; }

    /// <summary>
    /// What is said in that language and in English; of a text that is not English and of no language for sure, in the nearest.
    /// </summary>
    public string Apology =>
        $"{(Language ?? LanguageDetector.Nearest(_input.Message, _words) ?? Language.Of(_input.Locale))?.ReadsEnglish} "
        + $"{SmallTalk.Foreign(_input.Serving.Catalog.Schema)}".TrimStart();

    /// <summary>What it surely names, as labels of a request; of a plea for help where that is nothing.</summary>
    /// <param name="request">The open request before; nothing of it holds.</param>
    public MessageLabels Labels(IReadOnlyList<Wish> request)
    {
        var marks = new List<Mark>();
        foreach (var candidate in Sure().OrderByDescending(c => c.Length).ThenBy(c => c.Slot))
        {
            if (!marks.Exists(m => m.Start < candidate.End && candidate.Start < m.End))
            {
                var stance = candidate.Slot == Slot.Item ? Stance.Like : Stance.Want;
                marks.Add(new Mark(candidate.Start, candidate.Length, candidate.Slot, stance));
            }
        }

        return new MessageLabels
        {
            Acts = [marks.Count > 0 ? Act.Recommend : Act.Help],
            Marks = [.. marks.OrderBy(m => m.Start)],
            Kept = new bool[request.Sum(w => w.Conditions.Count)],
        };
    }

    private IEnumerable<Candidate> Sure()
    {
        var words = Language is null ? null : LanguageDetector.Words(Language);
        return words is not null && _words.Exists(words.Denying.Contains) ? [] : _candidates.Where(c => IsSure(c, words));
    }

    private bool IsSure(Candidate candidate, LanguageWords? words)
    {
        if (!candidate.Origins.HasFlag(Origins.Known) || candidate.ReadAs is not null)
        {
            return false;
        }

        var own = TextFolding.Fold(_input.Message.AsSpan(candidate.Start, candidate.Length)).Split(' ');
        return (
                candidate.Slot == Slot.Kind && candidate.Entry is not null
                || ((candidate.Slot == Slot.Item || candidate.Slot.IsPerson()) && own.Length >= FewWords)
            ) && (words is null || !own.All(t => words.Asking.Contains(t) || words.Joining.Contains(t)));
    }

    /// <summary>Where the furthest of the long titles that begin at a character or before it ends.</summary>
    private int[] TitlesFrom()
    {
        var ends = new int[_input.Message.Length];
        foreach (var title in _candidates.Where(c => c.Slot == Slot.Item && c.ReadAs is null && IsLong(c)))
        {
            ends[title.Start] = Math.Max(ends[title.Start], title.End);
        }

        for (var at = 1; at < ends.Length; at++)
        {
            ends[at] = Math.Max(ends[at], ends[at - 1]);
        }

        return ends;
    }

    private bool IsLong(Candidate candidate) => _input.Message.AsSpan(candidate.Start, candidate.Length).Contains(' ');
}
