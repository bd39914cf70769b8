using System.Globalization;

namespace InteRec.Tools;

/// <summary>Collects problems, with the checks that texts and lists have in common.</summary>
internal sealed class ProblemList(PlanLimits limits)
{
    private const int Most = 50;
    private const int MostQuoted = 5;
    private readonly List<PlanProblem> _found = [];

    public IReadOnlyList<PlanProblem> Found => _found;

    /// <summary>A caller's own words inside a problem: cut, so that a problem stays a sentence.</summary>
    public static string Cut(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 57), "...");

    /// <summary>Several of a caller's own words inside a sentence: a few of them, and how many more.</summary>
    public static string Quoted(IReadOnlyCollection<string> texts) =>
        string.Join(", ", texts.Take(MostQuoted).Select(t => $"\"{Cut(t)}\""))
        + (texts.Count > MostQuoted ? $" and {texts.Count - MostQuoted} more" : string.Empty);

    public void Add(string path, string text)
    {
        if (_found.Count < Most)
        {
            _found.Add(new PlanProblem(path, text));
        }
    }

    /// <summary>False, with a problem, where the list is null or too long.</summary>
    public bool Size<T>(string path, IReadOnlyList<T>? list, int most, string what)
    {
        if (list is null)
        {
            Add(path, "is null; a list is needed.");
            return false;
        }

        if (list.Count > most)
        {
            Add(path, $"has {list.Count} {what}; at most {most} are allowed.");
            return false;
        }

        return true;
    }

    public void Text(string path, string? text, int most)
    {
        if (text is not null && text.Length > most)
        {
            Add(path, $"has {text.Length} characters; at most {most} are allowed.");
        }
    }

    public void Names(string path, IReadOnlyList<string>? names, int most)
    {
        if (!Size(path, names, most, "names"))
        {
            return;
        }

        for (var i = 0; i < names!.Count; i++)
        {
            var place = $"{path}[{i.ToString(CultureInfo.InvariantCulture)}]";
            if (string.IsNullOrWhiteSpace(names[i]))
            {
                Add(place, "is empty; a name is needed.");
            }

            Text(place, names[i], limits.NameLength);
        }
    }
}
