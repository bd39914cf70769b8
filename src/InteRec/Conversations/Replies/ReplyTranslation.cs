using System.Globalization;
using System.Text.RegularExpressions;
using InteRec.Catalog;
using InteRec.Conversations.Replies.Guard;
using InteRec.Languages;
using InteRec.Planning.Agent.Model;
using InteRec.Planning.Agent.Prompts;
using InteRec.Planning.Agent.Reading;
using Microsoft.Extensions.AI;

namespace InteRec.Conversations.Replies;

/// <summary>
/// Puts a reply into the person's language. What a model claims in another language cannot be held against the facts, so the reply is
/// written in English, checked there sentence by sentence, and only then translated: of a translation handles, numbers and names can be
/// checked in any language. A sentence that loses or gains one of them stays English.
/// </summary>
internal sealed partial class ReplyTranslation(ReplyContext context, PromptLibrary prompts, HandleText handles, string language)
{
    private readonly string _rules = prompts[PromptNames.Translate]
        .Fill(new Dictionary<string, string>(StringComparer.Ordinal) { ["language"] = language });

    /// <summary>The language that a reply is to be in, in English words; null for English.</summary>
    public static string? LanguageOf(ReplyContext context)
    {
        if (context.Locale is { } locale && Language.IsTag(locale))
        {
            return locale.Split('-', '_')[0].ToLowerInvariant() is "en" or "eng"
                ? null
                : Language.Of(locale)?.Name ?? $"the language with the tag {locale}";
        }

        return LanguageDetector.Of(context.Message, Untitled(context))?.Name;
    }

    /// <summary>The words of the message outside of titles: these are in any language. A title of one word may be a word like any other.</summary>
    private static string[] Untitled(ReplyContext context)
    {
        var message = $" {TextFolding.Fold(context.Message)} ";
        var titles = context
            .Planning.Understood.Mentioned.SelectMany(m => new[] { TextFolding.Fold(m.Text), TextFolding.Fold(m.Title) })
            .Where(t => t.Contains(' ', StringComparison.Ordinal))
            .OrderByDescending(t => t.Length);
        foreach (var title in titles)
        {
            message = message.Replace($" {title} ", " ", StringComparison.Ordinal);
        }

        return message.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The sentences in the language, those that cannot be as they are; all of them where the model fails.</summary>
    /// <param name="sentences">Checked sentences with handles.</param>
    /// <param name="turn">Whom to ask.</param>
    /// <param name="options">How.</param>
    /// <exception cref="ModelException">The model failed.</exception>
    public async Task<IReadOnlyList<string>> OfAsync(IReadOnlyList<string> sentences, BoundedModel turn, ChatOptions options)
    {
        var numbered = string.Join(
            '\n',
            sentences.Select((s, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {DataBlock.Line(s, 600)}"))
        );
        var answer = await turn.AskAsync(
            [
                new ChatMessage(ChatRole.System, _rules),
                new ChatMessage(ChatRole.User, DataBlock.Of("message", context.Message) + DataBlock.Of("sentences", numbered, 20_000)),
            ],
            options
        );
        var lines = new Dictionary<int, string>();
        foreach (Match line in Line().Matches(AnswerText.Of(answer.Text)))
        {
            lines.TryAdd(
                int.Parse(line.Groups["number"].ValueSpan, CultureInfo.InvariantCulture),
                HandleText.WithoutYears(handles.Read(PlainText.Strip(line.Groups["text"].Value.Trim())))
            );
        }

        var check = new TranslationCheck(context, handles, _rules, hasNouns: language == "German");
        return [.. sentences.Select((s, i) => lines.GetValueOrDefault(i + 1) is { } said && check.Allows(s, said) ? said : s.Trim())];
    }

    [GeneratedRegex(
        @"^[ \t]*(?<number>\d{1,3})[.):][ \t]*(?<text>\S.*)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline
    )]
    private static partial Regex Line();
}
