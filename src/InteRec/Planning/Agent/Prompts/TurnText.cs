using System.Globalization;
using System.Text;
using System.Text.Json;
using InteRec.Planning.Agent.Model;
using InteRec.Profiles;
using InteRec.Tools;
using Microsoft.Extensions.AI;

namespace InteRec.Planning.Agent.Prompts;

/// <summary>
/// The conversation as a planner may look at it: messages and what came of them as they were, and of this turn the message, the profile and
/// the hints of the built-in reading. Items stand by title and year, those outside of what the caller sets for this turn without.
/// </summary>
internal static class TurnText
{
    private const int MostItems = 12;
    private const int MostEntries = 30;
    private const int MostHints = 8;

    /// <summary>Stands for an item outside of the caller's conditions, so that those behind it keep their numbers.</summary>
    private const string Outside = "(not on offer)";

    /// <summary>All blocks of this turn. What the next turn repeats comes first, what holds for this one only last.</summary>
    /// <param name="input">What is planned for.</param>
    /// <param name="hints">How the built-in planner reads it.</param>
    public static string Of(PlanningInput input, Understood hints) =>
        Asked(input.State.Exchanges is [.., var last] ? last : null, input.Message, input.Serving)
        + (input.Count is { } count ? string.Create(CultureInfo.InvariantCulture, $"(wanted: {count} items)\n") : string.Empty)
        + DataBlock.Of("profile", Profile(input.Profile, input.Serving))
        + DataBlock.Of("hints", Hints(hints, input.Serving));

    /// <summary>
    /// Earlier turns, word by word as they were asked; the older half of what does not fit is left out at once: dropped one by one, an
    /// endpoint could never keep the beginning of a prompt.
    /// </summary>
    public static IEnumerable<ChatMessage> Earlier(
        IReadOnlyList<Exchange> exchanges,
        int room,
        ServingState serving,
        JsonSerializerOptions? json = null
    )
    {
        var turns = exchanges
            .Select(
                (e, i) =>
                    (
                        Asked: Asked(i == 0 ? null : exchanges[i - 1], e.Message, serving),
                        Planned: PlanShort.Write(Titled(e.Plan, serving), json)
                    )
            )
            .ToList();
        var (first, held) = (0, 0);
        for (var turn = 0; turn < turns.Count; turn++)
        {
            held += Length(turn);
            for (var left = held > room ? room / 2 : int.MaxValue; held > left; first++)
            {
                held -= Length(first);
            }
        }

        return turns.Skip(first).SelectMany(t => (ChatMessage[])[new(ChatRole.User, t.Asked), new(ChatRole.Assistant, t.Planned)]);

        int Length(int turn) => turns[turn].Asked.Length + turns[turn].Planned.Length;
    }

    /// <summary>A list in one line: its label, and its items numbered, with their years.</summary>
    public static string List(string? label, IEnumerable<int> items, ServingState serving)
    {
        var titles = Titles(items, serving);
        return $"{(label is null ? "list" : DataBlock.Line(label))}: {(titles.Length == 0 ? "nothing" : titles)}";
    }

    /// <summary>Items numbered, with their years.</summary>
    public static string Titles(IEnumerable<int> items, ServingState serving) =>
        string.Join(
            "; ",
            items.Take(MostItems).Select((item, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {Title(item, serving)}"))
        );

    private static string Asked(Exchange? before, string message, ServingState serving) =>
        (before is null ? string.Empty : DataBlock.Of("result", Result(before, serving))) + DataBlock.Of("message", message);

    /// <summary>What a turn gave.</summary>
    private static string Result(Exchange exchange, ServingState serving)
    {
        var text = new StringBuilder();
        foreach (var (place, list) in exchange.Lists.Index())
        {
            var label = exchange.Lists.Count == exchange.Plan.Lists.Count ? exchange.Plan.Lists[place].Label : null;
            text.Append(List(label, list.Select(serving.Catalog.IndexOf).Where(i => i >= 0), serving)).Append('\n');
        }

        Line(text, "answer", exchange.Answer is { } answer && !TellsOutside(exchange.Plan, serving) ? DataBlock.Line(answer, 300) : null);
        Line(text, "asked", exchange.Question);
        return text.ToString();
    }

    /// <summary>What the built-in reading recognised: rough, and no more than a few values.</summary>
    private static string Hints(Understood understood, ServingState serving)
    {
        var values = understood
            .Conditions.Conditions.Concat(understood.Preferences.Conditions)
            .SelectMany(c =>
                (c.Value.Any ?? []).Concat(c.Value.All ?? []).Concat(c.Value.None ?? []).Select(v => $"{c.Key} {DataBlock.Line(v, 60)}")
            )
            .Concat(understood.Mentioned.Where(m => !IsOutside(m.ItemId, serving)).Select(m => DataBlock.Line(m.Title, 80)))
            .Distinct(StringComparer.Ordinal)
            .Take(MostHints);
        return string.Join("; ", values) is { Length: > 0 } some ? $"rough, may be wrong: {some}" : string.Empty;
    }

    private static string Profile(Profile profile, ServingState serving)
    {
        var text = new StringBuilder();
        foreach (var kind in profile.Entries.Reverse().Take(MostEntries).GroupBy(e => e.Kind, StringComparer.Ordinal))
        {
            var names = kind.Where(e => !IsOutside(e.ItemId, serving))
                .Select(e => e.ItemId is { } id ? Name(id, serving) : DataBlock.Line(e.Value ?? string.Empty))
                .Distinct(StringComparer.Ordinal);
            Line(text, kind.Key, string.Join("; ", names));
        }

        Line(
            text,
            "history",
            string.Join(
                "; ",
                profile
                    .History.Where(h => !IsOutside(h.ItemId, serving))
                    .OrderByDescending(h => h.At)
                    .Take(MostItems)
                    .Select(h => Name(h.ItemId, serving))
            )
        );
        return text.ToString();
    }

    /// <summary>The plan with its items by title and year, as a model writes them.</summary>
    private static Plan Titled(Plan plan, ServingState serving)
    {
        return plan with
        {
            Lists = [.. plan.Lists.Select(l => l with { Steps = [.. l.Steps.Select(Step)] })],
            Remember = plan.Remember is { } remember ? Change(remember) : null,
            Forget = plan.Forget is { } forget ? Change(forget) : null,
        };

        PlanStep Step(PlanStep step) =>
            step switch
            {
                FilterStep filter => filter with { Items = Names(filter.Items), Exclude = Names(filter.Exclude) },
                SimilarStep similar => similar with { To = Names(similar.To)!, Unlike = Names(similar.Unlike) },
                LookupStep lookup => lookup with { Items = Names(lookup.Items) },
                ExplainStep explain => explain with { Items = Names(explain.Items)! },
                _ => step,
            };

        ProfileChange Change(ProfileChange change) =>
            change with
            {
                Liked = Names(change.Liked)!,
                Disliked = Names(change.Disliked)!,
                Seen = Names(change.Seen)!,
                Unwanted = Names(change.Unwanted)!,
                Preferred = Names(change.Preferred)!,
            };

        List<string>? Names(IReadOnlyList<string>? ids) => ids?.Select(id => Name(id, serving)).ToList();
    }

    private static string Name(string itemIdOrValue, ServingState serving) =>
        serving.Catalog.IndexOf(itemIdOrValue) is >= 0 and var item ? Title(item, serving) : DataBlock.Line(itemIdOrValue);

    private static bool IsOutside(string? itemId, ServingState serving) =>
        itemId is not null && serving.Catalog.IndexOf(itemId) is >= 0 and var item && !serving.Scope.Holds(item, serving);

    /// <summary>True where the answer was about an item that is outside now, and so names it.</summary>
    private static bool TellsOutside(Plan plan, ServingState serving) =>
        plan
            .Lists.SelectMany(l => l.Steps)
            .SelectMany(s =>
                s switch
                {
                    LookupStep lookup => lookup.Items ?? [],
                    ExplainStep explain => explain.Items,
                    _ => [],
                }
            )
            .Any(id => IsOutside(id, serving));

    private static string Title(int item, ServingState serving)
    {
        if (!serving.Scope.Holds(item, serving))
        {
            return Outside;
        }

        var title = DataBlock.Line(serving.Catalog.Title(item));
        return serving.Catalog.Year(item) is { } year ? string.Create(CultureInfo.InvariantCulture, $"{title} ({year})") : title;
    }

    private static void Line(StringBuilder text, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            text.Append(name).Append(": ").Append(value).Append('\n');
        }
    }
}
