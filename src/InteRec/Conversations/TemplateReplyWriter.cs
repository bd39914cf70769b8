using System.Runtime.CompilerServices;
using System.Text;
using InteRec.Catalog;
using InteRec.Planning;
using InteRec.Planning.BuiltIn;
using InteRec.Tools;

namespace InteRec.Conversations;

/// <summary>
/// Writes replies from templates: short, true, and different from turn to turn without chance. The wording is chosen by the number of the
/// turn, so the same conversation always reads the same.
/// </summary>
internal sealed class TemplateReplyWriter : IReplyWriter
{
    /// <inheritdoc />
    public async IAsyncEnumerable<string> WriteAsync(ReplyContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        cancellationToken.ThrowIfCancellationRequested();
        await Task.CompletedTask;
        yield return Write(context);
    }

    private static string Write(ReplyContext context)
    {
        var sentences = new List<string>();
        sentences.AddRange(
            context
                .Notices.Where(n =>
                    n.Code is NoticeCodes.Forgotten or NoticeCodes.Corrected or NoticeCodes.UnknownItem or NoticeCodes.UnknownValue
                )
                .Select(n => n.Text)
        );
        if (context.Planning.Text is { } text)
        {
            sentences.Add(text);
        }

        if (context.Execution.Facts is { } facts)
        {
            sentences.AddRange(new FactSentences(context.Serving.Catalog, context.Planning.Plan).Write(facts));
        }

        var plan = context.Planning.Plan;
        if (context.Planning.Text is null && (plan.Remember is { IsEmpty: false } || plan.Forget is { IsEmpty: false }))
        {
            sentences.Add(
                plan is { Lists.Count: > 0, Remember.IsEmpty: false }
                    ? "I will remember that."
                    : SmallTalk.Noted(plan.Remember, plan.Forget, name => Name(context, name))
            );
        }

        AddLists(context, sentences);
        sentences.AddRange(
            context
                .Notices.Where(n =>
                    n.Code is NoticeCodes.Relaxed or NoticeCodes.NoResults or NoticeCodes.Truncated or NoticeCodes.PlannerFallback
                )
                .Select(n => n.Text)
        );
        if (sentences.Count == 0)
        {
            sentences.Add(
                context.Planning.Understood.Unknown.Count > 0
                    ? "Try another title, or tell me what it is like."
                    : $"Tell me a little more: a kind of {context.Serving.Catalog.Schema.Item.Singular}, a person, a year, or one that "
                        + "you liked."
            );
        }

        if (context.FollowUp is { } followUp && !context.Brief)
        {
            sentences.Add(followUp.Question);
        }

        return string.Join(' ', sentences.Distinct(StringComparer.Ordinal));
    }

    private static string Name(ReplyContext context, string idOrValue) =>
        context.Serving.Catalog.IndexOf(idOrValue) is >= 0 and var item ? context.Serving.Catalog.Title(item) : idOrValue;

    private static void AddLists(ReplyContext context, List<string> sentences)
    {
        var filled = context.Lists.Where(l => l.Items.Count > 0).ToList();
        if (context.Brief)
        {
            // Labels, titles and reasons are beside the text.
            sentences.AddRange(
                filled.Count switch
                {
                    0 => [],
                    1 => [$"{Intro(context, filled[0]).TrimEnd(',', ':')}."],
                    var count => [$"Here are {ListWords.Number(count)} lists."],
                }
            );
            return;
        }

        foreach (var list in filled)
        {
            sentences.Add($"{(filled.Count > 1 ? $"{list.Label}:" : Intro(context, list))} {Titles(list)}.");
        }

        AddMembers(filled, sentences);
        if (filled is [{ Items: [{ Reasons: [var reason, ..] } only] }] && context.Planning.Plan.Intent != Intent.Explain)
        {
            sentences.Add($"Why {only.Title}: {reason}.");
        }
    }

    /// <summary>Who of a group gets what: each item is named with the member whom it suits most.</summary>
    private static void AddMembers(List<ItemList> lists, List<string> sentences)
    {
        var parts = lists
            .SelectMany(l => l.Items)
            .Where(i => i.For is { Count: > 0 })
            .GroupBy(i => i.For![0], StringComparer.Ordinal)
            .Select(g => $"for {g.Key} {ConditionWords.And([.. g.Select(i => i.Title)])}")
            .ToList();
        if (parts.Count > 0)
        {
            sentences.Add($"Above all {string.Join("; ", parts)}.");
        }
    }

    private static string Intro(ReplyContext context, ItemList list)
    {
        var what = ListWords.Describe(Conditions(context, list), context.Serving.Catalog, list.Items.Count);
        var turn = context.Before.Turn;
        var intent = context.Planning.Plan.Intent;
        if (list.Items.Count == 1)
        {
            return intent == Intent.More ? "One more:" : Pick(turn, "My pick:", "I would go for this one:", "Here it is:");
        }

        return intent switch
        {
            Intent.More => Pick(turn, $"More: {what},", $"A few others, {what}:", $"Here are others, {what}:"),
            Intent.Refine => Pick(turn, $"Then these {what}:", $"In that case, {what}:", $"Here are {what}:"),
            Intent.Similar
                when context.Planning.Understood.Mentioned is [{ Sentiment: "liked" or "neutral" } like, ..]
                    && !IsHidden(context, like.ItemId) => $"In the spirit of {like.Title}, {what}:",
            _ => Pick(turn, $"Here are {what}:", $"You could try these {what}:", $"I found {what}:"),
        };
    }

    /// <summary>What was understood to be a condition, and the topics that became one because there are items about them.</summary>
    private static ItemFilter Conditions(ReplyContext context, ItemList list)
    {
        var understood = context.Planning.Understood.Conditions;
        var topic = context.Serving.Catalog.Schema.WithRole(AttributeRole.Topic)?.Name;
        var where = context
            .Planning.Plan.Lists.FirstOrDefault(l => l.Label == list.Label)
            ?.Steps.OfType<FilterStep>()
            .FirstOrDefault()
            ?.Where;
        if (topic is null || where?[topic]?.Any is not { } about || context.Notices.Any(n => n.Code == NoticeCodes.Relaxed))
        {
            return understood;
        }

        return understood
            .With(topic, (understood[topic] ?? new AttributeCondition()) with { Any = about })
            .WithOr([.. understood.Or, .. where.Or.Where(g => g is [var only] && only[topic] is not null)]);
    }

    /// <summary>What is not on offer, in this turn or at all, is not named either.</summary>
    private static bool IsHidden(ReplyContext context, string itemId) =>
        context.Serving.Catalog.IndexOf(itemId) is >= 0 and var item && !context.Serving.Catalog.Available[item];

    private static string Pick(int turn, params ReadOnlySpan<string> texts) => texts[turn % texts.Length];

    private static string Titles(ItemList list)
    {
        var titles = new StringBuilder();
        for (var i = 0; i < list.Items.Count; i++)
        {
            _ = i == 0 ? titles : titles.Append(i == list.Items.Count - 1 ? " and " : ", ");
            titles.Append(list.Items[i].Title);
            if (list.Items[i].Year is { } year)
            {
                titles.Append(System.Globalization.CultureInfo.InvariantCulture, $" ({year})");
            }
        }

        return titles.ToString();
    }
}
