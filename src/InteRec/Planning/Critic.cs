using InteRec.Catalog;
using InteRec.Interactions;
using InteRec.Profiles;
using InteRec.Tools;

namespace InteRec.Planning;

/// <summary>
/// Looks at every item before it goes out, with no trust in the tools: conditions are read from the item's own values and the profile from
/// its entries. What breaks a guarantee is taken out and the next candidate moves up; what was found is counted for evaluation.
/// </summary>
internal sealed class Critic(ServingState serving, Profile profile)
{
    private readonly HashSet<int> _listed = [];
    private readonly ProfileEntry[] _entries = [.. profile.Everyone.SelectMany(p => p.Entries)];
    private readonly HistoryEntry[] _history = [.. profile.Everyone.SelectMany(p => p.History)];

    /// <summary>The first <paramref name="count"/> candidates that hold what was promised.</summary>
    public (CandidateSet Items, CriticReport Report) Review(CandidateSet candidates, ListReading reading, int count)
    {
        var report = new CriticReport();
        var asked = new HashSet<string>(reading.Items, StringComparer.Ordinal);
        var places = new List<int>(count);
        for (var place = 0; place < candidates.Count && places.Count < count; place++)
        {
            var item = candidates.Items[place];
            var verdict = Verdict(item, reading, asked);
            report = report.Plus(verdict);
            if (verdict == Fine)
            {
                places.Add(place);
                _listed.Add(item);
            }
        }

        report = places.Count < count ? report.Plus(new CriticReport { Short = 1 }) : report;
        return (candidates.At([.. places], candidates.IsOrdered), report);
    }

    private static CriticReport Fine { get; } = new() { Checked = 1 };

    private CriticReport Verdict(int item, ListReading reading, HashSet<string> asked)
    {
        var id = serving.Catalog.ItemId(item);
        return _listed.Contains(item) ? Fine with { Repeated = 1 }
            : IsUnwanted(item, id) ? Fine with { Unwanted = 1 }
            : IsBroken(item, id, reading, asked) ? Fine with { Broken = 1 }
            : !asked.Contains(id) && IsKnown(id) ? Fine with { Known = 1 }
            : Fine;
    }

    private bool IsBroken(int item, string id, ListReading reading, HashSet<string> asked)
    {
        foreach (var part in reading.Where)
        {
            if (!serving.Filters.Meets(item, part))
            {
                return true;
            }
        }

        return (reading.OnlyItems && !asked.Contains(id))
            || reading.Exclude.Contains(id, StringComparer.Ordinal)
            || reading.ExcludeSeries.Any(s => serving.Series.Match(s).Items[item]);
    }

    private bool IsUnwanted(int item, string id)
    {
        if (!serving.Catalog.Available[item] || !serving.Scope.Holds(item, serving))
        {
            return true;
        }

        foreach (var entry in _entries)
        {
            var isItem = entry.Kind is ProfileKinds.Unwanted or ProfileKinds.Disliked && entry.ItemId == id;
            if (
                isItem
                || (
                    entry is { Kind: ProfileKinds.Unwanted, ItemId: null, Attribute: { } attribute, Value: { } value }
                    && serving.Filters.Meets(item, new ElementaryCondition(attribute, ConditionKind.Any) { Values = [value] })
                )
            )
            {
                return true;
            }
        }

        return false;
    }

    private bool IsKnown(string id)
    {
        foreach (var entry in _entries)
        {
            if (entry.Kind is ProfileKinds.Liked or ProfileKinds.Seen && entry.ItemId == id)
            {
                return true;
            }
        }

        foreach (var past in _history)
        {
            if (past.ItemId == id && Guarantees.IsUse(past))
            {
                return true;
            }
        }

        return false;
    }
}
