using InteRec.Planning;

namespace InteRec.Search;

/// <summary>What somebody who wrote a name that is not there most likely meant.</summary>
internal static class NearestName
{
    /// <summary>The least misspelt of the names; null where none comes near.</summary>
    public static string? Of(string word, IEnumerable<string> names) => Of(word, names, name => name);

    /// <summary>The one whose name is the least misspelt; null where none comes near.</summary>
    public static T? Of<T>(string word, IEnumerable<T> all, Func<T, string> name)
        where T : class
    {
        var most = Math.Max(2, word.Length / 3);
        return all.Select(one => (One: one, Mistakes: Spelling.Distance(word.ToLowerInvariant(), name(one).ToLowerInvariant(), most)))
            .Where(n => n.Mistakes <= most)
            .OrderBy(n => n.Mistakes)
            .Select(n => n.One)
            .FirstOrDefault();
    }

    /// <summary>The same as a question to follow a sentence: <c> Did you mean "genres"?</c>; empty where none comes near.</summary>
    public static string Question(string word, IEnumerable<string> names) =>
        Of(word, names) is { } near ? $" Did you mean \"{near}\"?" : "";
}
