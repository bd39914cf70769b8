using InteRec.Catalog;
using InteRec.Profiles;

namespace InteRec.Planning.BuiltIn;

/// <summary>Answers that need no list. Short, and they say what can be asked.</summary>
internal static class SmallTalk
{
    /// <summary>
    /// The answer to a plan that has neither a list nor a look-up; null where what was remembered or forgotten is the answer.
    /// </summary>
    public static string? Of(Intent intent, PlanningInput input) =>
        intent switch
        {
            Intent.Recall => ProfileWords.Recall(input),
            Intent.Help => Help(input.Serving.Catalog.Schema),
            Intent.OutOfScope => OutOfScope(input.Serving.Catalog.Schema),
            Intent.Chitchat => Greeting(input.Serving.Catalog.Schema),
            _ => null,
        };

    public static string Greeting(DatasetSchema schema) =>
        $"Hello! Tell me what you are in the mood for and I will find {schema.Item.Plural} for you.";

    public static string Thanks(DatasetSchema schema, int turn) =>
        turn % 2 == 0
            ? $"You\u2019re welcome. Enjoy the {schema.Item.Singular}!"
            : "You\u2019re welcome. Come back whenever you need another idea.";

    public static string Bye(DatasetSchema schema) => $"Goodbye, and enjoy the {schema.Item.Singular}!";

    public static string Chat(DatasetSchema schema) =>
        $"I can\u2019t say much about that, but I know {schema.Item.Plural}. Tell me what you are in the mood for.";

    public static string Enjoy(string title) => $"Good choice: enjoy {title}!";

    public static string Sorry(DatasetSchema schema) =>
        $"I am sorry, I got that wrong. Tell me what should be different, and I will look for other {schema.Item.Plural}.";

    public static string CleanSlate(DatasetSchema schema) => $"All cleared. What kind of {schema.Item.Singular} would you like?";

    public static string NothingNoted(DatasetSchema schema) =>
        $"I could not find a {schema.Item.Singular}, a person or a kind in that, so I have noted nothing.";

    public static string Help(DatasetSchema schema)
    {
        var labels = schema
            .Attributes.Where(a => a.Filterable && a.Shown && a.Role is not (AttributeRole.Title or AttributeRole.Description))
            .Select(a => a.DisplayName)
            .Take(6)
            .ToList();
        return $"Ask for {schema.Item.Plural} by {string.Join(", ", labels.SkipLast(1))} or {labels.LastOrDefault() ?? "title"}, name "
            + "some that you like or dislike, or describe what should happen in one. "
            + "You can narrow the list, undo, ask for more, ask why something is in it, or ask for a fact such as who made it.";
    }

    public static string OutOfScope(DatasetSchema schema) =>
        $"I can only help with {schema.Item.Plural}: finding them, comparing them and answering questions about them. What would you like?";

    public static string Foreign(DatasetSchema schema) =>
        $"I am sorry, without a language model I only read English. You can name a kind of {schema.Item.Singular}, a person, a year or a "
        + "title.";

    public static string NotUnderstood(DatasetSchema schema) =>
        $"I did not understand that. You can name a kind of {schema.Item.Singular}, a person, a year or a title, or say what should be "
        + "different.";

    /// <summary>Says back what was remembered, or else what was forgotten.</summary>
    public static string Noted(ProfileChange? remember, ProfileChange? forget, Func<string, string> name)
    {
        if (remember is not { IsEmpty: false })
        {
            return forget is { Everything: true }
                ? "Done: I have forgotten everything about you."
                : $"Done: I have forgotten that ({Join(Names(forget!).Select(name))}).";
        }

        var parts = new List<string>();
        Add(parts, "never", remember.Unwanted, name);
        Add(parts, "liked:", remember.Liked.Concat(remember.Preferred), name);
        Add(parts, "disliked:", remember.Disliked, name);
        Add(parts, "seen:", remember.Seen, name);
        return $"Noted: {string.Join("; ", parts)}. What would you like instead?";
    }

    private static IEnumerable<string> Names(ProfileChange change) =>
        change.Unwanted.Concat(change.Preferred).Concat(change.Liked).Concat(change.Disliked).Concat(change.Seen);

    public static string Recall(IReadOnlyList<(string Kind, string Name)> entries, int history, DatasetSchema schema)
    {
        if (entries.Count == 0)
        {
            return history > 0
                ? $"You have told me nothing yet, but I know {history} {schema.Item.Plural} from your history."
                : "I don\u2019t know anything about your taste yet. Tell me what you like, or what you never want to see.";
        }

        var parts = new List<string>();
        foreach (
            var (kind, words) in new[]
            {
                (ProfileKinds.Liked, "you liked"),
                (ProfileKinds.Preferred, "you like"),
                (ProfileKinds.Disliked, "you disliked"),
                (ProfileKinds.Unwanted, "you never want"),
                (ProfileKinds.Seen, "you have already seen"),
            }
        )
        {
            Add(parts, words, entries.Where(e => e.Kind == kind).Select(e => e.Name), n => n);
        }

        return $"I remember this: {string.Join("; ", parts)}.";
    }

    private static void Add(List<string> parts, string words, IEnumerable<string> names, Func<string, string> name)
    {
        var list = names.Select(name).Distinct(StringComparer.Ordinal).ToList();
        if (list.Count > 0)
        {
            parts.Add($"{words} {Join(list)}");
        }
    }

    private static string Join(IEnumerable<string> names)
    {
        var list = names.Distinct(StringComparer.Ordinal).ToList();
        return list.Count <= 1 ? string.Concat(list) : $"{string.Join(", ", list.SkipLast(1))} and {list[^1]}";
    }
}
