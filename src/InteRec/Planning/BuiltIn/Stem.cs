using System.Text;

namespace InteRec.Planning.BuiltIn;

/// <summary>
/// Takes the plural off a word, no more: "thrillers" and "thriller" meet, "comedies" and "comedy", but "boxing" stays apart from "box".
/// </summary>
internal static class Stem
{
    public static string Word(string folded) =>
        folded switch
        {
            "children" => "child",
            "women" => "woman",
            "men" => "man",
            "wolves" => "wolf",
            "thieves" => "thief",
            "wives" => "wife",
            "lives" => "life",
            "movies" => "movie",
            "zombies" => "zombie",
            "series" => "series",
            { Length: > 4 } when folded.EndsWith("ies", StringComparison.Ordinal) => string.Concat(
                folded.AsSpan(0, folded.Length - 3),
                "y"
            ),
            { Length: > 4 }
                when folded.EndsWith("sses", StringComparison.Ordinal)
                    || folded.EndsWith("ches", StringComparison.Ordinal)
                    || folded.EndsWith("shes", StringComparison.Ordinal)
                    || folded.EndsWith("xes", StringComparison.Ordinal)
                    || folded.Length > 5 && folded.EndsWith("oes", StringComparison.Ordinal) => folded[..^2],
            "nazis" => "nazi",
            "taxis" => "taxi",
            { Length: > 3 } when folded[^1] == 's' && folded[^2] is not ('s' or 'u' or 'i') => folded[..^1],
            _ => folded,
        };

    public static string Phrase(string folded)
    {
        var stemmed = new StringBuilder(folded.Length);
        foreach (var word in folded.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            _ = stemmed.Length > 0 ? stemmed.Append(' ') : stemmed;
            stemmed.Append(Word(word));
        }

        return stemmed.ToString();
    }
}
