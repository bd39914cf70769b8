using System.Globalization;
using InteRec.Catalog;
using InteRec.Planning.BuiltIn.Reader.Wishes;
using InteRec.Planning.Labels;
using InteRec.Search;

namespace InteRec.Planning.BuiltIn.Reader.Turns;

/// <summary>A mark with what its words are in the catalogue.</summary>
/// <param name="Mark">The mark.</param>
/// <param name="Words">The words, read through a misspelling; a person by full name.</param>
/// <param name="Items">Item indexes of a title, a series or something pointed to; best first.</param>
internal sealed record GroundedMark(Mark Mark, string Words, IReadOnlyList<int> Items)
{
    /// <summary>The person, or null.</summary>
    public Person? Person { get; init; }

    /// <summary>The part that somebody pointed to has, where it is said and is one of theirs; otherwise null: "he directed".</summary>
    public AttributeDefinition? Part { get; init; }

    /// <summary>What was typed, where it was read as something else.</summary>
    public string? Typed { get; init; }

    /// <summary>Attributes that words around it ask for, the longest words first.</summary>
    public IReadOnlyList<AttributeDefinition> Asked { get; init; } = [];

    /// <summary>See <see cref="Candidate.Attribute"/>.</summary>
    public string? Attribute { get; init; }

    /// <summary>A name that the catalogue does not have.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>Taken for a title, or for words that are no title, without being sure: to be told.</summary>
    public bool IsGuess { get; init; }

    /// <summary>Tells which item is meant, and is no condition: the year in "Metropolis (1927)".</summary>
    public bool IsQualifier { get; init; }

    /// <summary>The slot of the mark.</summary>
    public Slot Slot => Mark.Slot;
}

/// <summary>Looks up what the marks of one message name.</summary>
internal sealed class GroundedMarks(
    PlanningInput input,
    Meanings meanings,
    MessageLabels labels,
    IReadOnlyList<Candidate> candidates,
    Pointing pointing,
    PartCues cues
)
{
    // Of titles that the reader is less sure of than this about two in three are titles.
    private const float SureOfTitle = 0.5f;
    private readonly CatalogSnapshot _catalog = input.Serving.Catalog.Whole;
    private readonly TitleResolver _titles = input.Serving.Titles;

    /// <summary>The marks in order.</summary>
    public IReadOnlyList<GroundedMark> Read()
    {
        var marks = new List<GroundedMark>(labels.Marks.Count);
        foreach (var mark in labels.Marks)
        {
            if (mark.Slot == Slot.Year && marks is [.., { Slot: Slot.Item } title] && Follows(title.Mark, mark))
            {
                marks[^1] = OfYear(title, mark);
                marks.Add(new GroundedMark(mark, mark.Text(input.Message), []) { IsQualifier = true });
            }
            else if (Titles(mark) is { } titles)
            {
                marks.AddRange(titles);
            }
            else
            {
                var grounded = Ground(mark);
                if (mark.Slot.IsPerson() && marks is [.., { Slot: Slot.Item } named] && OfPerson(named, grounded) is { } whose)
                {
                    marks[^1] = whose;
                    grounded = grounded with { IsQualifier = true };
                }

                marks.Add(grounded);
            }
        }

        for (var i = 0; i + 1 < marks.Count; i++)
        {
            marks[i] = OfTitle(marks[i], marks[i + 1]);
        }

        return marks;
    }

    /// <summary>"The director of Alien": whoever the title that follows tells.</summary>
    private GroundedMark OfTitle(GroundedMark mark, GroundedMark title)
    {
        var part =
            mark.Mark is { Slot: Slot.Ref, Value: "person" } && title is { Slot: Slot.Item, Items.Count: > 0 }
                ? candidates
                    .Where(c => c.Slot == Slot.Ask && c.Start < mark.Mark.End && mark.Mark.Start < c.End)
                    .Select(c => c.Entry?.Attribute)
                    .FirstOrDefault(a => a?.Role == AttributeRole.People)
                : null;
        return part is not null && _catalog.Column(part.Name)!.Texts(title.Items[0]) is [var name, ..]
            ? mark with
            {
                Person = meanings.PersonOf(name),
            }
            : mark;
    }

    /// <summary>"Alien and Aliens" are two, where there is nothing of that name and there are both.</summary>
    private List<GroundedMark>? Titles(Mark mark)
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
                return [Ground(mark with { Length = at }), Ground(mark with { Start = mark.Start + end, Length = mark.Length - end })];
            }
        }

        return null;
    }

    /// <summary>Only signs or "from" between a title and a year: the year tells which one.</summary>
    private bool Follows(Mark title, Mark year)
    {
        var between = input.Message[title.End..Math.Max(title.End, year.Start)].Trim(' ', ',', '(', '[', '-');
        return RangeLabel.Ranges(year.Value ?? string.Empty) is [{ From: { } from, To: { } to }]
            && from.Equals(to)
            && TextFolding.Fold(between) is "" or "from" or "of" or "the";
    }

    /// <summary>"The Thing, the John Carpenter one": of the items of a name the person's; null where nothing tells that it is meant so.</summary>
    private GroundedMark? OfPerson(GroundedMark title, GroundedMark person)
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

    private GroundedMark OfYear(GroundedMark title, Mark year)
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

    private GroundedMark Ground(Mark mark)
    {
        var text = mark.Text(input.Message);
        var own = candidates.Where(c => c.Start == mark.Start && c.Length == mark.Length).ToList();
        return mark.Slot switch
        {
            Slot.Order => Order(mark, text, own),
            Slot.Ask => new GroundedMark(mark, text, [])
            {
                Asked =
                [
                    .. candidates
                        .Where(c => c.Slot == Slot.Ask && c.Entry?.Attribute is not null && c.Start < mark.End && mark.Start < c.End)
                        .OrderByDescending(c => c.Length)
                        .Select(c => c.Entry!.Attribute!),
                ],
            },
            Slot.Ref => Pointed(mark, text),
            Slot.Item or Slot.Series => Title(mark, text, own),
            var slot when slot.IsPerson() => Person(mark, text, own),
            Slot.Mood when IsKind(mark, own) => Words(mark with { Slot = Slot.Kind }, text, own),
            var slot when slot.IsNumber() => Number(mark, text, own),
            _ => Words(mark, text, own),
        };
    }

    /// <summary>"Romantic dramas": what may be a kind is one right before another.</summary>
    private bool IsKind(Mark mark, List<Candidate> own) =>
        own.Exists(c => c is { Slot: Slot.Kind, ReadAs: null, Entry.Kind: EntryKind.Value })
        && labels.Marks.Any(m => m.Slot == Slot.Kind && m.Start == mark.End + 1 && m.Stance == mark.Stance);

    private GroundedMark Pointed(Mark mark, string text)
    {
        var described = mark.Value is "person" or "list" or "request" ? null : pointing.PlaceOf(text);
        var place = described?.ToString(CultureInfo.InvariantCulture) ?? mark.Value;
        var person = place == "person" && pointing.Person is { } name ? meanings.PersonOf(name) : null;
        var part = cues.After(input.Message.AsSpan(mark.End)) ?? cues.Before(input.Message.AsSpan(0, mark.Start));
        return new GroundedMark(mark with { Value = place }, text, pointing.Items(place))
        {
            Person = person,
            Part = person?.Roles.Any(r => r.Attribute == part) == true ? part : null,
        };
    }

    /// <summary>What the dataset says of "longest" tells more than the reader: the attribute, and which end.</summary>
    private static GroundedMark Order(Mark mark, string text, List<Candidate> own) =>
        own.Find(c => c.Slot == Slot.Order && c.Value is not null) is { } candidate
            ? new GroundedMark(mark with { Value = OrderOf(candidate) }, text, [])
            : new GroundedMark(mark, text, []);

    private static string OrderOf(Candidate candidate) =>
        candidate.Entry?.Attribute is { Role: AttributeRole.None } attribute
            ? $"{attribute.Name}-{(candidate.Value!.EndsWith("-asc", StringComparison.Ordinal) ? "asc" : "desc")}"
            : candidate.Value!;

    /// <summary>What compares a number belongs to it, marked or not: "400 ml" of "400 ml or more". Null where no property is marked.</summary>
    private string? Property(Mark mark) =>
        candidates
            .Where(c => c is { Slot: Slot.Topic, Attribute: not null, Value: not null } && c.Start <= mark.Start && c.End >= mark.End)
            .MaxBy(c => c.Length)
            is { } widest
            ? input.Message.Substring(widest.Start, widest.Length)
            : null;

    /// <summary>Words that mean nothing, within a value that is known: "worker" of "worker placement". Null where it is not so.</summary>
    private string? Wider(Mark mark, string text) =>
        candidates
            .Where(c =>
                c is { Entry.Kind: EntryKind.Value, ReadAs: null }
                && c.Slot == mark.Slot
                && c.Start <= mark.Start
                && c.End >= mark.End
                && c.Length > mark.Length
            )
            .MaxBy(c => c.Length)
            is { } wider
        && meanings.Of(mark.Slot, text) is null
            ? input.Message.Substring(wider.Start, wider.Length)
            : null;

    /// <summary>A unit or the name of an attribute among the words tells more than the slot: "at least 400 ml" is no length.</summary>
    private GroundedMark Number(Mark mark, string text, List<Candidate> own)
    {
        var meant = candidates
            .Where(c => c.Attribute is not null && c.Start < mark.End && c.End > mark.Start)
            .OrderByDescending(c => c.Slot == mark.Slot && c.Value == mark.Value)
            .ThenByDescending(c => c.Slot == mark.Slot)
            .ThenByDescending(c => Math.Min(mark.End, c.End) - Math.Max(mark.Start, c.Start))
            .ThenByDescending(c => c.Length)
            .FirstOrDefault();
        var isOther = meant is not null && meant.Slot != mark.Slot && meant.Attribute != Candidate.NoAttribute;
        return Spelt(isOther ? mark with { Value = meant!.Value } : mark, text, own) with
        {
            Attribute = meant?.Slot == mark.Slot || isOther ? meant!.Attribute : null,
        };
    }

    private GroundedMark Words(Mark mark, string text, List<Candidate> own)
    {
        if (Property(mark) is { } property)
        {
            return new GroundedMark(mark, property, []);
        }

        if (!own.Exists(c => c.Origins.HasFlag(Origins.Known)) && Wider(mark, text) is { } wider)
        {
            return new GroundedMark(mark, wider, []);
        }

        if (mark.Slot == Slot.Audience && own.Exists(c => c.Entry is { Kind: EntryKind.Value, Attribute.Role: AttributeRole.Audience }))
        {
            mark = mark with { Value = null }; // The catalogue's word for it is as good as any.
        }

        return Spelt(mark, text, own);
    }

    /// <summary>Words with their misspellings put right.</summary>
    private static GroundedMark Spelt(Mark mark, string text, List<Candidate> own)
    {
        var read = own.Where(c => c.ReadAs is not null).MaxBy(c => (c.Slot == mark.Slot, c.Weight))?.ReadAs;
        var isPlain = read is null || own.Exists(c => c.ReadAs is null && c.Origins.HasFlag(Origins.Known));
        return new GroundedMark(mark, isPlain ? text : read!, []) { Typed = isPlain ? null : text };
    }

    private GroundedMark Person(Mark mark, string text, List<Candidate> own)
    {
        var candidate = PartReader.Likeliest(own);
        var person = candidate?.Entry?.Person ?? meanings.PersonOf(text);
        var isMisspelt = person is not null && (candidate?.ReadAs ?? person.Name) is { } read && IsOther(text, read, person.Name);
        return new GroundedMark(mark, person?.Name ?? text, [])
        {
            Person = person,
            Typed = isMisspelt ? text : null,
            IsUnknown = person is null,
        };
    }

    /// <summary>A part of a name is no misspelling of it.</summary>
    private static bool IsOther(string typed, string read, string name)
    {
        var (one, other, whole) = (TextFolding.Fold(typed), TextFolding.Fold(read), $" {TextFolding.Fold(name)} ");
        return one != other && !whole.Contains($" {one} ", StringComparison.Ordinal);
    }

    private GroundedMark Title(Mark mark, string text, List<Candidate> own)
    {
        var series = mark.Slot == Slot.Series ? _titles.Series(text) : [];
        if (mark.Slot == Slot.Series && series.Count == 0 && meanings.Of(Slot.Topic, text) is not null)
        {
            return new GroundedMark(mark, text, []); // Known by what it is about: "james bond".
        }

        // What was shown is meant by a part of its title where it is asked about; a whole title told as liked or seen is that one.
        var isPart = mark.Stance is Stance.Ask or Stance.Find && own.Exists(c => c.Origins.HasFlag(Origins.InPlay));
        if (series.Count == 0 && _titles.TryExact(TextFolding.Fold(text), out var exact) && (!isPart || exact.Any(pointing.Last.Contains)))
        {
            var meantExactly = Best(exact, text);
            return new GroundedMark(mark, _catalog.Title(meantExactly[0]), meantExactly) { IsGuess = IsGuess(mark, own) };
        }

        var candidate = own.Where(c => c.Items.Count > 0 && c.Slot is Slot.Item or Slot.Series)
            .OrderByDescending(c => c.Origins.HasFlag(Origins.InPlay))
            .ThenByDescending(c => c.ReadAs is null)
            .ThenByDescending(c => c.Weight)
            .FirstOrDefault();
        if (series.Count > 0)
        {
            return new GroundedMark(mark, text, series);
        }

        if (candidate is { ReadAs: null })
        {
            var isInPlay = candidate.Origins.HasFlag(Origins.InPlay);
            var same = own.Where(c =>
                c.ReadAs is null && c.Slot is Slot.Item or Slot.Series && c.Origins.HasFlag(Origins.InPlay) == isInPlay
            );
            var meant = Best(same.SelectMany(c => c.Items).Distinct(), text);
            return new GroundedMark(mark, _catalog.Title(meant[0]), meant);
        }

        var match = _titles.Resolve(text);
        List<int> items = match is not null ? [.. match.Alternatives.Prepend(match.Item)] : [.. candidate?.Items ?? []];
        items = Best(items, match?.Title ?? text);
        if (items.Count == 0)
        {
            // Several words may well describe; one that nobody knows is a name.
            return
                mark.Confidence < SureOfTitle && mark.Stance is Stance.Want or Stance.Like && text.Contains(' ', StringComparison.Ordinal)
                ? new GroundedMark(mark with { Slot = Slot.Topic, Stance = Stance.Want }, text, []) { IsGuess = true }
                : new GroundedMark(mark, text, []) { IsUnknown = true };
        }

        return new GroundedMark(mark, _catalog.Title(items[0]), items) { Typed = match is null or { IsCorrected: true } ? text : null };
    }

    /// <summary>The reader is not sure that it is a title, and the catalogue knows the words as something else too: "seven".</summary>
    private static bool IsGuess(Mark mark, List<Candidate> own) =>
        mark.Confidence < SureOfTitle
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
