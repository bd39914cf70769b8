using InteRec.Catalog;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Turns;

/// <summary>Puts marks right by what they are together.</summary>
internal sealed class MarksTogether(PlanningInput input, Meanings meanings, IReadOnlyList<Candidate> candidates, PartCues cues)
{
    // Of what is marked with less than this about one in five is meant so.
    private const float Noise = 0.3f;
    private const int WordsOfStory = 3;
    private readonly CatalogSnapshot _catalog = input.Serving.Catalog.Whole;

    /// <summary>The marks without noise, with what each says of its neighbours.</summary>
    public IReadOnlyList<GroundedMark> Of(List<GroundedMark> marks)
    {
        for (var i = 0; i < marks.Count; i++)
        {
            var title = marks.Skip(i + 1).FirstOrDefault(m => m.Slot == Slot.Item) ?? marks.Take(i).LastOrDefault(m => m.Slot == Slot.Item);
            marks[i] = title is null ? marks[i] : OfTitle(marks[i], title);
        }

        return WithDeniedPart([.. marks.Where(m => !IsNoise(m)).Select(Told)]);
    }

    /// <summary>"The director of Alien", "I loved Alien, what else is by the same director": whoever the title tells.</summary>
    private GroundedMark OfTitle(GroundedMark mark, GroundedMark title)
    {
        var part =
            mark.Mark is { Slot: Slot.Ref, Value: "person" } && title is { Slot: Slot.Item, Items.Count: > 0 }
                ? PartReader.Named(candidates, mark.Mark)
                : null;
        return part is not null && _catalog.Column(part.Name)!.Texts(title.Items[0]) is [var name, ..]
            ? mark with
            {
                Person = meanings.PersonOf(name),
                Part = part,
            }
            : mark;
    }

    /// <summary>
    /// "Films that he directed but does not act in": without those in which the person has that part. Of several people only the one that
    /// is named last before is meant, and not wanted at all: "with John Wayne, which John Ford had no hand in directing".
    /// </summary>
    private List<GroundedMark> WithDeniedPart(List<GroundedMark> marks)
    {
        var wanted = marks.Where(m => m is { Person: not null, Mark.Stance: Stance.Want or Stance.Ask }).ToList();
        var (named, said) = wanted
            .AsEnumerable()
            .Reverse()
            .Select(m => (Mark: m, Denied: cues.Denied(input.Message, m.Mark.End)))
            .FirstOrDefault(m => m.Denied is not null);
        if (
            named is not { Person: { } person }
            || said is not var (start, length, part)
            || !person.Roles.Any(r => r.Attribute == part)
            || marks.Exists(m => m.Slot.IsPerson() && m.Mark.Start < start + length && start < m.Mark.End)
        )
        {
            return marks;
        }

        var slot = CandidateSlots.Of(part);
        if (wanted.Exists(m => m.Person != person))
        {
            marks[marks.IndexOf(named)] = named with { Mark = named.Mark with { Slot = slot, Stance = Stance.Not } };
        }
        else
        {
            var denied = new GroundedMark(new Mark(start, length, slot, Stance.Not), person.Name, []) { Person = person };
            marks.Insert(marks.FindLastIndex(m => m.Mark.Start < start) + 1, denied);
        }

        return marks;
    }

    /// <summary>Hardly marked, and no more than like something that the catalogue has: noise never cuts a list.</summary>
    private bool IsNoise(GroundedMark mark) =>
        mark.Mark.Confidence < Noise
        && (
            IsFarFetched(mark)
            || !mark.Slot.IsOpen()
                && !mark.Slot.IsNumber()
                && !mark.Slot.IsPerson()
                && mark.Slot is not (Slot.Item or Slot.Series or Slot.Ref or Slot.Ask or Slot.Drop or Slot.Count or Slot.Order)
                && meanings.Of(mark.Slot, mark.Words) is null
        );

    /// <summary>Not one of several words is a word of the name: "dunno smth" is not Danny Smith.</summary>
    private static bool IsFarFetched(GroundedMark mark) =>
        mark.Typed is { } typed
        && TextFolding.Fold(typed).Split(' ') is { Length: > 1 } words
        && !words.Intersect(TextFolding.Fold(mark.Words).Split(' ')).Any();

    /// <summary>"Which one has the blind flower seller?" asks for no fact of an item, but which one that is.</summary>
    private GroundedMark Told(GroundedMark mark) =>
        mark is { Slot: Slot.Ask, Asked.Count: 0, Mark.Value: "topic" or "plot" or "character" }
        && mark.Words.Count(c => c == ' ') + 1 >= WordsOfStory
            ? mark with
            {
                Mark = mark.Mark with { Slot = Slot.Plot, Stance = Stance.Want, Value = null },
            }
            : mark;
}
