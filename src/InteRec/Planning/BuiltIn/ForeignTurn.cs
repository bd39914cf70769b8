using InteRec.Catalog;
using InteRec.Languages;

namespace InteRec.Planning.BuiltIn;

/// <summary>
/// A message in another language than the planner reads. Small words are not understood, so of what it names only that holds which is the
/// same in every language and no other word there: people and titles by several words, kinds. Where a word of denial stands in it not even
/// that.
/// </summary>
internal sealed class ForeignTurn(PlanningInput input, Reading reading)
{
    private const int FewWords = 2;

    /// <summary>The language, or null for English.</summary>
    public Language? Language { get; } =
        LanguageDetector.Of(input.Message, Untitled(reading), isExpected: reading.HasItemNoun || Language.Of(input.Locale) is not null);

    /// <summary>
    /// What is said in that language and in English; of a text that is not English and of no language for sure, in the nearest.
    /// </summary>
    public string Apology =>
        $"{(Language ?? LanguageDetector.Nearest(input.Message, Untitled(reading)) ?? Language.Of(input.Locale))?.ReadsEnglish} "
        + $"{SmallTalk.Foreign(input.Serving.Catalog.Schema)}".TrimStart();

    /// <summary>What it surely names, as a message of its own; null where that is nothing.</summary>
    public Reading? Names()
    {
        var words = Language is null ? null : LanguageDetector.Words(Language);
        var names = new Reading(reading.Tokens);
        if (words is null || !reading.Tokens.Any(t => words.Denying.Contains(t.Text)))
        {
            names.Mentions.AddRange(
                reading
                    .Mentions.Where(m => IsSure(m, words))
                    .Select(m => m with { Regard = m.Kind == MentionKind.Item ? Regard.Like : Regard.Wanted, Part = 0 })
            );
        }

        return names.Mentions.Count > 0 ? names : null;
    }

    private bool IsSure(Mention mention, LanguageWords? words)
    {
        var own = reading.Tokens.Skip(mention.From).Take(mention.To - mention.From).Where(t => t.IsWord).ToList();
        var isName =
            own.Count >= FewWords
            && (mention.Kind == MentionKind.Item || mention.Attribute?.Role == AttributeRole.People || mention.Person is not null);
        return (isName || mention is { Kind: MentionKind.Value, Attribute.Role: AttributeRole.Kind })
            && (words is null || !own.TrueForAll(t => words.Asking.Contains(t.Text) || words.Joining.Contains(t.Text)));
    }

    /// <summary>The words outside of titles: these are in any language.</summary>
    private static List<string> Untitled(Reading reading) =>
        [
            .. reading
                .Tokens.Where(
                    (t, i) =>
                        t.IsWord
                        && !reading.Mentions.Exists(m =>
                            m.Kind is MentionKind.Item or MentionKind.Series && m.To - m.From > 1 && m.From <= i && i < m.To
                        )
                )
                .Select(t => t.Text)
                .Where(t => !t.All(char.IsDigit)),
        ];
}
