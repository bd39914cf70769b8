using InteRec.Catalog;
using InteRec.Tools;

namespace InteRec.Planning;

/// <summary>
/// One execution of a grounded plan: its lists in order, each from the items that the person may see, each step on what the one before
/// left. The same plan on the same serving state and profile gives the same lists. A reply never has an item twice.
/// </summary>
/// <param name="tools">The tools.</param>
/// <param name="context">Catalogue, ranker and profile, with what the plan remembers already in the profile.</param>
/// <param name="time">Tells when the plan is out of time.</param>
/// <param name="limits">How long it may take.</param>
/// <param name="cancellationToken">Stops the work.</param>
internal sealed class PlanExecutor(
    ToolBox tools,
    ToolContext context,
    TimeProvider time,
    PlanLimits limits,
    CancellationToken cancellationToken
)
{
    private readonly Guarantees _guarantees = new(context.Serving, context.Profile);
    private readonly Critic _critic = new(context.Serving, context.Profile);
    private readonly Bitmap _listed = new(context.Serving.Catalog.Count);
    private readonly List<ExecutedList> _lists = [];
    private readonly List<Notice> _notices = [];
    private readonly List<Fact> _facts = [];
    private readonly long _begin = time.GetTimestamp();
    private CandidateBus _bus = CandidateBus.Empty;
    private CandidateSet? _first;
    private CriticReport _report = new();
    private FollowUp? _followUp;
    private string? _askedAbout;
    private bool _lookedUp;
    private bool _isOutOfTime;

    /// <summary>Runs the plan, once. Cancellation is passed on; a plan out of time gives the lists made so far with a notice.</summary>
    /// <param name="plan">A valid plan whose names are grounded.</param>
    /// <param name="asked">Attributes that were asked back about before.</param>
    public ExecutionResult Execute(Plan plan, IReadOnlyList<string> asked)
    {
        for (var i = 0; i < plan.Lists.Count && !_isOutOfTime; i++)
        {
            List(i, plan.Lists[i]);
        }

        if (plan.Ask is { } ask)
        {
            Ask(plan, ask, asked);
        }

        return Result();
    }

    private void List(int index, PlanList list)
    {
        var reading = new ListReading(list);
        var start = _guarantees.Start(reading);
        start = reading.OnlyAsks ? start : start.AndNot(_listed);
        var named = Liking(list) with { Reading = reading };
        var candidates = CandidateSet.Of(start, context.Serving.Catalog);
        foreach (var step in FiltersFirst(list.Steps))
        {
            candidates = Step(index, step, candidates, named);
        }

        if (!reading.GivesItems)
        {
            return;
        }

        if (!candidates.IsOrdered)
        {
            candidates = Step(index, new RankStep(), candidates, named);
        }

        _first ??= candidates;
        var (items, report) = _critic.Review(candidates, reading, list.Count);
        _report = _report.Plus(report);
        foreach (var item in items.Items)
        {
            _listed.Add(item);
        }

        items = new ReasonWriter(named, reading).AddTo(items, cancellationToken);
        _lists.Add(
            new ExecutedList(list.Label, items, candidates.Count, list.Count)
            {
                Heading = ListWords.Heading(reading, context.Serving.Catalog),
            }
        );
        if (items.Count < Math.Min(RelaxationReport.Few, list.Count))
        {
            TellTooLittle(reading, start);
        }
    }

    private ExecutionResult Result() =>
        new()
        {
            Lists = _lists,
            Facts = _lookedUp ? _facts : null,
            Notices = _notices,
            Trace = _bus.Trace,
            RankerId = context.Serving.RankerId,
            FollowUp = _followUp,
            AskedAbout = _askedAbout,
            Critic = _report,
            Profile = context.Profile,
        };

    /// <summary>
    /// What keeps only the best of its candidates must not throw away what a later filter asks for: filters run before the searches that
    /// stand in front of them. What was looked up before a filter stays before it.
    /// </summary>
    private static IEnumerable<PlanStep> FiltersFirst(IReadOnlyList<PlanStep> steps)
    {
        var asked = 0;
        return steps
            .Select(s => (Step: s, Part: s is LookupStep or ExplainStep ? ++asked : asked))
            .OrderBy(s => s.Part)
            .ThenBy(s =>
                s.Step switch
                {
                    LookupStep or ExplainStep => 0,
                    FilterStep => 1,
                    _ => 2,
                }
            )
            .Select(s => s.Step);
    }

    private CandidateSet Step(int list, PlanStep step, CandidateSet candidates, ToolContext named)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (time.GetElapsedTime(_begin).TotalMilliseconds > limits.Milliseconds)
        {
            if (!_isOutOfTime)
            {
                _notices.Add(new Notice(NoticeCodes.Truncated, "This took too long; I stopped before the end."));
            }

            _isOutOfTime = true;
            return candidates;
        }

        var begin = time.GetTimestamp();
        var result = tools.Of(step).Run(step, candidates, named, cancellationToken);
        var trace = new TraceEntry(
            step.ToolName,
            candidates.Count,
            result.Candidates.Count,
            Math.Round(time.GetElapsedTime(begin).TotalMilliseconds, 3),
            result.Note
        );
        _bus = _bus.With(new BusEntry(list, trace, result.Candidates));
        _notices.AddRange(result.Notices);
        _facts.AddRange(result.Facts);
        _lookedUp |= step is LookupStep or ExplainStep;
        return result.Candidates;
    }

    /// <summary>Makes the question back: about the attribute that the plan names, or the one that splits the first list best.</summary>
    private void Ask(Plan plan, string attribute, IReadOnlyList<string> asked)
    {
        if (_followUp is null && _first is { } candidates && plan.Lists.Count > 0)
        {
            (_followUp, _askedAbout) = AskBack.About(
                attribute,
                candidates,
                new ListReading(plan.Lists[0]),
                asked,
                context.Serving.Catalog,
                cancellationToken
            );
        }
    }

    private void TellTooLittle(ListReading reading, Bitmap start)
    {
        if (reading.IsOfNothing || (reading.Where.Count > 0 && !reading.Where.Any(context.Serving.Filters.CanBeMet)))
        {
            return; // All that was asked for is unknown, which grounding has said.
        }

        var catalog = context.Serving.Catalog;
        start = start.Copy().AndNot(ItemNames.Set(catalog, reading.Exclude));
        start = reading.OnlyItems ? start.And(ItemNames.Set(catalog, reading.Items)) : start;
        foreach (var series in reading.ExcludeSeries)
        {
            start.AndNot(context.Serving.Series.Match(series).Items);
        }

        var found = start.Copy();
        foreach (var part in reading.Where)
        {
            context.Serving.Filters.Apply(found, part);
        }

        var count = found.Count();
        if (count < RelaxationReport.Few && reading.Where.Count > 0)
        {
            var (notice, followUp) = RelaxationReport.Write(context.Serving, reading, start, count, cancellationToken);
            _notices.Add(notice);
            _followUp ??= followUp;
        }
        else if (count == 0)
        {
            _notices.Add(new Notice(NoticeCodes.NoResults, $"There are no more {catalog.Schema.Item.Plural} that fit."));
        }
    }

    private ToolContext Liking(PlanList list)
    {
        var similar = list.Steps.OfType<SimilarStep>().ToList();
        var catalog = context.Serving.Catalog;
        return context.Liking(
            [.. similar.SelectMany(s => ItemNames.Indexes(catalog, s.To))],
            [.. similar.SelectMany(s => ItemNames.Indexes(catalog, s.Unlike))]
        );
    }
}
