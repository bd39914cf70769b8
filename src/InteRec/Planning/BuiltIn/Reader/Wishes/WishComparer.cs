using InteRec.Catalog;
using InteRec.Planning.Labels;
using InteRec.Search;

namespace InteRec.Planning.BuiltIn.Reader.Wishes;

/// <summary>
/// Tells whether two open requests are the same: by what the catalogue makes of a condition, else by its words, whatever their order,
/// plural and articles, a misspelling allowed. What is not to be shown again is so in every list, in whichever it was said.
/// </summary>
/// <param name="grounding">What the catalogue may make of a condition; none where it does not know it.</param>
internal sealed class WishComparer(Func<Condition, IReadOnlyCollection<string>> grounding)
{
    // A story told at length is the same where most of its words are.
    private const int StoryWords = 6;
    private const double StoryShare = 0.7;
    private const double SpellingShare = 0.7;
    private static readonly string[] Articles = ["a", "an", "the"];

    /// <summary>True where the requests are the same; their lists may have another order.</summary>
    public bool AreSame(IReadOnlyList<Wish> one, IReadOnlyList<Wish> other)
    {
        var (missing, added) = Differences(one, other);
        return missing.Count == 0 && added.Count == 0;
    }

    /// <summary>What only the first request has, and what only the second has.</summary>
    public (IReadOnlyList<Condition> First, IReadOnlyList<Condition> Second) Differences(IReadOnlyList<Wish> one, IReadOnlyList<Wish> other)
    {
        var (first, second) = Differ([.. Refused(one)], [.. Refused(other)]);
        var lists = other.Select(wish => Other(wish).ToList()).ToList();
        foreach (var own in one.Select(wish => Other(wish).ToList()))
        {
            var best = lists
                .Select(list => (List: list, Differences: Differ(own, list)))
                .OrderBy(pair => Count(pair.Differences))
                .FirstOrDefault();
            first.AddRange(best.List is null ? own : best.Differences.First);
            second.AddRange(best.List is null ? [] : best.Differences.Second);
            lists.Remove(best.List!);
        }

        second.AddRange(lists.SelectMany(list => list));
        return (first, second);
    }

    private static int Count((List<Condition> First, List<Condition> Second) differences) =>
        differences.First.Count + differences.Second.Count;

    private static IEnumerable<Condition> Refused(IReadOnlyList<Wish> request) =>
        request.SelectMany(wish => wish.Conditions).Where(IsRefused);

    private static IEnumerable<Condition> Other(Wish wish) => wish.Conditions.Where(condition => !IsRefused(condition));

    private static bool IsRefused(Condition condition) => condition is { Sign: Sign.Seen } or { Sign: Sign.Excluded, Slot: Slot.Item };

    private (List<Condition> First, List<Condition> Second) Differ(List<Condition> one, List<Condition> other)
    {
        var first = one.Where(condition => !other.Exists(c => AreSame(condition, c))).ToList();
        var second = other.Where(condition => !one.Exists(c => AreSame(condition, c))).ToList();
        return (first, second);
    }

    private bool AreSame(Condition one, Condition other) =>
        one.Sign == other.Sign && (AreOneMeaning(one, other) ?? (AreOfOneKind(one.Slot, other.Slot) && AreSameValues(one, other)));

    /// <summary>Null where the catalogue does not tell. It tells titles apart: "Jaws" is no part of another.</summary>
    private bool? AreOneMeaning(Condition one, Condition other)
    {
        var (first, second) = (grounding(one), grounding(other));
        return first.Intersect(second).Any() ? true
            : one.Slot == Slot.Item && first.Count > 0 && second.Count > 0 ? false
            : null;
    }

    /// <summary>A person whose role was not said may have any.</summary>
    private static bool AreOfOneKind(Slot one, Slot other) =>
        one == other || one.IsPerson() && other.IsPerson() && (one == Slot.Person || other == Slot.Person);

    private static bool AreSameValues(Condition one, Condition other)
    {
        if (RangeLabel.Parse(one.Value) is { } spans && RangeLabel.Parse(other.Value) is { } others)
        {
            return RangeLabel.Join(spans) == RangeLabel.Join(others);
        }

        var (words, otherWords) = (Words(one.Value), Words(other.Value));
        if (Math.Min(words.Count, otherWords.Count) >= StoryWords)
        {
            return Shared(words, otherWords) >= StoryShare * Math.Max(words.Count, otherWords.Count);
        }

        return IsName(one.Slot)
            ? Within(words, otherWords) || Within(otherWords, words)
            : words.Count == otherWords.Count && (Within(words, otherWords) || AreSpeltAlike(one.Value, other.Value));
    }

    /// <summary>Most pairs of letters are the same.</summary>
    private static bool AreSpeltAlike(string one, string other) =>
        LetterPairs.Likeness(TextFolding.Fold(one), TextFolding.Fold(other)) >= SpellingShare;

    /// <summary>A part of a name stands for it: "Bond", "Allen".</summary>
    private static bool IsName(Slot slot) => slot.IsPerson() || slot is Slot.Series or Slot.Character or Slot.Item;

    /// <summary>Every word is one of the others, maybe misspelt.</summary>
    private static bool Within(List<string> words, List<string> others) => Shared(words, others) == words.Count;

    /// <summary>How many of the words are among the others.</summary>
    private static int Shared(List<string> words, List<string> others)
    {
        var left = others.ToList();
        return words.Count(word =>
            left.Remove(word)
            || left.Find(other => Spelling.Distance(word, other, MostMistakes(word, other)) <= MostMistakes(word, other)) is { } near
                && left.Remove(near)
        );
    }

    private static int MostMistakes(string one, string other) => Spelling.Allowed(Math.Min(one.Length, other.Length));

    private static List<string> Words(string value) =>
        [.. Stem.Phrase(TextFolding.Fold(value)).Split(' ', StringSplitOptions.RemoveEmptyEntries).Except(Articles)];
}
