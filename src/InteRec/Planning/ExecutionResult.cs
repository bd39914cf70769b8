using InteRec.Profiles;
using InteRec.Tools;

namespace InteRec.Planning;

/// <summary>What a plan gave.</summary>
internal sealed record ExecutionResult
{
    /// <summary>The lists, in the order of the plan, those that only answer a question left out.</summary>
    public IReadOnlyList<ExecutedList> Lists { get; init; } = [];

    /// <summary>Facts found; null when nothing was looked up.</summary>
    public IReadOnlyList<Fact>? Facts { get; init; }

    /// <summary>What the person should know.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];

    /// <summary>What each step did.</summary>
    public IReadOnlyList<TraceEntry> Trace { get; init; } = [];

    /// <summary>The trained ranker that answered, or null.</summary>
    public string? RankerId { get; init; }

    /// <summary>A question back, or null.</summary>
    public FollowUp? FollowUp { get; init; }

    /// <summary>The attribute that <see cref="FollowUp"/> asks about; null without one, or where it offers to drop conditions.</summary>
    public string? AskedAbout { get; init; }

    /// <summary>What the critic found.</summary>
    public CriticReport Critic { get; init; } = new();

    /// <summary>The profile that the plan ran with: the one given, with what the plan remembers and forgets.</summary>
    public Profile Profile { get; init; } = Profile.Empty;
}

/// <summary>How often items broke a guarantee before the critic took them out. All zero unless a tool or a step is wrong.</summary>
internal sealed record CriticReport
{
    /// <summary>Items looked at.</summary>
    public int Checked { get; init; }

    /// <summary>Items against a hard condition or an exclusion of the list.</summary>
    public int Broken { get; init; }

    /// <summary>Items twice in one reply.</summary>
    public int Repeated { get; init; }

    /// <summary>Items that are hidden, unwanted or disliked.</summary>
    public int Unwanted { get; init; }

    /// <summary>Items that the person already knows and did not ask for.</summary>
    public int Known { get; init; }

    /// <summary>Lists with fewer items than asked for.</summary>
    public int Short { get; init; }

    /// <summary>Both together.</summary>
    public CriticReport Plus(CriticReport other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new CriticReport
        {
            Checked = Checked + other.Checked,
            Broken = Broken + other.Broken,
            Repeated = Repeated + other.Repeated,
            Unwanted = Unwanted + other.Unwanted,
            Known = Known + other.Known,
            Short = Short + other.Short,
        };
    }
}
