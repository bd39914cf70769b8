using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using InteRec.Search;
using InteRec.Tools;

namespace InteRec.Planning;

/// <summary>
/// Says what is wrong with the arguments of a call, and what would be right: whoever wrote them, often a model, is to mend them at once.
/// </summary>
internal static partial class ArgumentProblems
{
    /// <summary>What the serializer puts behind messages of its own, and never behind those of our converters.</summary>
    private const string PathOfSerializer = " Path: $";

    /// <summary>The arguments that become an object of a type; those that it needs are marked.</summary>
    public static IEnumerable<Argument> Of(JsonTypeInfo type) =>
        type.Properties.Where(p => p.Set is not null || p.AssociatedParameter is not null).Select(p => new Argument(p.Name, p.IsRequired));

    /// <summary>
    /// A copy of the arguments, each under its name as it is declared: they are read in any case, so what looks for one must find it however
    /// it was written.
    /// </summary>
    /// <param name="given">The arguments as they came.</param>
    /// <param name="declared">The names as they are declared.</param>
    /// <exception cref="InvalidPlanException">An argument is there twice, in another case.</exception>
    public static JsonObject Spelt(IEnumerable<KeyValuePair<string, JsonNode?>> given, IEnumerable<string> declared)
    {
        var names = declared.ToList();
        var arguments = given.ToList();
        Refuse(
            arguments
                .GroupBy(a => a.Key, StringComparer.OrdinalIgnoreCase)
                .Where(same => same.Skip(1).Any())
                .Select(same => new PlanProblem(
                    ProblemList.Cut(same.First().Key),
                    "is there twice: upper and lower case make no difference."
                ))
        );
        return new JsonObject(arguments.Select(a => KeyValuePair.Create(names.Find(n => Same(n, a.Key)) ?? a.Key, a.Value?.DeepClone())));
    }

    /// <summary>Arguments that a call does not take, and those that it lacks.</summary>
    /// <param name="call">The name of what is called.</param>
    /// <param name="given">The arguments.</param>
    /// <param name="takes">Those that there are.</param>
    /// <param name="path">What stands before an argument's name where it is told: <c>step.</c>.</param>
    public static IEnumerable<PlanProblem> Names(string call, JsonObject given, IReadOnlyList<Argument> takes, string path = "")
    {
        var told = $"{call} takes {string.Join(", ", takes.Select(t => t.IsNeeded ? $"{t.Name} (needed)" : t.Name))}.";
        foreach (var name in given.Select(a => a.Key).Where(name => !takes.Any(t => Same(t.Name, name))))
        {
            var near = NearestName.Question(name, takes.Select(t => t.Name));
            yield return new PlanProblem(path + ProblemList.Cut(name), $"there is no such argument.{near} {told}");
        }

        foreach (var needed in takes.Where(t => t.IsNeeded && !given.Any(a => Same(a.Key, t.Name))))
        {
            yield return new PlanProblem(path + needed.Name, $"is missing. {told}");
        }
    }

    /// <summary>Throws where there is a problem.</summary>
    /// <exception cref="InvalidPlanException">There is one; it has them all.</exception>
    public static void Refuse(IEnumerable<PlanProblem> problems)
    {
        if (problems.ToList() is { Count: > 0 } found)
        {
            throw new InvalidPlanException(found);
        }
    }

    /// <summary>What a value should have been that could not be read; null where the failure is another.</summary>
    public static string? Expected(JsonException exception) =>
        Conversion().Match(exception.Message) is { Success: true } match ? Word(match.Groups["type"].Value)
        : exception.InnerException is null && !exception.Message.Contains(PathOfSerializer, StringComparison.Ordinal) ? exception.Message
        : null;

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static string Word(string type) =>
        type switch
        {
            _ when type.Contains("List", StringComparison.Ordinal) && type.Contains("String", StringComparison.Ordinal) =>
                "a list of texts is expected",
            _ when type.Contains("String", StringComparison.Ordinal) => "a text is expected",
            _ when type.Contains("Int", StringComparison.Ordinal) => "a whole number is expected",
            _ when type.Contains("Double", StringComparison.Ordinal) => "a number is expected",
            _ when type.Contains("Boolean", StringComparison.Ordinal) => "true or false is expected",
            _ when type.Contains("List", StringComparison.Ordinal) => "a list is expected",
            _ => "an object is expected",
        };

    [GeneratedRegex(@"could not be converted to (?<type>\S+?)\.(?= |$)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Conversion();
}
