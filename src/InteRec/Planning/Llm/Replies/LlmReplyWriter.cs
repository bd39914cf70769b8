using System.Runtime.CompilerServices;
using System.Text;
using InteRec.Conversations;
using InteRec.Planning.Llm.Budget;
using InteRec.Planning.Llm.Prompts;
using InteRec.Tools;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace InteRec.Planning.Llm.Replies;

/// <summary>
/// Lets the model put a list into words, a sentence at a time: each is checked before it goes out. What has no list, or has something that
/// must be told exactly (facts, a condition that costs too much), is the template's; so is everything when the model fails.
/// </summary>
internal sealed partial class LlmReplyWriter(IChatClient chat, ModelLedger ledger, IReplyWriter template, PromptLibrary prompts, LlmOptions options, TimeProvider time, ILogger<LlmReplyWriter> logger) : IReplyWriter
{
    public async IAsyncEnumerable<string> WriteAsync(ReplyContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var said = false;
        if (IsForModel(context))
        {
            using var turn = new ModelTurn(chat, ledger, context.Account, options, time, cancellationToken);
            await using var sentences = ReadAsync(context, turn).GetAsyncEnumerator(cancellationToken);
            while (await NextAsync(sentences, cancellationToken))
            {
                said = true;
                yield return sentences.Current;
            }
        }

        if (!said)
        {
            await foreach (var piece in template.WriteAsync(context, cancellationToken))
            {
                yield return piece;
            }
        }
    }

    /// <summary>True where a list is all there is to tell.</summary>
    private bool IsForModel(ReplyContext context) =>
        options.Reply != ReplyMode.Template
        && context.Lists.Any(l => l.Items.Count > 0)
        && context.Lists.All(l => l.Items.Count > 0)
        && context.Notices.All(n => n.Code is NoticeCodes.PlannerFallback)
        && context.Planning.Text is null
        && context.Execution.Facts is null or [];

    private async Task<bool> NextAsync(IAsyncEnumerator<string> sentences, CancellationToken cancellationToken)
    {
        try
        {
            return await sentences.MoveNextAsync();
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(e is ModelException m ? m.Failure.ToString() : e.GetType().Name);
            return false;
        }
    }

    private async IAsyncEnumerable<string> ReadAsync(ReplyContext context, ModelTurn turn)
    {
        var handles = new HandleText(context.Lists);
        var rules = Rules(context);
        var guard = new ReplyGuard(context.Serving.Catalog, handles, context.Message, rules);
        var mentioned = new HashSet<string>(StringComparer.Ordinal);
        var splitter = new SentenceSplitter();
        ChatMessage[] messages = [new(ChatRole.System, rules), new(ChatRole.User, Turn(context))];
        await foreach (var piece in turn.StreamAsync(messages, new ChatOptions { Temperature = options.Temperature, MaxOutputTokens = options.MaxOutputTokens }))
        {
            foreach (var sentence in splitter.Add(piece).Where(guard.Allows))
            {
                yield return handles.Fill(sentence, mentioned);
            }
        }

        if (splitter.Rest() is { Length: > 0 } rest && guard.Allows(rest))
        {
            yield return handles.Fill(rest, mentioned);
        }
    }

    private string Rules(ReplyContext context) => prompts[PromptNames.Reply].Fill(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["items"] = context.Serving.Catalog.Schema.Item.Plural,
        ["style"] = options.ReplyStyle == ReplyStyle.Detailed ? "Two sentences for each item, in the order of the list." : "At most three short sentences in all; name every item once.",
    });

    private static string Turn(ReplyContext context)
    {
        var text = new StringBuilder();
        var handle = 0;
        foreach (var list in context.Lists)
        {
            text.Append(list.Label is { } label ? $"for {DataBlock.Line(label)}:\n" : string.Empty);
            foreach (var item in list.Items)
            {
                var facts = FactText.Of(context.Serving.Catalog.Schema, item.Facts, item.Facts.Count, mostValues: 4, longest: 300, named: true);
                text.Append('[').Append(++handle).Append("] ").Append(facts);
                text.Append(item.Reasons.Count > 0 ? $"; why: {DataBlock.Line(string.Join(", ", item.Reasons), 300)}\n" : "\n");
            }
        }

        return DataBlock.Of("list", text.ToString(), 20_000) + DataBlock.Of("message", context.Message);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The model's reply ended early: {Reason}")]
    private partial void LogFailed(string reason);
}
