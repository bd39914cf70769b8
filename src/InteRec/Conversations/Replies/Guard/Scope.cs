namespace InteRec.Conversations.Replies.Guard;

/// <summary>Of how many items of a scope a claim has to be true.</summary>
internal enum Reach
{
    /// <summary>Of all of them.</summary>
    All,

    /// <summary>Of one at least.</summary>
    Any,

    /// <summary>Of more than half.</summary>
    Most,

    /// <summary>Of exactly so many: <see cref="Scope.Count"/>.</summary>
    Exactly,
}

/// <summary>The items that words of a sentence speak of.</summary>
/// <param name="Items">The items; none where the sentence speaks of nothing that is listed.</param>
/// <param name="Reach">Of how many of them a claim has to be true.</param>
/// <param name="Count">With <see cref="Reach.Exactly"/>: how many.</param>
/// <param name="IsNamed">The sentence names them itself.</param>
internal readonly record struct Scope(IReadOnlyList<ReplySubject> Items, Reach Reach, int Count, bool IsNamed)
{
    /// <summary>True when the claim is true of as many items as it has to be.</summary>
    public bool Holds(Func<ReplySubject, bool> claim)
    {
        var met = Items.Count(claim);
        return Reach switch
        {
            Reach.All => met == Items.Count && met > 0,
            Reach.Any => met > 0,
            Reach.Most => 2 * met > Items.Count,
            _ => met == Count,
        };
    }
}
