using System.Text.RegularExpressions;

namespace InteRec.Api.OpenAi;

/// <summary>What a front end asks its model in the background.</summary>
internal enum TaskKind
{
    /// <summary>A title of the conversation.</summary>
    Title,

    /// <summary>Tags of the conversation.</summary>
    Tags,

    /// <summary>Messages that the person could send next.</summary>
    FollowUps,

    /// <summary>Queries for a search of the web or of documents.</summary>
    Queries,

    /// <summary>The rest of a message that the person is writing.</summary>
    Completion,

    /// <summary>A description of a picture to be made.</summary>
    Picture,

    /// <summary>A face for a message.</summary>
    Emoji,
}

/// <summary>
/// A task that a front end has for its model, told from what a person says by its shape: it carries a conversation as text, marked by tags
/// or by who said what, and tells a machine what to make of it. Front ends word their tasks as they like, and let their operators reword
/// them.
/// </summary>
/// <param name="Kind">What is asked for.</param>
/// <param name="Key">The member of the JSON object that the answer should be; null for words alone.</param>
/// <param name="Said">The conversation that it is about.</param>
internal sealed partial record FrontEndTask(TaskKind Kind, string? Key, IReadOnlyList<Utterance> Said)
{
    private const string OpenTag = "<chat_history>";
    private const string CloseTag = "</chat_history>";

    /// <summary>By the member that the answer should have.</summary>
    private static readonly Dictionary<string, TaskKind> Kinds = new(StringComparer.Ordinal)
    {
        ["title"] = TaskKind.Title,
        ["tags"] = TaskKind.Tags,
        ["follow_ups"] = TaskKind.FollowUps,
        ["queries"] = TaskKind.Queries,
        ["text"] = TaskKind.Completion,
        ["prompt"] = TaskKind.Picture,
    };

    /// <summary>The task of a request, or null where a person speaks.</summary>
    public static FrontEndTask? Of(IReadOnlyList<CompletionMessage> messages)
    {
        var last = CompletionMessages.Last(messages)!;
        return Tagged(last.Text)
            ?? Written(last.Text, string.Join('\n', messages.Where(m => !m.IsUsers && !m.IsAnswer).Select(m => m.Text)))
            ?? Titled(last, messages)
            ?? (Face().IsMatch(last.Text) ? new FrontEndTask(TaskKind.Emoji, null, []) : null);
    }

    /// <summary>The conversation stands between tags, and the answer is described by its JSON.</summary>
    private static FrontEndTask? Tagged(string text)
    {
        var (begin, end) = (text.IndexOf(OpenTag, StringComparison.Ordinal), text.LastIndexOf(CloseTag, StringComparison.Ordinal));
        if (begin < 0 || end < begin)
        {
            return null;
        }

        var instruction = text[..begin] + text[(end + CloseTag.Length)..];
        var said = Transcript.Read(text[(begin + OpenTag.Length)..end]).Said;
        return Member().Match(instruction) is { Success: true } member
                ? new FrontEndTask(Kinds[member.Groups["key"].Value], member.Groups["key"].Value, said)
            : Title().IsMatch(instruction) ? new FrontEndTask(TaskKind.Title, null, said)
            : null;
    }

    /// <summary>
    /// The conversation is written down, and before it, behind it or in the system message stands that a title of some form is wanted.
    /// </summary>
    private static FrontEndTask? Written(string text, string system)
    {
        var parts = Transcript.Read(text);
        if (parts.Said.Count == 0)
        {
            return null;
        }

        var isAll = parts.Before.Length == 0 && !parts.Said[0].IsAnswer && parts.Said.Any(s => s.IsAnswer);
        return AsksForTitle(parts.Before) || (isAll && AsksForTitle(system)) ? new FrontEndTask(TaskKind.Title, null, parts.Said)
            : AsksForTitle(parts.After) ? new FrontEndTask(TaskKind.Title, null, parts.SaidBefore)
            : null;
    }

    /// <summary>
    /// The conversation is the messages before, and the last one wants a title of it without quotation marks and the like.
    /// </summary>
    private static FrontEndTask? Titled(CompletionMessage last, IReadOnlyList<CompletionMessage> messages) =>
        messages.Any(m => m.IsAnswer) && AsksForTitle(last.Text) && Marks().IsMatch(last.Text)
            ? new FrontEndTask(
                TaskKind.Title,
                null,
                [
                    .. messages
                        .Where(m => (m.IsUsers || m.IsAnswer) && !ReferenceEquals(m, last))
                        .Select(m => new Utterance(m.IsAnswer, m.Text)),
                ]
            )
            : null;

    private static bool AsksForTitle(string text) => Title().IsMatch(text) && Conversation().IsMatch(text) && Form().IsMatch(text);

    [GeneratedRegex(
        @"\{\s*""(?<key>title|tags|follow_ups|queries|text|prompt)""\s*:",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Member();

    [GeneratedRegex(@"\btitles?\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Title();

    [GeneratedRegex(
        @"\b(conversation|chat|dialogue|discussion)s?\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Conversation();

    [GeneratedRegex(
        @"\b(words?|characters?|punctuation|quotation|quotes|concise)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Form();

    [GeneratedRegex(@"\b(punctuation|quotation)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Marks();

    [GeneratedRegex(@"^\W*your task is to\b[^`]{1,1000}\bemoji\b[^`]{0,1000}```", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Face();
}
