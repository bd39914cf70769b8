using InteRec.Catalog;

namespace InteRec.Planning.Llm.Audit;

/// <summary>
/// What a small model would remember of a person, as far as the message bears it out: the person speaks of themselves, names the item or
/// value, and the built-in reading has not read it otherwise. What is asked for is no taste: "something like Heat" is not to be remembered.
/// </summary>
internal sealed class MemoryAudit(PlanningInput input, PlanningResult reading, Support support, List<string> verdicts)
{
    private static readonly string[] OfOneself = ["i", "my", "we", "our", "never"];

    /// <summary>The part of it that may be kept; null where that is nothing.</summary>
    public ProfileChange? Supported(ProfileChange? wanted)
    {
        if (wanted is null || reading.Plan.Forget is { Everything: true })
        {
            return null;
        }

        var own = OfOneself.Any(support.Says);
        var kept = new ProfileChange
        {
            Liked = Keep(wanted.Liked, "liked"),
            Disliked = Keep(wanted.Disliked, "disliked"),
            Seen = Keep(wanted.Seen, "seen"),
            Unwanted = Keep(wanted.Unwanted, "unwanted"),
            Preferred = Keep(wanted.Preferred, "preferred"),
        };
        return kept.IsEmpty ? null : kept;

        string[] Keep(IReadOnlyList<string> names, string what)
        {
            var known = names.Except(Settled, StringComparer.OrdinalIgnoreCase).ToList();
            var supported = own ? known.Where(n => IsSaid(n) && !IsAskedFor(n)).ToArray() : [];
            verdicts.AddRange(known.Select(n => supported.Contains(n) ? $"{what} {n} remembered" : $"{what} {n} not remembered: the message does not bear it out"));
            return supported;
        }
    }

    /// <summary>What the reading remembers already in its own way, or is told to forget.</summary>
    private IEnumerable<string> Settled => new[] { reading.Plan.Remember, reading.Plan.Forget }.OfType<ProfileChange>()
        .SelectMany(c => (string[])[.. c.Liked, .. c.Disliked, .. c.Seen, .. c.Unwanted, .. c.Preferred]);

    private bool IsSaid(string idOrValue)
    {
        var catalog = input.Serving.Catalog;
        return catalog.IndexOf(idOrValue) is >= 0 and var item
            ? reading.Understood.Mentioned.Any(m => m.ItemId == idOrValue) || support.Says(catalog.Title(item))
            : catalog.Schema.Attributes.Any(a => catalog.Categories(a.Name)?.ValueId(idOrValue) >= 0 && support.Says(a, idOrValue));
    }

    private bool IsAskedFor(string idOrValue) => reading.Plan.Lists.Any(list =>
        list.Where().Conditions.Concat(list.Prefer().Conditions).Any(c => c.Value.Names(idOrValue))
        || list.Steps.OfType<SimilarStep>().Any(s => s.To.Contains(idOrValue) || s.Unlike?.Contains(idOrValue) == true)
        || list.Steps.OfType<FilterStep>().Any(f => f.Items?.Contains(idOrValue) == true || f.Exclude?.Contains(idOrValue) == true));
}
