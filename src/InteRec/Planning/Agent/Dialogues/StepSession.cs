using System.Globalization;
using System.Text.RegularExpressions;
using InteRec.Catalog;
using InteRec.Planning.Agent.Model;
using InteRec.Planning.Agent.Prompts;
using InteRec.Tools;

namespace InteRec.Planning.Agent.Dialogues;

/// <summary>
/// One turn of calls: what they make of the draft, and what the model is told of each. Every call is checked and tried as a step of the
/// plan; one that cannot run is answered by a sentence that says what to write instead, and is no part of it.
/// </summary>
internal sealed partial class StepSession(PlanningInput input, PlanRunner runner, PlanLook? look, CancellationToken cancellationToken)
{
    private const string Mend =
        "Where this is not what the person wants because of how it was called (a value that does not exist here, a name read wrongly, "
        + "conditions nobody demanded), mend it: list, with the label if it has one, starts a list over. Where it says what they asked "
        + "for, leave it: too little is told to the person, a demand is never dropped in silence. Then done.";

    private const int MostTold = 5;
    private const int MostFacts = 10;
    private const int LongestNotice = 300;
    private readonly StepDraft _draft = new(input.State);
    private readonly HashSet<string> _notices = new(StringComparer.Ordinal);
    private readonly List<string> _notes = [];
    private TriedPlan? _tried;
    private Plan? _shown;
    private bool _isEnding;

    /// <summary>The catalogue of the turn.</summary>
    public CatalogSnapshot Catalog => input.Serving.Catalog;

    /// <summary>True once the model has said that it is done, and nothing is left to show.</summary>
    public bool IsDone { get; private set; }

    /// <summary>True where nothing was called that does anything.</summary>
    public bool IsEmpty => _draft.IsEmpty;

    /// <summary>Whether the call under way is the last of its answer: the one after which the model sees what came out.</summary>
    public bool IsLastOfAnswer { get; set; }

    /// <summary>True where a call of this answer could not run.</summary>
    public bool HasFailed { get; set; }

    /// <summary>True where a call of this answer ran; to be done is none.</summary>
    public bool HasRun { get; set; }

    /// <summary>What belongs into the trace.</summary>
    public List<string> Notes => _notes;

    /// <summary>What the calls made, tried where the model may be shown results.</summary>
    /// <exception cref="ModelException">They made nothing that can run.</exception>
    public ModelPlan Result()
    {
        try
        {
            var plan = _draft.Plan;
            var isTried = look is null || (_shown is { } shown && PlanJson.AreEqual(shown, plan, input.Serving.Tools.Strict));
            return new ModelPlan(plan, _notes) { Tried = isTried ? _tried : look!.At(plan, input, cancellationToken).Tried };
        }
        catch (InvalidPlanException e)
        {
            throw new ModelException(ModelFailure.Unreadable, "the model's calls made no plan that can run", e);
        }
    }

    /// <summary>What a call is answered with.</summary>
    public string Told(string name, Func<string> call)
    {
        try
        {
            var told = call();
            HasRun |= name != StepTools.Done;
            return _isEnding && IsLastOfAnswer ? $"{told}\n{End()}" : told;
        }
        catch (Exception e) when (e is StepCallException or InvalidPlanException or ToolException)
        {
            _isEnding &= !IsLastOfAnswer;
            HasFailed = true;
            var problems = (e as InvalidPlanException)?.Problems.Select(p => $"{Argument(p.Path)}: {p.Text}");
            var problem = problems is null ? e.Message : string.Join(' ', problems);
            _notes.Add($"{name} was not taken: {DataBlock.Line(problem)}");
            return problem;
        }
    }

    /// <summary>Takes a step.</summary>
    public string Take(PlanStep step)
    {
        var told = Tell(_draft.Alone(_draft.With(step)));
        _draft.Take(step);
        return told;
    }

    /// <summary>Begins a list.</summary>
    public string Begin(string? label, int? count, string? from)
    {
        Prepare(_draft.WithList(label, count));
        if (string.IsNullOrEmpty(from))
        {
            _draft.Begin(label, count);
            return "begun";
        }

        var lists = _draft.Last(label, count);
        var told = Tell(_draft.Alone(lists));
        _draft.GoOn(lists, isMore: from == "more");
        return told;
    }

    /// <summary>Takes what is to be remembered.</summary>
    public string Remember(ProfileChange change) => Change(new Plan { Remember = change }, () => _draft.Keep(change));

    /// <summary>Takes what is to be forgotten.</summary>
    public string Forget(ProfileChange change) => Change(new Plan { Forget = change }, () => _draft.Drop(change));

    /// <summary>Says what is remembered.</summary>
    public string Recall()
    {
        _draft.Recall();
        return "The person is told what is known of them.";
    }

    /// <summary>Takes a question back.</summary>
    public string Ask(string attribute)
    {
        Prepare(new Plan { Ask = attribute });
        _draft.Ask = attribute;
        return "noted";
    }

    /// <summary>
    /// Ends the turn, unless there is something that the model should see before. Where calls of the same answer follow, after them.
    /// </summary>
    public string Done(Intent? said)
    {
        _draft.Said = said;
        _isEnding = !IsLastOfAnswer;
        return _isEnding ? "done after the calls that follow" : End();
    }

    private string End()
    {
        _isEnding = false;
        if (_draft.IsEmpty)
        {
            throw new StepCallException("Nothing was called. Call the tools that the message needs, or done with an intent.");
        }

        if (HasFailed)
        {
            return "Not yet: a call before could not run. Mend it, then call done.";
        }

        var off = look is null ? null : Unseen(look);
        IsDone = off is null;
        return off is null ? "done" : off.Text + Mend;
    }

    /// <summary>What is off and was not shown: the model is shown a result once, since that costs a call while a person waits.</summary>
    private SeenResult? Unseen(PlanLook look)
    {
        var (plan, before) = (_draft.Plan, _shown);
        (var off, _tried) = look.At(plan, input, cancellationToken);
        _shown = plan;
        if (before is not null)
        {
            _notes.Add(PlanJson.AreEqual(before, plan, input.Serving.Tools.Strict) ? "kept" : "mended");
            return null;
        }

        if (off is not null)
        {
            _draft.Show();
            _notes.Add($"shown its result ({off.Why})");
        }

        return off;
    }

    /// <summary>The place of a problem as a call knows it, without where its list and step stand in the plan.</summary>
    private static string Argument(string path) => PlaceInPlan().Replace(path, string.Empty);

    private string Change(Plan plan, Action take)
    {
        var told = Unsaid(Prepare(plan).Notices);
        take();
        return told.Length == 0 ? "noted" : told;
    }

    private GroundedPlan Prepare(Plan plan) => runner.Prepare(plan, input.Serving);

    /// <summary>Runs what is there so far, and says what it gives.</summary>
    private string Tell(Plan plan)
    {
        var grounded = Prepare(plan);
        var result = runner.Run(grounded, input.Serving, input.Profile, input.State.Asked, cancellationToken);
        var lines = new List<string>();
        if (result.Facts is { } facts)
        {
            lines.AddRange(
                facts
                    .Take(MostFacts)
                    .Select(f => $"{DataBlock.Line(f.Title ?? "all")}: {f.Attribute} {DataBlock.Line(string.Join(", ", f.Values))}")
            );
        }

        foreach (var list in result.Lists)
        {
            var titles = IsLastOfAnswer ? $": {TurnText.Titles(list.Items.Items.ToArray().Take(MostTold), input.Serving)}" : string.Empty;
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{list.Found} left{titles}"));
        }

        var said = Unsaid([.. grounded.Notices, .. result.Notices]);
        return string.Join("\n", said.Length > 0 ? lines.Append(said) : lines);
    }

    /// <summary>Notices that the model has not been told yet.</summary>
    private string Unsaid(IEnumerable<Notice> notices) =>
        string.Join(' ', notices.Select(n => DataBlock.Line(n.Text, LongestNotice)).Where(_notices.Add));

    [GeneratedRegex(@"^lists\[\d+\]\.(steps\[\d+\]\.)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex PlaceInPlan();
}
