using InteRec.Catalog;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Turns;

/// <summary>
/// Says of the people that a reader marks which part they have: the one that the dataset's words right before the name call by its name
/// ("by", "starring"), and of who is wanted their main one where the text has no word for the part that the reader says.
/// </summary>
/// <param name="reader">Marks people.</param>
/// <param name="lexicon">Has the words.</param>
internal sealed class PartReader(IMessageReader reader, Lexicon lexicon) : IMessageReader
{
    private readonly PartCues _cues = new(lexicon);

    public MessageLabels Read(ReaderInput input)
    {
        var labels = reader.Read(input);
        var said = new Lazy<IReadOnlySet<Slot>>(() => _cues.Of(input.Message));
        return labels with { Marks = [.. labels.Marks.Select(m => m.Slot.IsPerson() ? WithPart(m, input, said) : m)] };
    }

    /// <summary>Who a mark most likely names among its candidates, or null.</summary>
    public static Candidate? Likeliest(IEnumerable<Candidate> candidates) =>
        candidates
            .Where(c => c.Entry?.Person is not null)
            .OrderByDescending(c => c.Origins.HasFlag(Origins.InPlay))
            .ThenByDescending(c => c.ReadAs is null)
            .ThenByDescending(c => c.Weight)
            .FirstOrDefault();

    /// <summary>The part that words of a mark call by its name: "the same director". Null where they call none.</summary>
    public static AttributeDefinition? Named(IEnumerable<Candidate> candidates, Mark mark) =>
        candidates
            .Where(c => c.Slot == Slot.Ask && c.Start < mark.End && mark.Start < c.End)
            .Select(c => c.Entry?.Attribute)
            .FirstOrDefault(a => a?.Role == AttributeRole.People);

    private Mark WithPart(Mark mark, ReaderInput input, Lazy<IReadOnlySet<Slot>> parts)
    {
        if (Likeliest(input.Candidates.Where(c => c.Start == mark.Start && c.Length == mark.Length))?.Entry?.Person is not { } person)
        {
            return mark;
        }

        var said = _cues.Before(input.Message.AsSpan(0, mark.Start));
        var done = _cues.After(input.Message.AsSpan(mark.End));
        var part =
            person.Roles.Any(r => r.Attribute == said) ? said
            : person.Roles.Any(r => r.Attribute == done) ? done
            : mark.Stance == Stance.Want && !IsSaid(mark.Slot, input, parts) ? person.MainRole
            : null;
        return part is null ? mark : mark with { Slot = CandidateSlots.Of(part) };
    }

    /// <summary>The message has words for the part, or somebody was asked for in it before.</summary>
    private static bool IsSaid(Slot part, ReaderInput input, Lazy<IReadOnlySet<Slot>> parts) =>
        part != Slot.Person
        && (input.Request.Any(w => w.Conditions.Any(c => c.Slot == part && c.Sign == Sign.Wanted)) || parts.Value.Contains(part));
}
