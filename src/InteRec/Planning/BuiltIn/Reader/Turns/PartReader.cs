using InteRec.Catalog;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Turns;

/// <summary>
/// Says of the people that a reader marks which part they have: the one that the dataset's words right before the name call by its name
/// ("by", "starring"), and of who is wanted and has none in the text their main one.
/// </summary>
/// <param name="reader">Marks people.</param>
/// <param name="lexicon">Has the words.</param>
internal sealed class PartReader(IMessageReader reader, Lexicon lexicon) : IMessageReader
{
    public MessageLabels Read(ReaderInput input)
    {
        var labels = reader.Read(input);
        return labels with { Marks = [.. labels.Marks.Select(m => m.Slot.IsPerson() ? WithPart(m, input) : m)] };
    }

    /// <summary>Who a mark most likely names among its candidates, or null.</summary>
    public static Candidate? Likeliest(IEnumerable<Candidate> candidates) =>
        candidates
            .Where(c => c.Entry?.Person is not null)
            .OrderByDescending(c => c.Origins.HasFlag(Origins.InPlay))
            .ThenByDescending(c => c.ReadAs is null)
            .ThenByDescending(c => c.Weight)
            .FirstOrDefault();

    private Mark WithPart(Mark mark, ReaderInput input)
    {
        if (Likeliest(input.Candidates.Where(c => c.Start == mark.Start && c.Length == mark.Length))?.Entry?.Person is not { } person)
        {
            return mark;
        }

        var said = SaidBefore(input.Message.AsSpan(0, mark.Start));
        var part =
            person.Roles.Any(r => r.Attribute == said) ? said
            : mark is { Slot: Slot.Person, Stance: Stance.Want } ? person.MainRole
            : null;
        return part is null ? mark : mark with { Slot = CandidateSlots.Of(part) };
    }

    /// <summary>The part that the longest words at the end of the text announce, or null.</summary>
    private AttributeDefinition? SaidBefore(ReadOnlySpan<char> text)
    {
        var words = TextFolding.Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var count = Math.Min(Lexicon.MaxWords, words.Length); count > 0; count--)
        {
            var cue = string.Join(' ', words[^count..]);
            var said = lexicon
                .Find(cue, cue)
                .FirstOrDefault(e => e.Kind == EntryKind.AttributeCue && e.Attribute!.Role == AttributeRole.People);
            if (said is not null)
            {
                return said.Attribute;
            }
        }

        return null;
    }
}
