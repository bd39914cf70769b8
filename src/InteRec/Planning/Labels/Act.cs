namespace InteRec.Planning.Labels;

/// <summary>What a message does; the words of <c>datasets/reading/README.md</c>.</summary>
internal enum Act
{
    Recommend,
    Refine,
    More,
    Pick,
    Lookup,
    Compare,
    Explain,
    Count,
    Remember,
    Forget,
    Recall,
    Undo,
    Reset,
    Reject,
    Accept,
    Greet,
    Thanks,
    Bye,
    Smalltalk,
    Help,
    Complain,
    Yes,
    No,
    OutOfScope,
    Inject,
    Unclear,
}

/// <summary>The kind of answer that a message wants.</summary>
internal enum TurnKind
{
    /// <summary>A list.</summary>
    List,

    /// <summary>An answer: a fact, a comparison, a reason, a number.</summary>
    Answer,

    /// <summary>Talk.</summary>
    Talk,

    /// <summary>Something about the memory of the person.</summary>
    Memory,
}

/// <summary>The acts by name, and in groups.</summary>
internal static class Acts
{
    private static readonly Dictionary<string, Act> ByName = Enum.GetValues<Act>().ToDictionary(Name, StringComparer.Ordinal);

    /// <summary>Its name, such as <c>out_of_scope</c>.</summary>
    public static string Name(this Act act) => act == Act.OutOfScope ? "out_of_scope" : act.ToString().ToLowerInvariant();

    /// <summary>The act of a name, or null.</summary>
    public static Act? Of(string name) => ByName.TryGetValue(name, out var act) ? act : null;

    /// <summary>The kind of turn of a main act. A rejection and a complaint want another list, "yes" and "no" go on with one.</summary>
    public static TurnKind Kind(this Act main) =>
        main switch
        {
            Act.Lookup or Act.Compare or Act.Explain or Act.Count => TurnKind.Answer,
            Act.Remember or Act.Forget or Act.Recall => TurnKind.Memory,
            Act.Accept or Act.Greet or Act.Thanks or Act.Bye or Act.Smalltalk or Act.Help or Act.OutOfScope or Act.Inject or Act.Unclear =>
                TurnKind.Talk,
            _ => TurnKind.List,
        };
}
