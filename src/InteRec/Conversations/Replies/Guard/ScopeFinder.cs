namespace InteRec.Conversations.Replies.Guard;

/// <summary>
/// Says of which items a word speaks. Every mention rules the clause around it; the border between two lies at the strongest break between
/// them.
/// Where a sentence names nothing, it speaks of what the one before named ("it"), or of the whole list ("all of them").
/// </summary>
internal sealed class ScopeFinder
{
    private static readonly HashSet<string> Singular = new(StringComparer.Ordinal)
    {
        "it",
        "its",
        "he",
        "she",
        "his",
        "her",
        "hes",
        "shes",
        "this",
        "that",
        "him",
        "itself",
        "here",
    };
    private static readonly HashSet<string> Everything = new(StringComparer.Ordinal)
    {
        "all",
        "both",
        "each",
        "every",
        "they",
        "these",
        "those",
        "them",
        "theyre",
        "everything",
    };
    private static readonly HashSet<string> Parts = new(StringComparer.Ordinal)
    {
        "some",
        "few",
        "couple",
        "mix",
        "range",
        "ranging",
        "several",
        "one",
        "either",
        "other",
        "others",
        "another",
        "various",
        "between",
        "respectively",
        "including",
        "variety",
        "plus",
        "along",
        "rest",
        "mixes",
        "blend",
        "something",
        "anything",
        "or",
        "spread",
        "spans",
        "spanning",
        "among",
        "any",
    };

    private readonly ReplySentence _sentence;
    private readonly List<Mention> _mentions;
    private readonly List<(int From, int To)> _borders = [];
    private readonly Scope _unnamed;
    private readonly bool _isPart;
    private readonly bool _isWeighed;

    public ScopeFinder(ReplySentence sentence, ReplyScene scene, IReadOnlyList<ReplySubject> focus)
    {
        _sentence = sentence;
        _mentions = MentionFinder.Find(sentence, scene, focus);
        _isPart = sentence.Tokens.Any(t => Parts.Contains(t.Folded));
        _isWeighed = sentence.Tokens.Any(t => t.Folded is "against" or "versus" or "vs");
        for (var i = 1; i < _mentions.Count; i++)
        {
            _borders.Add(Border(_mentions[i - 1].To, _mentions[i].From));
        }

        _unnamed = Unnamed(scene, focus);
    }

    /// <summary>The items that the sentence names.</summary>
    public IReadOnlyList<Mention> Mentions => _mentions;

    /// <summary>What a sentence after this one means by "it": what was named last, not counting comparisons.</summary>
    public IReadOnlyList<ReplySubject>? Focus =>
        _mentions.Count == 0 ? null : (_mentions.FindLast(m => !m.IsReference) ?? _mentions[^1]).Items;

    /// <summary>The items that the word at a place speaks of.</summary>
    public Scope At(int place)
    {
        if (_mentions.Count == 0)
        {
            return _unnamed;
        }

        var (first, last) = _isWeighed ? (0, _mentions.Count - 1) : Around(place);
        var mentions = _mentions.GetRange(first, last - first + 1);
        if (mentions.Count == 1 && mentions[0].IsReference && Neighbour(first) is { } other)
        {
            mentions.Add(other);
        }

        if (mentions.Count > 1)
        {
            return new Scope([.. mentions.SelectMany(m => m.Items).Distinct()], Reach.Any, 0, IsNamed: true);
        }

        var only = mentions[0];
        return new Scope(only.Items, only.IsEither || (only.Items.Count > 1 && _isPart) ? Reach.Any : Reach.All, 0, IsNamed: true);
    }

    private Mention? Neighbour(int mention) =>
        mention > 0 ? _mentions[mention - 1]
        : mention + 1 < _mentions.Count ? _mentions[mention + 1]
        : null;

    /// <summary>The first and the last mention whose clause the place may be in.</summary>
    private (int First, int Last) Around(int place)
    {
        var first = 0;
        while (first < _borders.Count && _borders[first].To <= place)
        {
            first++;
        }

        var last = first;
        while (last < _borders.Count && _borders[last].From <= place)
        {
            last++;
        }

        return (first, last);
    }

    /// <summary>
    /// The border between two mentions: from where a word may belong to the next, and from where it does. Both the same where the break is
    /// clear.
    /// </summary>
    private (int From, int To) Border(int left, int right)
    {
        var (strength, first, last) = (0, left + 1, right);
        for (var at = left + 1; at <= right; at++)
        {
            var own = Strength(at);
            if (own > strength)
            {
                (strength, first, last) = (own, at, at);
            }
            else if (own == strength && own > 0)
            {
                last = at;
            }
        }

        return strength is 0 or 2 ? (first, last) : (last, last);
    }

    private int Strength(int at)
    {
        var token = _sentence.Tokens[at];
        return token switch
        {
            _ when token.Gap.AsSpan().IndexOfAny(";\u2014\u2013.") >= 0 || token.Folded is "while" or "whereas" or "but" or "whilst" => 4,
            { IsAfterBreak: true, Folded: "and" or "or" or "if" or "then" or "for" or "though" or "so" or "when" } => 3,
            { Folded: "and" } when _sentence.Word(at + 1) is "if" or "for" or "when" or "in" or "from" => 3,
            { IsAfterBreak: true } => 2,
            { Folded: "and" or "or" or "then" or "before" or "followed" } => 1,
            _ => 0,
        };
    }

    private Scope Unnamed(ReplyScene scene, IReadOnlyList<ReplySubject> focus)
    {
        IReadOnlyList<ReplySubject> all = [.. scene.Listed.OfType<ReplySubject>()];
        var words = _sentence.Tokens.Select(t => t.Folded).ToList();
        var isAll = words
            .Index()
            .Any(w =>
                Everything.Contains(w.Item)
                && !(
                    w.Item == "all"
                    && w.Index + 1 < words.Count
                    && words[w.Index + 1] is "the" or "about" or "night" or "along" or "over" or "round"
                )
            );
        if (CountOf(words) is { } count && count < all.Count)
        {
            return new Scope(all, count == 1 ? Reach.Any : Reach.Exactly, count, IsNamed: true);
        }

        if (words.Contains("most") && words.Contains("of"))
        {
            return new Scope(all, Reach.Most, 0, IsNamed: true);
        }

        if (focus.Count > 0 && (words.Contains("both") ? focus.Count == 2 : !isAll && words.Exists(Singular.Contains)))
        {
            return new Scope(focus, Reach.All, 0, IsNamed: true);
        }

        // Behind a sentence that names some, one that names none goes on about them, or begins anew.
        return new Scope(all, _isPart || (focus.Count > 0 && !isAll) ? Reach.Any : Reach.All, 0, IsNamed: isAll && !_isPart);
    }

    /// <summary>How many of the items are spoken of: "three of them", "two are".</summary>
    private static int? CountOf(List<string> words)
    {
        for (var i = 0; i + 1 < words.Count; i++)
        {
            if (
                NumberWords.Numbers.TryGetValue(words[i], out var number)
                && words[i] is not ("few" or "couple" or "pair" or "handful" or "dozen")
                && words[i + 1] is "of" or "are" or "is" or "were" or "star" or "stars" or "come" or "comes" or "have" or "has"
            )
            {
                return number;
            }
        }

        return null;
    }
}
