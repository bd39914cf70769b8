using InteRec.Catalog;
using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Corpus.Augmenting;

/// <summary>
/// Exchanges names of titles, people, companies and the like by others of the domain, wherever they stand: in the message, in the list that
/// was shown, in the open request.
/// </summary>
internal sealed class NameExchange(ExchangeLists lists)
{
    private const double Share = 0.7;

    // Fewer names would be learnt by heart.
    private const int LeastNames = 8;
    private const int TellingLetters = 4;

    /// <summary>The message with other names; the same one where there are none.</summary>
    public ReaderExample Apply(string domain, ReaderExample example, Random random)
    {
        var input = example.Input;
        var text = new MarkedText(input.Message, example.Gold.Marks);
        var exchanged = new Dictionary<(Slot Slot, string Name), string>();
        foreach (var (slot, name) in Names(text, input).Where(_ => random.NextDouble() < Share).ToList())
        {
            var others = lists.NamesOf(domain, slot);
            if (others.Count >= LeastNames)
            {
                var other = others[random.Next(others.Count)];
                exchanged.Add((slot, name), other);
                text = Exchange(text, slot, name, other);
            }
        }

        string Of(Slot slot, string name) => exchanged.GetValueOrDefault((Group(slot), name)) ?? name;
        return exchanged.Count == 0
            ? example
            : new ReaderExample(
                new ReaderInput(
                    text.Text,
                    input.Bot is { } bot
                        ? bot with
                        {
                            List = [.. bot.List.Select(title => Of(Slot.Item, title))],
                            Say = exchanged.Aggregate(
                                bot.Say,
                                (say, pair) => say?.Replace(pair.Key.Name, pair.Value, StringComparison.Ordinal)
                            ),
                        }
                        : null,
                    [.. input.Request.Select(wish => new Wish([.. wish.Conditions.Select(c => c with { Value = Of(c.Slot, c.Value) })]))],
                    []
                ),
                example.Gold with
                {
                    Marks = text.Marks,
                }
            );
    }

    /// <summary>The names of an input in full; those of the message only where nothing else has them.</summary>
    private static List<(Slot Slot, string Name)> Names(MarkedText text, ReaderInput input)
    {
        var names = input
            .Request.SelectMany(wish => wish.Conditions)
            .Select(condition => (condition.Slot, Name: condition.Value))
            .Concat((input.Bot?.List ?? []).Select(title => (Slot: Slot.Item, Name: title)))
            .Where(name => IsName(name.Slot) && !IsDescribed(text, name.Name))
            .Select(name => (Group(name.Slot), name.Name))
            .Distinct()
            .ToList();
        foreach (var mark in text.Marks.Where(mark => IsName(mark.Slot)))
        {
            if (!names.Exists(name => IsOf(text, mark, name)))
            {
                names.Add((Group(mark.Slot), text.Of(mark)));
            }
        }

        return names;
    }

    private static MarkedText Exchange(MarkedText text, Slot slot, string name, string other)
    {
        for (var at = 0; at < text.Marks.Count; at++)
        {
            var mark = text.Marks[at];
            if (IsOf(text, mark, (slot, name)))
            {
                var words = text.Of(mark);
                var isPart = words.Count(c => c == ' ') < name.Count(c => c == ' ');
                text = text.Replace(mark.Start, mark.Length, InCaseOf(words, isPart ? PartOf(slot, other) : other));
            }
        }

        return text;
    }

    private static bool IsOf(MarkedText text, Mark mark, (Slot Slot, string Name) name) =>
        Group(mark.Slot) == name.Slot
        && MarkLikeness.Of(text.Text, mark, new Condition(mark.Slot, Sign.Wanted, name.Name)) > MarkLikeness.Enough;

    /// <summary>"The jurassic one" points to a title by its words, which must stay.</summary>
    private static bool IsDescribed(MarkedText text, string name)
    {
        var words = TextFolding.Fold(name).Split(' ').Where(word => word.Length >= TellingLetters).ToList();
        return text.Marks.Any(mark =>
            mark.Slot == Slot.Ref && TextFolding.Fold(text.Of(mark)).Split(' ').Any(word => words.Contains(word, StringComparer.Ordinal))
        );
    }

    /// <summary>People are called by their last name, titles by the word that tells most.</summary>
    private static string PartOf(Slot slot, string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return slot.IsPerson() ? words[^1] : words.MaxBy(word => word.Length)!.Trim(':', ',', '.');
    }

    private static string InCaseOf(string words, string other) =>
        !words.Any(char.IsUpper) ? other.ToLowerInvariant()
        : !words.Any(char.IsLower) && words.Length > 1 ? other.ToUpperInvariant()
        : other;

    private static bool IsName(Slot slot) => slot is Slot.Item or Slot.Series or Slot.Company or Slot.Character || slot.IsPerson();

    /// <summary>One person may be marked in several roles.</summary>
    private static Slot Group(Slot slot) => slot.IsPerson() ? Slot.Person : slot;
}
