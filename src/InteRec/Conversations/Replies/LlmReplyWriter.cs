using System.Runtime.CompilerServices;
using System.Text;
using InteRec.Conversations.Replies.Guard;
using InteRec.Planning;
using InteRec.Planning.Agent.Model;
using InteRec.Planning.Agent.Prompts;
using InteRec.Settings;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace InteRec.Conversations.Replies;

/// <summary>
/// Lets the model put a turn into words, with lists or without, a sentence at a time: each is checked before it goes out. What has to be
/// said and the model left out is added; when the model fails, or nothing of what it says may stand, everything is the template's. What was
/// written and checked in English is then put into the person's language: <see cref="ReplyTranslation"/>.
/// </summary>
internal sealed partial class LlmReplyWriter(
    IChatClient chat,
    ModelLedger ledger,
    IReplyWriter template,
    PromptLibrary prompts,
    LlmOptions options,
    TimeProvider time,
    ILogger<LlmReplyWriter> logger
) : IReplyWriter
{
    private readonly ReplyPrompt _prompt = new(prompts);

    public async IAsyncEnumerable<string> WriteAsync(ReplyContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var handles = new HandleText(context.Lists, context.Execution.Facts);
        using var turn =
            options.Reply != ReplyMode.Template && context.Planner == PlannerChoice.Auto
                ? new BoundedModel(chat, ledger, context.Account, options, time, cancellationToken)
                : null;
        var english = EnglishAsync(context, handles, turn, cancellationToken);
        if (turn is null || ReplyTranslation.LanguageOf(context) is not { } language)
        {
            await foreach (var piece in english)
            {
                yield return piece;
            }

            yield break;
        }

        var whole = new StringBuilder();
        await foreach (var piece in english)
        {
            whole.Append(piece);
        }

        yield return await TranslatedAsync(whole.ToString(), language, context, handles, turn, cancellationToken);
    }

    /// <summary>The text in the person's language, or as it is where the model fails.</summary>
    private async Task<string> TranslatedAsync(
        string text,
        string language,
        ReplyContext context,
        HandleText handles,
        BoundedModel turn,
        CancellationToken cancellationToken
    )
    {
        var splitter = new SentenceSplitter();
        var parts = splitter.Add(text).ToList();
        parts.Add(splitter.Rest());
        List<string> sentences = [.. parts.Where(s => !string.IsNullOrWhiteSpace(s)).Select(s => HandleText.WithoutYears(handles.Read(s)))];
        try
        {
            var translated = await new ReplyTranslation(context, prompts, handles, language).OfAsync(
                sentences,
                turn,
                new ChatOptions { Temperature = options.Temperature, MaxOutputTokens = options.MaxOutputTokens }
            );
            var mentioned = new HashSet<string>(StringComparer.Ordinal);
            return string.Join(' ', translated.Select(s => handles.Fill(s, mentioned)));
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(e is ModelException m ? m.Failure.ToString() : e.GetType().Name);
            return text;
        }
    }

    private async IAsyncEnumerable<string> EnglishAsync(
        ReplyContext context,
        HandleText handles,
        BoundedModel? turn,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var said = new StringBuilder();
        if (turn is not null)
        {
            await using var sentences = ReadAsync(context, handles, turn).GetAsyncEnumerator(cancellationToken);
            while (await NextAsync(sentences, cancellationToken))
            {
                said.Append(sentences.Current);
                yield return sentences.Current;
            }
        }

        if (said.Length == 0)
        {
            await foreach (var piece in template.WriteAsync(context, cancellationToken))
            {
                yield return piece;
            }

            yield break;
        }

        foreach (var sentence in new ReplyDuties(context, handles).Missing(said.ToString()))
        {
            yield return char.IsWhiteSpace(said[^1]) ? sentence : $" {sentence}";
            said.Append(sentence);
        }
    }

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

    private async IAsyncEnumerable<string> ReadAsync(ReplyContext context, HandleText handles, BoundedModel turn)
    {
        var messages = _prompt.Messages(context, handles);
        var guard = new ReplyGuard(new ReplyScene(context, handles), handles, messages[0].Text);
        var mentioned = new HashSet<string>(StringComparer.Ordinal);
        var splitter = new SentenceSplitter();
        await foreach (
            var piece in turn.StreamAsync(
                messages,
                new ChatOptions { Temperature = options.Temperature, MaxOutputTokens = options.MaxOutputTokens }
            )
        )
        {
            foreach (var sentence in splitter.Add(piece).Select(Read).Where(Allows))
            {
                yield return handles.Fill(sentence, mentioned);
            }
        }

        if (Read(splitter.Rest()) is { Length: > 0 } rest && Allows(rest))
        {
            yield return handles.Fill(rest, mentioned);
        }

        string Read(string sentence) => handles.Read(PlainText.Strip(sentence));

        bool Allows(string sentence)
        {
            if (guard.Objection(sentence) is not { } objection)
            {
                return true;
            }

            LogCut(objection, sentence);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The model's reply ended early: {Reason}")]
    private partial void LogFailed(string reason);

    [LoggerMessage(Level = LogLevel.Trace, Message = "A sentence of the model is left out ({Objection}): {Sentence}")]
    private partial void LogCut(string objection, string sentence);
}
