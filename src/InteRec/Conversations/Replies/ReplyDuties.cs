using System.Globalization;
using InteRec.Catalog;
using InteRec.Conversations.Replies.Guard;
using InteRec.Planning;
using InteRec.Tools;

namespace InteRec.Conversations.Replies;

/// <summary>
/// What a reply has to say whoever writes it: what was read as another, what is unknown, what a condition costs, what was remembered, the
/// answer to a question of fact, every item of a list. What a model leaves out is said in the words of the template.
/// </summary>
internal sealed class ReplyDuties(ReplyContext context, HandleText handles)
{
    private static readonly HashSet<string> Remembering = new(StringComparer.Ordinal)
    {
        "remember",
        "remembered",
        "noted",
        "note",
        "forgotten",
        "forget",
        "forgot",
        "mind",
        "saved",
        "memory",
        "removed",
        "deleted",
        "cleared",
    };

    /// <summary>The sentences that the text lacks, in the order of the template.</summary>
    /// <param name="text">What was said so far, with titles.</param>
    public IEnumerable<string> Missing(string text)
    {
        var said = new Words(text);
        foreach (var notice in context.Notices.Where(n => n.Code is not NoticeCodes.PlannerFallback && !said.Has(Telling(n.Text))))
        {
            yield return notice.Text;
        }

        if (Memory(said) is { } memory)
        {
            yield return memory;
        }

        foreach (var fact in Facts(said))
        {
            yield return fact;
        }

        foreach (var list in context.Brief ? [] : context.Lists)
        {
            var unnamed = list.Items.Where(i => !said.Has([TextFolding.Fold(i.Title)])).ToList();
            if (unnamed.Count > 0)
            {
                var lead = unnamed.Count == list.Items.Count ? "Here" : "Also here";
                yield return $"{(list.Label is { Length: > 0 } label && context.Lists.Count > 1 ? label : lead)}: {Titles(unnamed)}.";
            }
        }

        if (context.FollowUp is { } followUp && !context.Brief && !said.Has([TextFolding.Fold(followUp.Question)]))
        {
            yield return followUp.Question;
        }
    }

    /// <summary>What was noted or taken back: the planner's own words for it where it has some.</summary>
    private string? Memory(Words said)
    {
        var (plan, text) = (context.Planning.Plan, context.Planning.Text);
        if (plan.Remember is not { IsEmpty: false } && plan.Forget is not { IsEmpty: false })
        {
            return null;
        }

        if (said.HasAny(Remembering) && (text is null || said.Has(Telling(text))))
        {
            return null;
        }

        return text ?? (plan.Remember is { IsEmpty: false } ? "I will remember that." : "Done: I have forgotten that.");
    }

    /// <summary>The answer to a question, where the text has none of it.</summary>
    private IEnumerable<string> Facts(Words said)
    {
        if (context.Execution.Facts is not { } facts)
        {
            return [];
        }

        var values = facts.SelectMany(f => f.Values).Where(v => v.Length > 0).Select(v => TextFolding.Fold(v)).ToList();
        var isAnswered =
            values.Count == 0
                ? said.HasAny(["dont", "cant", "unknown", "nothing", "not", "no"])
                : values.Exists(v => said.Has([v]))
                    || (values.Exists(v => double.TryParse(v, CultureInfo.InvariantCulture, out _)) && said.HasNumber);
        return isAnswered ? [] : new FactSentences(context.Serving.Catalog, context.Planning.Plan).Write(facts);
    }

    private string Titles(List<ListedItem> items)
    {
        var titles = items.ConvertAll(i => handles.Fill($"[{handles.HandleOf(i.ItemId)}]", new HashSet<string>(StringComparer.Ordinal)));
        return ConditionWords.And(titles);
    }

    /// <summary>
    /// The words of a notice that say what it is about: names, numbers, what stands in quotation marks; all words where it has none.
    /// </summary>
    private static IEnumerable<string> Telling(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var telling = words
            .Skip(1)
            .Where(w => w.Any(char.IsDigit) || w[0] is '"' or '\u201c' || (char.IsUpper(w[0]) && w is not ("I" or "I\u2019ll")))
            .Select(w => TextFolding.Fold(w))
            .Where(w => w.Length > 0)
            .ToList();
        return telling.Count > 0 ? telling : words.Select(w => TextFolding.Fold(w)).Where(w => w.Length > 3);
    }

    private sealed class Words(string text)
    {
        private readonly string _text = $" {TextFolding.Fold(text)} ";

        public bool HasNumber { get; } = text.Any(char.IsAsciiDigit);

        public bool Has(IEnumerable<string> folded) => folded.All(f => _text.Contains($" {f} ", StringComparison.Ordinal));

        public bool HasAny(IEnumerable<string> folded) => folded.Any(f => _text.Contains($" {f} ", StringComparison.Ordinal));
    }
}
