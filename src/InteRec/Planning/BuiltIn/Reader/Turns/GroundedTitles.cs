using InteRec.Catalog;
using InteRec.Planning.BuiltIn.Reader.Wishes;
using InteRec.Planning.Labels;
using InteRec.Search;

namespace InteRec.Planning.BuiltIn.Reader.Turns;

/// <summary>Looks up titles that were marked.</summary>
internal sealed class GroundedTitles(PlanningInput input, Meanings meanings, Pointing pointing)
{
    // Of titles that the reader is less sure of than this about two in three are titles.
    public const float Sure = 0.5f;
    private readonly CatalogSnapshot _catalog = input.Serving.Catalog.Whole;
    private readonly TitleResolver _titles = input.Serving.Titles;

    /// <summary>The item or the series that a mark names; unknown where it is none.</summary>
    /// <param name="mark">The mark.</param>
    /// <param name="text">Its words.</param>
    /// <param name="own">What these words may mean.</param>
    public GroundedMark Of(Mark mark, string text, List<Candidate> own)
    {
        var series = mark.Slot == Slot.Series ? _titles.Series(text) : SeveralOf(text);
        if (mark.Slot == Slot.Series && series.Count < 2 && meanings.Of(Slot.Topic, text) is not null)
        {
            return new GroundedMark(mark, text, []); // Known by what it is about: "james bond".
        }

        if (series.Count > 0)
        {
            return mark.Slot == Slot.Series
                ? new GroundedMark(mark, text, series)
                : new GroundedMark(mark with { Slot = Slot.Series }, text[..^1], series);
        }

        // What was shown is meant by a part of its title where it is asked about; a whole title told as liked or seen is that one.
        var isPart = mark.Stance is Stance.Ask or Stance.Find && own.Exists(c => c.Origins.HasFlag(Origins.InPlay));
        if (_titles.TryExact(TextFolding.Fold(text), out var exact) && (!isPart || exact.Any(pointing.Last.Contains)))
        {
            var meant = Best(exact, text);
            return new GroundedMark(mark, _catalog.Title(meant[0]), meant) { IsGuess = IsGuess(mark, own) };
        }

        var candidate = own.Where(c => c.Items.Count > 0 && c.Slot is Slot.Item or Slot.Series)
            .OrderByDescending(c => c.Origins.HasFlag(Origins.InPlay))
            .ThenByDescending(c => c.ReadAs is null)
            .ThenByDescending(c => c.Weight)
            .FirstOrDefault();
        return candidate is { ReadAs: null } ? OfCandidates(mark, text, own, candidate) : Resolved(mark, text, candidate);
    }

    /// <summary>All that is called so as it is written, what is in play before anything else.</summary>
    private GroundedMark OfCandidates(Mark mark, string text, List<Candidate> own, Candidate first)
    {
        var isInPlay = first.Origins.HasFlag(Origins.InPlay);
        var same = own.Where(c => c.ReadAs is null && c.Slot is Slot.Item or Slot.Series && c.Origins.HasFlag(Origins.InPlay) == isInPlay);
        var meant = Best(same.SelectMany(c => c.Items).Distinct(), text);
        return new GroundedMark(mark, _catalog.Title(meant[0]), meant);
    }

    private GroundedMark Resolved(Mark mark, string text, Candidate? misspelt)
    {
        var match = _titles.Resolve(text);
        List<int> items = match is not null ? [.. match.Alternatives.Prepend(match.Item)] : [.. misspelt?.Items ?? []];
        items = Best(items, match?.Title ?? text);
        if (items.Count > 0)
        {
            return new GroundedMark(mark, _catalog.Title(items[0]), items) { Typed = match is null or { IsCorrected: true } ? text : null };
        }

        // Several words may well describe; one that nobody knows is a name.
        return mark.Confidence < Sure && mark.Stance is Stance.Want or Stance.Like && text.Contains(' ', StringComparison.Ordinal)
            ? new GroundedMark(mark with { Slot = Slot.Topic, Stance = Stance.Want }, text, []) { IsGuess = true }
            : new GroundedMark(mark, text, []) { IsUnknown = true };
    }

    /// <summary>"Alien and Aliens" are two, where there is nothing of that name and there are both.</summary>
    public List<Mark>? Two(Mark mark)
    {
        var text = mark.Text(input.Message);
        if (mark.Slot != Slot.Item || _titles.TryExact(TextFolding.Fold(text), out _))
        {
            return null;
        }

        foreach (var joint in new[] { " and ", " or ", " vs ", " & ", ", " })
        {
            var at = text.IndexOf(joint, StringComparison.OrdinalIgnoreCase);
            if (
                at > 0
                && _titles.TryExact(TextFolding.Fold(text.AsSpan(0, at)), out _)
                && _titles.TryExact(TextFolding.Fold(text.AsSpan(at + joint.Length)), out _)
            )
            {
                var end = at + joint.Length;
                return [mark with { Length = at }, mark with { Start = mark.Start + end, Length = mark.Length - end }];
            }
        }

        return null;
    }

    /// <summary>Only signs or "from" between a title and a year: the year tells which one.</summary>
    public bool Follows(Mark title, Mark year)
    {
        var between = input.Message[title.End..Math.Max(title.End, year.Start)].Trim(' ', ',', '(', '[', '-');
        return IsOneYear(year) && TextFolding.Fold(between) is "" or "from" or "of" or "the";
    }

    /// <summary>"The 2003 Oldboy".</summary>
    public bool Precedes(Mark year, Mark title) =>
        IsOneYear(year) && year.End <= title.Start && string.IsNullOrWhiteSpace(input.Message[year.End..title.Start]);

    private static bool IsOneYear(Mark year) =>
        RangeLabel.Ranges(year.Value ?? string.Empty) is [{ From: { } from, To: { } to }] && from.Equals(to);

    /// <summary>Of the items of a name that of the year.</summary>
    public GroundedMark OfYear(GroundedMark title, Mark year)
    {
        var range = RangeLabel.Ranges(year.Value!)[0];
        var match = _titles.Resolve(title.Mark.Text(input.Message), (int)range.From!.Value);
        List<int> items = match is null ? [] : [.. match.Alternatives.Prepend(match.Item).Where(i => _catalog.Year(i) == (int)range.From)];
        var text = $"{title.Mark.Text(input.Message)} ({range.From})";
        return items.Count > 0
            ? title with
            {
                Items = items,
                Words = _catalog.Title(items[0]),
                IsUnknown = false,
            }
            : title with
            {
                Items = [],
                Words = text,
                IsUnknown = true,
            };
    }

    /// <summary>"The Thing, the John Carpenter one": of the items of a name the person's; null where nothing tells that it is meant so.</summary>
    public GroundedMark? OfPerson(GroundedMark title, GroundedMark person)
    {
        const int Near = 12;
        if (
            person.Person is null
            || title.Items.Count == 0
            || person.Mark.Start - title.Mark.End > Near
            || person.Mark.Stance != title.Mark.Stance
        )
        {
            return null;
        }

        var theirs = title
            .Items.Where(i => person.Person.Roles.Any(r => _catalog.Column(r.Attribute.Name)!.Texts(i).Contains(person.Person.Name)))
            .ToList();
        return theirs.Count == 0 ? null : title with { Items = theirs, Words = _catalog.Title(theirs[0]) };
    }

    /// <summary>"The Rush Hours" are all that are called so; none where no title in one is meant.</summary>
    private IReadOnlyList<int> SeveralOf(string text) =>
        text.EndsWith('s')
        && !_titles.TryExact(TextFolding.Fold(text), out _)
        && _titles.TryExact(TextFolding.Fold(text.AsSpan(0, text.Length - 1)), out _)
        && _titles.Series(text[..^1]) is { Count: > 1 } several
            ? several
            : [];

    /// <summary>The reader is not sure that it is a title, and the catalogue knows the words as something else too: "seven".</summary>
    private static bool IsGuess(Mark mark, List<Candidate> own) =>
        mark.Confidence < Sure
        && mark.Stance is Stance.Want or Stance.Like or Stance.Liked
        && own.Exists(c => c is { ReadAs: null, Slot: not (Slot.Item or Slot.Series) } && !c.Origins.HasFlag(Origins.InPlay));

    /// <summary>The title as it was said, what was just shown, what may be listed rather than what may not, and the best known.</summary>
    private List<int> Best(IEnumerable<int> items, string text) =>
        [
            .. items
                .OrderByDescending(i => TextFolding.Fold(_catalog.Title(i)) == TextFolding.Fold(text))
                .ThenByDescending(pointing.Last.Contains)
                .ThenByDescending(i => _catalog.Available[i])
                .ThenByDescending(_catalog.Known),
        ];
}
