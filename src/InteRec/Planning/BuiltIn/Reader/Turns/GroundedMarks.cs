using System.Globalization;
using InteRec.Catalog;
using InteRec.Planning.BuiltIn.Reader.Wishes;
using InteRec.Planning.Labels;

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

    /// <summary>What somebody pointed to made: by the part that was said, if one was.</summary>
    public Condition Theirs =>
        new(Part is { } part ? CandidateSlots.Of(part) : Slot.Person, Sign.Wanted, Person!.Name) { Attribute = Part?.Name };
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
    private readonly CatalogSnapshot _catalog = input.Serving.Catalog.Whole;
    private readonly GroundedTitles _titles = new(input, meanings, pointing);

    /// <summary>The marks in order.</summary>
    public IReadOnlyList<GroundedMark> Read()
    {
        var marks = new List<GroundedMark>(labels.Marks.Count);
        foreach (var mark in labels.Marks)
        {
            if (mark.Slot == Slot.Year && marks is [.., { Slot: Slot.Item } title] && _titles.Follows(title.Mark, mark))
            {
                marks[^1] = _titles.OfYear(title, mark);
                marks.Add(new GroundedMark(mark, mark.Text(input.Message), []) { IsQualifier = true });
            }
            else if (
                mark.Slot == Slot.Item
                && marks is [.., { Slot: Slot.Year } year]
                && _titles.Precedes(year.Mark, mark)
                && _titles.OfYear(Ground(mark), year.Mark) is { IsUnknown: false } ofYear
            )
            {
                marks[^1] = year with { IsQualifier = true };
                marks.Add(ofYear);
            }
            else if (_titles.Two(mark) is { } two)
            {
                marks.AddRange(two.Select(Ground));
            }
            else
            {
                var grounded = Ground(mark);
                if (mark.Slot.IsPerson() && marks is [.., { Slot: Slot.Item } named] && _titles.OfPerson(named, grounded) is { } whose)
                {
                    marks[^1] = whose;
                    grounded = grounded with { IsQualifier = true };
                }

                marks.Add(grounded);
            }
        }

        return new MarksTogether(input, meanings, candidates, cues).Of(marks);
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
            Slot.Item or Slot.Series => _titles.Of(mark, text, own),
            var slot when slot.IsPerson() => Person(mark, text, own),
            Slot.Occasion when IsAbout(mark, text) => Words(mark with { Slot = Slot.Topic }, text, own),
            Slot.Mood when IsKind(mark, own) => Words(mark with { Slot = Slot.Kind }, text, own),
            var slot when slot.IsNumber() => Number(mark, text, own),
            _ => Words(mark, text, own),
        };
    }

    /// <summary>"Romantic dramas": what may be a kind is one right before another.</summary>
    private bool IsKind(Mark mark, List<Candidate> own) =>
        own.Exists(c => c is { Slot: Slot.Kind, ReadAs: null, Entry.Kind: EntryKind.Value })
        && labels.Marks.Any(m => m.Slot == Slot.Kind && m.Start == mark.End + 1 && m.Stance == mark.Stance);

    /// <summary>"A Halloween film" is about it, "for Halloween" is when it is to be seen.</summary>
    private bool IsAbout(Mark mark, string text) =>
        TextFolding.Fold(input.Message.AsSpan(mark.End)).Split(' ') is [var next, ..]
        && _catalog.Schema.Item.IsNoun(next)
        && meanings.Of(Slot.Topic, text) is not null;

    private GroundedMark Pointed(Mark mark, string text)
    {
        var described = mark.Value is "person" or "list" or "request" ? null : pointing.PlaceOf(text);
        if (
            described is null
            && mark.Confidence < GroundedTitles.Sure
            && mark.Value is not ("person" or "list" or "request")
            && Sought(mark) is { } sought
        )
        {
            return sought;
        }

        var place = described?.ToString(CultureInfo.InvariantCulture) ?? mark.Value;
        var person = place == "person" && pointing.Person is { } name ? meanings.PersonOf(name) : null;
        var part =
            cues.After(input.Message.AsSpan(mark.End))
            ?? PartReader.Named(candidates, mark)
            ?? cues.Before(input.Message.AsSpan(0, mark.Start));
        return new GroundedMark(mark with { Value = place }, text, pointing.Items(place))
        {
            Person = person,
            Part = person?.Roles.Any(r => r.Attribute == part) == true ? part : null,
        };
    }

    /// <summary>"The dog one", where nothing that was shown is called so, is looked for; null where its words do not describe.</summary>
    private GroundedMark? Sought(Mark pointing)
    {
        var within = candidates.Where(c => c.Start >= pointing.Start && c.End <= pointing.End).ToList();
        if (PartReader.Likeliest(within) is { } named)
        {
            return Ground(new Mark(named.Start, named.Length, Slot.Person, Stance.Want));
        }

        var about = within.Where(c => c is { Slot: Slot.Topic, ReadAs: null, Entry: not null }).MaxBy(c => c.Length);
        return about is null ? null : Ground(new Mark(about.Start, about.Length, Slot.Topic, Stance.Want));
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
        mark = mark.Slot == Slot.Year && !isOther ? OfKnownYears(mark, own) : mark;
        return Spelt(isOther ? mark with { Value = meant!.Value } : mark, text, own) with
        {
            Attribute = meant?.Slot == mark.Slot || isOther ? meant!.Attribute : null,
        };
    }

    /// <summary>"The twenties" are those of which there are items.</summary>
    private Mark OfKnownYears(Mark mark, List<Candidate> own)
    {
        bool HasItems(string? value) =>
            RangeLabel.Ranges(value ?? string.Empty) is not { Count: > 0 } ranges
            || _catalog.Years is not { } years
            || ranges.Any(r => !(r.From > years.Greatest) && !(r.To < years.Least));
        return HasItems(mark.Value) ? mark
            : own.Find(c => c.Slot == Slot.Year && c.Value is not null && HasItems(c.Value)) is { } other
                ? mark with
                {
                    Value = other.Value,
                }
            : mark;
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
}
