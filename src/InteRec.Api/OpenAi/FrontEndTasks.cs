using System.Text.Json;
using InteRec.Api.Endpoints;
using InteRec.Api.Limits;
using InteRec.Catalog;
using InteRec.Planning;
using InteRec.Planning.BuiltIn.Reader.Turns;
using InteRec.Profiles;
using InteRec.Tools;

namespace InteRec.Api.OpenAi;

/// <summary>
/// Answers what front ends ask in the background, from what the built-in reading makes of the conversation and what is known of it: no turn
/// is taken, no model asked, nothing stored.
/// </summary>
internal sealed class FrontEndTasks(ServingSlot serving, BuiltInPlanner reader, CompletionHistory history, RequestChecks checks)
{
    private const int LongestTitle = 60;
    private const int MostTags = 6;
    private const int MostFollowUps = 5;
    private const int MostRead = 6;
    private const string Other = "something else";
    private const string Why = "why these?";

    /// <summary>The answer to a task.</summary>
    /// <param name="task">The task.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="key">
    /// The member of the JSON object that the answer should be, where the request says so; null: as the task says.
    /// </param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<string> AnswerAsync(FrontEndTask task, Caller caller, string? key, CancellationToken cancellationToken)
    {
        object answer = task.Kind switch
        {
            TaskKind.Title => await TitleAsync(task.Said, cancellationToken),
            TaskKind.Tags => Tags(await ReadAsync(task.Said, cancellationToken)),
            TaskKind.FollowUps => await FollowUpsAsync(task.Said, caller, cancellationToken),
            TaskKind.Queries => Array.Empty<string>(), // everything that is answered from is here
            TaskKind.Picture => Requests(task.Said).LastOrDefault() ?? "",
            TaskKind.Completion => "", // the word of the front ends for "not sure"
            _ => "🙂",
        };
        return (key ?? task.Key) is { } member
            ? JsonSerializer.Serialize(new Dictionary<string, object> { [member] = answer }, PlanJson.Options)
            : answer.ToString()!;
    }

    /// <summary>What was asked for, in the words of the catalogue; otherwise the first message.</summary>
    private async Task<string> TitleAsync(IReadOnlyList<Utterance> said, CancellationToken cancellationToken)
    {
        var schema = serving.Current.Catalog.Schema;
        var parts = await ReadAsync(said, cancellationToken);
        var words = parts.Count > 0 ? ConditionWords.Phrase(schema, parts) : Requests(said).FirstOrDefault() ?? schema.Item.Plural;
        words = string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .TrimEnd('.', '!', '?', ',', ';', ':', ' ');
        return Capitalised(Cut(words));
    }

    private string[] Tags(IReadOnlyList<ElementaryCondition> parts)
    {
        var schema = serving.Current.Catalog.Schema;
        var values = parts.SelectMany(p =>
            p.Kind == ConditionKind.Range
                ? schema.Find(p.Attribute)?.Role == AttributeRole.Year
                    ? [Period(schema, p)]
                    : []
                : p.Values
        );
        return [.. values.Prepend(schema.Item.Plural).Select(Capitalised).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostTags)];
    }

    /// <summary>
    /// The ways to answer our question and what can be done with the list; where nothing is known of the conversation, examples.
    /// </summary>
    private async Task<string[]> FollowUpsAsync(IReadOnlyList<Utterance> said, Caller caller, CancellationToken cancellationToken)
    {
        var reply = await history.ReplyAsync(said, caller, cancellationToken);
        var first = reply?.Lists.SelectMany(l => l.Items).FirstOrDefault();
        string[] known =
        [
            .. reply?.FollowUp?.Options.Select(o => o.Message).Take(MostFollowUps - 3) ?? [],
            .. first is null ? (string[])[] : [$"something like {first.Title}", Other, Why],
        ];
        return known.Length > 0 ? known : [.. ExampleMessages.Of(serving.Current).Take(MostFollowUps)];
    }

    /// <summary>What the person asks for over the conversation, without what is excluded.</summary>
    private async Task<IReadOnlyList<ElementaryCondition>> ReadAsync(IReadOnlyList<Utterance> said, CancellationToken cancellationToken)
    {
        var (state, understood) = (ConversationState.Empty, new Understood());
        foreach (var message in Requests(said).TakeLast(MostRead))
        {
            var read = await reader.PlanAsync(new PlanningInput(message, null, state, Profile.Empty, serving.Current), cancellationToken);
            (state, understood) = (read.State ?? state, read.Understood);
        }

        var parts = ElementaryCondition
            .Of(understood.Conditions)
            .Concat(ElementaryCondition.Of(understood.Preferences))
            .SelectMany(p => p.Leaves);
        return [.. parts.Where(p => p.Kind is ConditionKind.Any or ConditionKind.All or ConditionKind.Range)];
    }

    private IEnumerable<string> Requests(IReadOnlyList<Utterance> said) =>
        said.Where(s => !s.IsAnswer && s.Text.Length <= checks.Limits.MessageLength && !string.IsNullOrWhiteSpace(s.Text))
            .Select(s => s.Text);

    private static string Period(DatasetSchema schema, ElementaryCondition part)
    {
        var words = ConditionWords.Range(schema, part);
        return words.StartsWith("from the ", StringComparison.Ordinal) ? words["from the ".Length..] : words;
    }

    private static string Cut(string words) =>
        words.Length <= LongestTitle ? words
        : words[..LongestTitle].LastIndexOf(' ') is > 0 and var space ? words[..space] + "…"
        : words[..(LongestTitle - 1)] + "…";

    private static string Capitalised(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
}
