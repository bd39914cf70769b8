using InteRec.Catalog;

namespace InteRec.Planning.BuiltIn;

/// <summary>What a mention is.</summary>
internal enum MentionKind
{
    /// <summary>Values of a category attribute.</summary>
    Value,

    /// <summary>A phrase of the dataset.</summary>
    Phrase,

    /// <summary>Bounds of a number.</summary>
    Range,

    /// <summary>An item.</summary>
    Item,

    /// <summary>A series of items, by name.</summary>
    Series,

    /// <summary>An attribute by its name, as in "forget the decade".</summary>
    Attribute,
}

/// <summary>How the person feels about what a mention names.</summary>
internal enum Regard
{
    /// <summary>Wanted, asked for.</summary>
    Wanted,

    /// <summary>Not wanted now.</summary>
    Unwanted,

    /// <summary>Never wanted.</summary>
    Never,

    /// <summary>To be like.</summary>
    Like,

    /// <summary>Liked.</summary>
    Liked,

    /// <summary>Disliked.</summary>
    Disliked,

    /// <summary>Seen already.</summary>
    Seen,

    /// <summary>To be dropped from the request.</summary>
    Dropped,
}

/// <summary>One thing that a message names, with how it is meant.</summary>
internal sealed record Mention(MentionKind Kind, Regard Regard, int From, int To)
{
    /// <summary>The attribute of a value or a range.</summary>
    public AttributeDefinition? Attribute { get; init; }

    /// <summary>The values; any of them meets the mention.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>The person that the values stand for, when the attribute was not said.</summary>
    public Person? Person { get; init; }

    /// <summary>The phrase.</summary>
    public PhraseDefinition? Phrase { get; init; }

    /// <summary>Lower bound.</summary>
    public double? Lower { get; init; }

    /// <summary>Upper bound.</summary>
    public double? Upper { get; init; }

    /// <summary>Items: one, or all that the title may mean, best known first.</summary>
    public IReadOnlyList<int> Items { get; init; } = [];

    /// <summary>The words, as they stand in the message.</summary>
    public string Text { get; init; } = string.Empty;

    /// <summary>Joined to the mention before by "or".</summary>
    public bool IsAlternative { get; init; }

    /// <summary>Joined to the mention before by "and".</summary>
    public bool IsJoined { get; init; }

    /// <summary>Named in the place of something: "instead of X" drops X.</summary>
    public bool IsReplaced { get; init; }

    /// <summary>Said with "also".</summary>
    public bool IsAlso { get; init; }

    /// <summary>Announced as what it is about: "set at", "about".</summary>
    public bool IsAnnounced { get; init; }

    /// <summary>Number of the part of the message it stands in (sentences, and lists of a message that asks for several).</summary>
    public int Part { get; init; }
}

/// <summary>How the list is to be ordered.</summary>
/// <param name="By">A ranker, <c>quality</c>, <c>popularity</c> or a number attribute.</param>
/// <param name="Order"><c>asc</c> or <c>desc</c>; null with a ranker.</param>
/// <param name="IsSingle">One item is meant: "the longest film".</param>
internal sealed record Sorting(string By, string? Order, bool IsSingle);

/// <summary>A wish relative to what was shown: "newer", "too long".</summary>
/// <param name="Attribute">The number.</param>
/// <param name="More">True for more of it.</param>
internal sealed record Comparison(AttributeDefinition Attribute, bool More);

/// <summary>A question of fact about an attribute.</summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="IsSuperlative">"which is longer": the one with the most is wanted; <see cref="More"/> says which end.</param>
/// <param name="More">The upper end.</param>
internal sealed record Question(AttributeDefinition Attribute, bool IsSuperlative, bool More);

/// <summary>Everything that one message says, before it is joined to the conversation.</summary>
internal sealed class Reading(IReadOnlyList<Token> tokens)
{
    /// <summary>The tokens.</summary>
    public IReadOnlyList<Token> Tokens { get; } = tokens;

    /// <summary>What it names, in order.</summary>
    public List<Mention> Mentions { get; } = [];

    /// <summary>The cues it has, each with the token where it stands first.</summary>
    public Dictionary<Cue, int> Cues { get; } = [];

    /// <summary>Names that the catalogue does not have.</summary>
    public List<string> Unknown { get; } = [];

    /// <summary>Names read as others: what was typed, what was read.</summary>
    public List<(string Typed, string Read)> Corrected { get; } = [];

    /// <summary>Free text for search: stretches of the message in order.</summary>
    public List<(string Text, int From, int To)> Text { get; } = [];

    /// <summary>How many items, or null.</summary>
    public int? Count { get; set; }

    /// <summary>How many items in the list of a part, where a message asks for several lists.</summary>
    public Dictionary<int, int> PartCounts { get; } = [];

    /// <summary>How to order, or null.</summary>
    public Sorting? Sorting { get; set; }

    /// <summary>Wishes relative to what was shown.</summary>
    public List<Comparison> Comparisons { get; } = [];

    /// <summary>Questions of fact.</summary>
    public List<Question> Questions { get; } = [];

    /// <summary>What it asks about and the catalogue does not have.</summary>
    public List<MissingDefinition> Missing { get; } = [];

    /// <summary>A sentence has the form of a question: "who ...", "is it ...", "can I ...".</summary>
    public bool IsQuestion { get; set; }

    /// <summary>
    /// The token after the verb of a question to be answered with yes or no: of "it" in "is it a comedy"; null where there is none.
    /// </summary>
    public int? WhetherAt { get; set; }

    /// <summary>Places of the last list that the message points to, from 1; -1 is the last.</summary>
    public List<int> Places { get; } = [];

    /// <summary>People's attributes said of the person talked about: "he directed" wanted, "doesn't act in" unwanted.</summary>
    public List<(AttributeDefinition Attribute, bool Wanted, int At)> Roles { get; } = [];

    /// <summary>Labels of the lists, by part.</summary>
    public Dictionary<int, string> Labels { get; } = [];

    /// <summary>The person talked about is to go: "drop him" (Dropped), "without her" (Unwanted); otherwise null.</summary>
    public Regard? PersonGoes { get; set; }

    /// <summary>-1 to 1: above 0 the less known are wanted.</summary>
    public double Novelty { get; set; }

    /// <summary>The word for an item stands in it.</summary>
    public bool HasItemNoun { get; set; }

    /// <summary>Number of words.</summary>
    public int Words { get; } = tokens.Count(t => t.IsWord);

    /// <summary>A story is told around the request: words count only where something says so.</summary>
    public bool IsTalkative => Words > 24;

    /// <summary>Nothing of it is understood, and it has small words of another language.</summary>
    public bool IsOfOtherLanguage =>
        Words >= 3
        && Mentions.Count == 0
        && Cues.Count == 0
        && Questions.Count == 0
        && Unknown.Count == 0
        && Tokens.Any(t => Grammar.OtherLanguages.Contains(t.Text));

    /// <summary>"what about one with Gregory Peck as well": on top of what was asked before, whatever stands before it.</summary>
    public bool EndsWithAlso => Tokens is [.., { Text: "too" } or { Text: "also" }] or [.., { Text: "as" }, { Text: "well" }] && Words > 2;

    /// <summary>Number of words that are not fillers.</summary>
    public int ContentWords { get; set; }

    /// <summary>True where the message has the cue.</summary>
    public bool Has(Cue cue) => Cues.ContainsKey(cue);

    /// <summary>True where the message has one of the cues.</summary>
    public bool HasAny(params ReadOnlySpan<Cue> cues)
    {
        foreach (var cue in cues)
        {
            if (Cues.ContainsKey(cue))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The mentions that state something to look for now.</summary>
    public IEnumerable<Mention> Wanted => Mentions.Where(m => m.Regard is Regard.Wanted or Regard.Like or Regard.Liked);
}
