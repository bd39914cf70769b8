using System.Diagnostics;
using InteRec.Import;

namespace InteRec.Evaluation.Requests;

/// <summary>A kind of mistake.</summary>
/// <param name="Labelled">The slot as labelled; null where nothing is.</param>
/// <param name="Read">The slot as read; null where nothing was.</param>
/// <param name="Count">How often.</param>
internal sealed record SlotConfusion(string? Labelled, string? Read, int Count);

/// <summary>A request that was not read as labelled.</summary>
/// <param name="Text">The request.</param>
/// <param name="Missed">Labelled and not read.</param>
/// <param name="Wrong">Read and not labelled.</param>
internal sealed record MisreadRequest(string Text, IReadOnlyList<LabelledSlot> Missed, IReadOnlyList<LabelledSlot> Wrong);

/// <summary>What reading labelled requests gave.</summary>
internal sealed record RequestReport
{
    /// <summary>The file.</summary>
    public required string File { get; init; }

    /// <summary>Requests read.</summary>
    public int Requests { get; init; }

    /// <summary>Requests read exactly as labelled.</summary>
    public int Whole { get; init; }

    /// <summary>Micro average over the slots that a catalogue can know.</summary>
    public required F1Score Known { get; init; }

    /// <summary>Micro average over all slots.</summary>
    public required F1Score All { get; init; }

    /// <summary>Each slot.</summary>
    public required IReadOnlyList<F1Score> Slots { get; init; }

    /// <summary>The kinds of mistakes, most frequent first. The same slot on both sides: other words than labelled.</summary>
    public required IReadOnlyList<SlotConfusion> Confusions { get; init; }

    /// <summary>Requests that were not read as labelled.</summary>
    public required IReadOnlyList<MisreadRequest> Misread { get; init; }

    /// <summary>Mean time of reading one request.</summary>
    public double MillisecondsPerRequest { get; init; }
}

/// <summary>Scores the reading of labelled requests by exact spans.</summary>
internal static class RequestEvaluation
{
    /// <summary>Reads all requests and compares.</summary>
    public static RequestReport Run(
        string file,
        IReadOnlyList<LabelledRequest> requests,
        RequestTagger tagger,
        SlotTable table,
        CancellationToken cancellationToken
    )
    {
        var counts = table.Slots.ToDictionary(s => s, _ => (Right: 0, Read: 0, Labelled: 0), StringComparer.Ordinal);
        var confusions = new Dictionary<(string? Labelled, string? Read), int>();
        var misread = new List<MisreadRequest>();
        var clock = new Stopwatch();
        foreach (var request in requests)
        {
            cancellationToken.ThrowIfCancellationRequested();
            CheckSlots(file, request, table);
            clock.Start();
            var read = tagger.Tag(request.Text);
            clock.Stop();
            var (right, missed, wrong) = Compare(request.Slots, read);
            Count(right, c => (c.Right + 1, c.Read + 1, c.Labelled + 1));
            Count(missed, c => (c.Right, c.Read, c.Labelled + 1));
            Count(wrong, c => (c.Right, c.Read + 1, c.Labelled));
            if (missed.Count + wrong.Count > 0)
            {
                misread.Add(new MisreadRequest(request.Text, missed, wrong));
                Confuse(missed, wrong, confusions);
            }
        }

        return new RequestReport
        {
            File = file,
            Requests = requests.Count,
            Whole = requests.Count - misread.Count,
            Known = Sum("known", table.Known),
            All = Sum("all", table.Slots),
            Slots = [.. table.Slots.Select(s => Sum(s, [s]))],
            Confusions =
            [
                .. confusions
                    .Select(c => new SlotConfusion(c.Key.Labelled, c.Key.Read, c.Value))
                    .OrderByDescending(c => c.Count)
                    .ThenBy(c => c.Labelled, StringComparer.Ordinal)
                    .ThenBy(c => c.Read, StringComparer.Ordinal),
            ],
            Misread = misread,
            MillisecondsPerRequest = clock.Elapsed.TotalMilliseconds / Math.Max(1, requests.Count),
        };

        void Count(List<LabelledSlot> slots, Func<(int Right, int Read, int Labelled), (int Right, int Read, int Labelled)> add)
        {
            foreach (var slot in slots)
            {
                counts[slot.Type] = add(counts[slot.Type]);
            }
        }

        F1Score Sum(string name, IReadOnlyList<string> slots) =>
            new(name, slots.Sum(s => counts[s].Right), slots.Sum(s => counts[s].Read), slots.Sum(s => counts[s].Labelled));
    }

    private static void CheckSlots(string file, LabelledRequest request, SlotTable table)
    {
        if (request.Slots.FirstOrDefault(s => !table.Slots.Contains(s.Type, StringComparer.Ordinal)) is { } unknown)
        {
            throw new DatasetException(
                $"{file}: the slot {unknown.Type} is not among those of {SlotTable.FileName}: {string.Join(", ", table.Slots)}"
            );
        }
    }

    private static (List<LabelledSlot> Right, List<LabelledSlot> Missed, List<LabelledSlot> Wrong) Compare(
        IReadOnlyList<LabelledSlot> labelled,
        IReadOnlyList<LabelledSlot> read
    )
    {
        var (right, missed, wrong) = (new List<LabelledSlot>(), new List<LabelledSlot>(), read.ToList());
        foreach (var slot in labelled)
        {
            var place = wrong.FindIndex(r =>
                r.Type == slot.Type && string.Equals(r.Value.Trim(), slot.Value.Trim(), StringComparison.OrdinalIgnoreCase)
            );
            (place >= 0 ? right : missed).Add(slot);
            if (place >= 0)
            {
                wrong.RemoveAt(place);
            }
        }

        return (right, missed, wrong);
    }

    /// <summary>A missed and a wrong stretch that share words are one mistake.</summary>
    private static void Confuse(
        List<LabelledSlot> missed,
        List<LabelledSlot> wrong,
        Dictionary<(string? Labelled, string? Read), int> confusions
    )
    {
        var left = wrong.ToList();
        foreach (var slot in missed)
        {
            var words = slot.Value.Split(' ');
            var place = left.FindIndex(w => w.Value.Split(' ').Intersect(words, StringComparer.OrdinalIgnoreCase).Any());
            Add(slot.Type, place < 0 ? null : left[place].Type);
            if (place >= 0)
            {
                left.RemoveAt(place);
            }
        }

        foreach (var slot in left)
        {
            Add(null, slot.Type);
        }

        void Add(string? labelled, string? read) => confusions[(labelled, read)] = confusions.GetValueOrDefault((labelled, read)) + 1;
    }
}
