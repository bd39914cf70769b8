namespace InteRec.Planning.BuiltIn;

/// <summary>What a small word or phrase of English does in a request. No word of any domain is here.</summary>
internal enum Cue
{
    /// <summary>Negates what follows: "no", "without".</summary>
    Not,

    /// <summary>Ends the reach of what came before: "but".</summary>
    But,

    /// <summary>"or".</summary>
    Or,

    /// <summary>"and".</summary>
    And,

    /// <summary>Items to be like follow.</summary>
    Like,

    /// <summary>Items or values that the person likes follow: "I loved".</summary>
    Liked,

    /// <summary>The item before is liked: "is my favourite".</summary>
    LikedBefore,

    /// <summary>Items or values that the person dislikes follow: "I hated".</summary>
    Disliked,

    /// <summary>Values never to be listed follow: "I never want", "I can't stand".</summary>
    Never,

    /// <summary>Items already used follow, or those just shown are: "had it already".</summary>
    Seen,

    /// <summary>All of those just shown were used already.</summary>
    SeenAll,

    /// <summary>None of those just shown pleases.</summary>
    RejectAll,

    /// <summary>More of the same.</summary>
    More,

    /// <summary>Order by the attribute that follows: "sort by".</summary>
    SortBy,

    /// <summary>In the order of time: "chronologically".</summary>
    Chronological,

    /// <summary>Back to the request before.</summary>
    Undo,

    /// <summary>Drop the conditions that follow.</summary>
    Drop,

    /// <summary>Begin anew.</summary>
    Reset,

    /// <summary>Put the new in the place of the old.</summary>
    Replace,

    /// <summary>What follows gives way to what comes after "for" or "with": "swap the horror for a musical".</summary>
    Swap,

    /// <summary>Add to the request: "also".</summary>
    Also,

    /// <summary>One is enough: "which one would you pick".</summary>
    PickOne,

    /// <summary>Narrows: "only".</summary>
    Only,

    /// <summary>Points to what was shown: "those", "of them".</summary>
    Those,

    /// <summary>Points to one item: "that one", "it".</summary>
    That,

    /// <summary>Points to a person: "he", "her".</summary>
    Pronoun,

    /// <summary>"who".</summary>
    Who,

    /// <summary>"how many".</summary>
    HowMany,

    /// <summary>Which of several: "which one", "which is".</summary>
    Which,

    /// <summary>Items against each other.</summary>
    Compare,

    /// <summary>What items share.</summary>
    Common,

    /// <summary>"why".</summary>
    Why,

    /// <summary>What is remembered of the person?</summary>
    RecallProfile,

    /// <summary>Take something out of the profile: "forget that I".</summary>
    ForgetProfile,

    /// <summary>Take everything out of the profile.</summary>
    ForgetEverything,

    /// <summary>Greetings and small talk.</summary>
    Greeting,

    /// <summary>Thanks and goodbyes.</summary>
    Thanks,

    /// <summary>What can this service do?</summary>
    Help,

    /// <summary>Words that try to be rules.</summary>
    Injection,

    /// <summary>Asks for what no recommender does: "weather", "translate".</summary>
    OffTopic,

    /// <summary>Wants something without saying what: "what do you recommend".</summary>
    Vague,

    /// <summary>Asks for a new list: "recommend", "show me", "looking for".</summary>
    Want,

    /// <summary>One item is meant: "the one where".</summary>
    TheOne,

    /// <summary>A plot or topic follows: "about", "where".</summary>
    About,

    /// <summary>Lower bound that includes the number: "at least", "from".</summary>
    AtLeast,

    /// <summary>Upper bound that includes the number: "at most", "nothing after".</summary>
    AtMost,

    /// <summary>Lower bound without the number: "after", "over".</summary>
    Over,

    /// <summary>Upper bound without the number: "before", "under".</summary>
    Under,

    /// <summary>"between".</summary>
    Between,

    /// <summary>"around", of a number.</summary>
    Around,

    /// <summary>The bound before the words: "or later".</summary>
    OrMore,

    /// <summary>The bound before the words: "or earlier", "max".</summary>
    OrLess,

    /// <summary>The best.</summary>
    Best,

    /// <summary>Good ones.</summary>
    Good,

    /// <summary>The worst.</summary>
    Worst,

    /// <summary>The most popular.</summary>
    Popular,

    /// <summary>The less known.</summary>
    Underrated,

    /// <summary>New ones.</summary>
    Recent,

    /// <summary>Old ones.</summary>
    Old,

    /// <summary>"too", before a word that is then to be less.</summary>
    Too,

    /// <summary>"less", "not so".</summary>
    Less,

    /// <summary>"more", before a word: "more suspense".</summary>
    MoreOf,

    /// <summary>Whom it is for: "for the kids", "my wife and I".</summary>
    Beneficiary,

    /// <summary>Wants to hear of the item that follows: "tell me about".</summary>
    Describe,

    /// <summary>Opens a name that may be unknown: "the maker", "called".</summary>
    Named,

    /// <summary>Filler that carries nothing: "please", "I want", "set in".</summary>
    Filler,
}

/// <summary>
/// The small words of English. All phrases are folded: lower case, apostrophes left out. Words of the domain are not here: see
/// <see cref="DomainWords"/> for what stands in braces.
/// </summary>
internal static class Grammar
{
    /// <summary>Words that may stand before a question: "and is it long?".</summary>
    public static readonly IReadOnlySet<string> LeadsIn = new HashSet<string>(StringComparer.Ordinal) { "and", "but", "so", "ok", "okay",
        "hm", "hmm", "well", "oh", "hey", "also", "then", "cool", "nice", "great", "thanks", "right", "wait", "actually" };

    /// <summary>First words of a question to be answered with yes or no.</summary>
    public static readonly IReadOnlySet<string> AsksWhether = new HashSet<string>(StringComparer.Ordinal) { "is", "was", "are", "were",
        "does", "do", "did", "has", "have", "had" };

    /// <summary>Behind a verb of <see cref="AsksWhether"/> they ask for items: "is there", "do you have", "are any".</summary>
    public static readonly IReadOnlySet<string> AsksForItems = new HashSet<string>(StringComparer.Ordinal) { "there", "you", "u", "any",
        "anything", "anyone", "some", "something", "i", "we", "yall", "ya" };

    /// <summary>
    /// Small words of languages that are often typed and not read: German, French, Spanish, Italian, Portuguese, Dutch. None is English
    /// too.
    /// </summary>
    public static readonly IReadOnlySet<string> OtherLanguages = new HashSet<string>(StringComparer.Ordinal)
    {
        "ich", "ein", "eine", "einen", "einem", "und", "der", "das", "nicht", "fur", "kein", "keine", "je", "une", "un", "les", "des",
            "avec", "pour", "qui", "quelque", "moi", "el", "los", "las", "una", "uno", "quiero", "busco", "para", "por", "que",
        "algo", "il", "gli", "della", "di", "che", "voglio", "cerco", "vorrei", "um", "uma", "com", "quero", "een", "het", "voor", "niet",
            "zoek", "wil", "donne", "cherche", "suche", "zeig", "zeige", "mir", "peliculas", "pelicula",
    };

    /// <summary>Behind "the third" they show that an item of the list is meant.</summary>
    public static readonly IReadOnlySet<string> AfterPlaces = new HashSet<string>(StringComparer.Ordinal) { "for", "looks", "sounds",
        "seems", "look", "sound", "seem", "is", "was", "please", "instead", "and", "or" };

    /// <summary>First words of other questions.</summary>
    public static readonly IReadOnlySet<string> AsksOpenly = new HashSet<string>(StringComparer.Ordinal) { "who", "whos", "where",
        "wheres", "when", "how", "whose", "what", "whats", "which", "can", "could", "will", "would" };

    /// <summary>The phrases by what they do.</summary>
    public static IReadOnlyDictionary<Cue, IReadOnlyList<string>> Cues { get; } = new Dictionary<Cue, IReadOnlyList<string>>
    {
        [Cue.Not] =
        [
            "no", "not", "not with", "not by", "not the", "none", "none of the", "without", "w o", "except", "except for", "excluding",
                "minus", "nothing", "nothing with", "nothing by", "nothing about",
            "nothing like", "anything but", "anything except", "everything but", "all but", "all except", "apart from", "other than",
                "but not", "rather than", "arent", "isnt", "doesnt", "dont want", "i dont want",
            "dont give me", "dont show me", "avoid", "avoiding", "spare me", "leave out", "leave off", "skip", "skip the", "hold the",
                "cut the", "ditch", "sans", "non", "nor", "neither", "dont have", "doesnt have", "doesnt feature",
            "that arent", "that isnt", "that are not", "which arent", "not a", "not an", "not any", "no more", "enough of",
                "had enough of", "had my fill of", "fed up with", "sick of", "tired of", "wont have", "wont have any",
            "wont have anything", "cant have", "cant abide", "cant do", "anyone but", "anybody but", "isnt in", "is not in", "isnt a",
                "not in the mood for", "exclude", "drop the", "lose the", "kill the", "please no", "but no", "with no",
            "doesnt contain", "not including", "not into", "not interested in", "save for", "bar", "barring", "take out the", "take out",
                "get rid of", "filter out", "not about", "not from", "not in", "not set in", "not {by}", "not another",
            "didnt", "wasnt", "werent", "is not", "are not", "does not", "do not", "never", "never mind the", "minus the", "nothing too",
                "anything too",
        ],
        [Cue.But] = ["but", "though", "although", "however", "yet", "just", "as long as", "provided", "so long as", "while"],
        [Cue.Or] = ["or", "and or", "or maybe", "or perhaps", "or even", "or else", "either"],
        [Cue.And] = ["and", "and also", "plus", "both", "n", "as well as", "together with", "along with", "alongside", "and with"],
        [Cue.Like] =
        [
            "like", "similar to", "simular to", "similiar to", "in the vein of", "in the style of", "in the spirit of", "reminiscent of",
                "along the lines of", "closest to", "comes closest to", "close to", "comparable to",
            "same vibe as", "vibe of", "vibes of", "the same as", "as good as", "as funny as", "as scary as", "for fans of", "fans of",
                "if i liked", "if i loved", "if you liked", "remind me of", "reminds me of", "much like", "just like", "a bit like",
                "something like", "anything like", "stuff like",
            "smth like", "sth like", "kinda like", "sort of like", "more like", "based on my love of", "akin to", "resembling",
                "similar in tone to", "related to", "to go with", "same kind of thing as", "like the", "feels like", "feel like the",
            "nearest to", "matches", "equivalent of", "inspired by", "ala", "a la", "compares to", "in line with", "cross between",
                "a cross between", "mix of", "a mix of", "mixture of", "a mixture of", "combination of", "a combination of",
                "somewhere between",
        ],
        [Cue.Liked] =
        [
            "i loved", "loved", "i love", "i like", "i liked", "i enjoyed", "enjoyed", "i adore", "adore", "adored", "i adored",
                "my favorite is", "my favourite is", "my favorites are", "my favourites are", "my favorite {item} is",
                "my favourite {item} is", "big fan of", "huge fan of",
            "im a fan of", "fan of", "i really liked", "i really like", "i really loved", "really enjoyed", "i really enjoyed", "im into",
                "i am into", "really into", "mad about", "crazy about", "keen on", "im partial to", "my favorite", "my favourite",
                "ive always loved", "i still love", "we loved", "we both loved", "we enjoyed", "we love",
            "we like", "she loves", "he loves", "they love", "she likes", "he likes", "they like", "blown away by",
                "couldnt get enough of", "was great", "obsessed with", "who love", "who loves", "who likes", "who like", "only likes",
                "only loves", "likes", "loves", "really likes", "really loves", "is into",
        ],
        [Cue.LikedBefore] =
        [
            "is my favorite", "is my favourite", "are my favorite", "are my favourites", "are my favorites", "was amazing",
                "was brilliant", "is brilliant", "is great", "was fantastic", "is one of my favorites", "is one of my favourites",
                "blew me away", "was fun", "was excellent", "is amazing", "was wonderful", "is a favourite", "is a favorite", "was superb",
            "were great", "were amazing", "are great", "was good", "was terrific",
        ],
        [Cue.Disliked] =
        [
            "hated", "i hated", "i hate", "hate", "hates", "she hates", "he hates", "who hates", "they hate", "we hate", "doesnt like",
                "does not like", "couldnt get into", "could not get into", "didnt like", "i didnt like", "dislike", "i dislike",
                "disliked", "i disliked", "not a fan of", "im not a fan of", "dont like", "i dont like", "never liked", "bored by",
                "was bored by", "couldnt finish", "didnt enjoy",
            "i didnt enjoy", "didnt care for", "didnt love", "not keen on", "im not keen on", "not crazy about", "loathed", "i loathed",
                "i loathe", "despised", "walked out of", "fell asleep during", "fell asleep in", "disappointed by", "we hated", "detest",
                "i detest", "bounced off", "couldnt stand",
        ],
        [Cue.Never] =
        [
            "i never {use}", "never show me", "never show", "never recommend", "never suggest", "dont ever show me",
                "dont ever recommend", "dont recommend", "dont suggest", "i dont {use}", "i cant stand", "cant stand", "i wont {use}",
                "i refuse to {use}", "i never want to {use}", "never again", "i never want", "i dont do", "i cant bear", "cant bear",
            "i cant abide", "stop showing me", "stop recommending", "stop suggesting", "keep away from", "i avoid",
        ],
        [Cue.Seen] = ["{used} that", "own", "i own", "have at home", "at home already", "{used}", "ive {used}", "ive already {used}",
            "i have {used}", "i have already {used}", "already {used}", "i already {used}", "id {used}", "i had {used}",
            "ive just {used}", "we {used}", "weve {used}", "weve already {used}", "we have {used}", "{used} it", "{used} them",
            "have {used}"],
        [Cue.SeenAll] =
        [
            "{used} all of them", "{used} them all", "{used} em all", "ive {used} all of those", "{used} every one of those",
                "{used} every one of them", "{used} all of those", "{used} all these", "{used} these", "{used} those", "{used} both",
                "{used} all of these", "ive {used} them", "{used} all that", "{used} all three", "{used} all five",
            "ive {used} every one of those", "ive {used} all of them", "ive {used} them all", "{used} the lot", "ive {used} the lot",
                "{used} most of those", "{used} most of them", "ive {used} these", "ive {used} those", "know them all",
                "know all of those", "know all of them", "know those already", "i know those", "i know these", 
            "already {used} those", "already {used} these", "already {used} them", "already {used} all of them", 
        ],
        [Cue.RejectAll] =
        [
            "none of these", "none of those", "none of them", "nope none of these", "not these", "not those", "dont like any of those",
                "dont like any of these", "dont like any of them", "dont fancy any of those", "dont fancy any of these",
                "dont fancy any of them", "dont fancy those", "dont like those", "dont like these", "not feeling any of those",
                "not feeling these", "still no",
            "nah", "nope", "hate all of those", "hate all of these", "not what i want", "not what i had in mind", "not what i was after",
                "not my thing", "not my cup of tea", "not really my thing", "not quite", "dont fancy them", "none appeal",
                "none of these appeal", "none of those appeal", "not for me", "these are all rubbish", "boring list", "meh",
                "not quite it", "not it",
        ],
        [Cue.More] =
        [
            "more", "another", "another one", "another few", "another couple", "what else", "what else is there", "anything else",
                "others", "other ones", "any others", "something else", "something different", "something completely different",
                "something totally different", "something entirely different", "different ones", "show me more", "got any more",
                "keep going", "a few more", "some more", "more please", "the rest", "rest of them", "the remaining", "the remaining ones",
                "more of the same", "more like that", "more like this", "more like those", "more like these",
            "more along those lines", "next", "next ones", "any more", "few more", "go on", "more of those", "more of these",
                "more of them", "and then", "continue", "more suggestions", "more ideas", "more recommendations", "give me more",
                "one more", "others like that", "others like these", "along those lines", "anything along those lines", "in that vein",
                "anything in that vein", "like that", "like those", "like these", "like them", "like this", "of the same sort",
                "other suggestions",
            "other options", "other ideas", "alternatives", "what else have you got", "what else do you have", "what else you got",
                "anything similar", "similar ones", "more of that", "same again", "again please", "a couple more", "different options",
                "new ones",
        ],
        [Cue.SortBy] = ["sort by", "sort them by", "sort those by", "sorted by", "order by", "order them by", "ordered by", "in order of",
            "arrange by", "arranged by", "arrange them by", "rank by", "rank them by", "ranked by", "order of"],
        [Cue.Chronological] = ["chronological", "chronologically", "chronological order", "in chronological order", "in order of release",
            "in release order", "in date order", "in the order they came out", "in the order they were made"],
        [Cue.Undo] =
        [
            "undo", "undo that", "undo that last bit", "undo the last", "go back", "go back to how it was",
                "go back to how it was before", "back to before", "back to the previous", "back to the last", "back to how it was",
                "revert", "revert that", "scratch that", "back to the list before", "the list before", "back to the earlier list",
                "as before", "like before", "as it was before", "as it was", "how it was before", "take that back", "i take that back",
                "previous list", "the previous search",
            "back one step", "one step back", "step back", "restore", "cancel that", "never mind that last bit", "ignore that last bit",
                "ignore my last message", "go back to the previous", "go back a step", "return to the previous", "back to what we had",
                "what we had before", "go back to what we had", "the earlier list", "the earlier ones", "before that",
        ],
        [Cue.Drop] =
        [
            "forget", "forget about", "forget the", "drop", "remove", "ignore the", "doesnt matter", "dont care about", "dont mind about",
                "i dont mind about", "not just", "not only", "no longer", "scrap", "scrap the", "lift", "without the restriction",
                "never mind", "never mind about", "nvm", "nvm the", "nevermind", "nevermind the", "doesnt have to be", "dont have to be",
                "neednt be", "need not be", "no need for",
            "doesnt need to be", "dont need to be", "put back", "bring back", "allow", "is ok after all", "is fine after all",
                "are ok after all", "are fine after all", "any", "whatever", "not necessarily", "lose the", "drop the", "clear the",
                "relax the", "loosen the", "not fussed about", "not bothered about", "dont worry about", "forget about the",
                "skip the bit about",
            "leave aside", "open to any", "disregard", "dont limit it to", "not limited to", "dont need it to be", "it neednt be",
                "they neednt be", "they dont have to be", "it doesnt have to be", "it doesnt need to be", "it does not have to be",
        ],
        [Cue.Reset] =
        [
            "start over", "start again", "start afresh", "new search", "reset", "something completely different", "from scratch",
                "clean slate", "forget all that", "forget all of that", "forget everything i said", "forget what i said",
                "lets start over", "lets start again", "different topic", "change of subject", "new topic", "completely different",
                "totally different", "change of plan", "scrap all that", "scrap that",
            "wipe the slate", "never mind all that", "forget it all", "different question", "on another note", "new request",
                "begin again", "clear everything", "something totally different", "something entirely different",
        ],
        [Cue.Replace] =
        [
            "instead", "instead of", "make it", "make that", "make them", "swap him for", "swap her for", "swap it for", "swap them for",
                "swap that for", "change it to", "change that to", "change to", "switch to", "switch it to", "same thing for", "same for",
                "same but", "the same for", "the same but", "the same with", "same with", "what about", "how about", "and what about",
                "and how about",
            "replace with", "replace him with", "replace her with", "replace it with", "replace", "move on to", "now", "or rather",
                "i meant", "i mean", "actually", "try", "lets try", "lets do", "for", "turn it into", "trade him for", "go for",
                "lets go for", "lets go with", "go with", "rather", "id rather", "id rather have", "id prefer", "prefer", "after all",
        ],
        [Cue.Swap] = ["swap", "swap the", "replace the", "change the", "trade the", "exchange the", "switch the", "substitute the",
            "turn the"],
        [Cue.Also] = ["also", "too", "as well", "additionally", "and", "on top of that", "in addition", "even better if", "ideally",
            "preferably", "extra points", "bonus", "still", "either"],
        [Cue.PickOne] = ["which one would you pick", "which would you pick", "which one would you choose", "which would you choose",
            "which one do you recommend", "which do you recommend", "which one should i choose", "which one should i pick",
            "which should i pick", "which one should i {use}", "which should i {use}", "pick one", "choose one", "just one",
            "pick for me", "you choose", "you pick", "decide for me", "whats your favourite", "whats your favorite", "whats your pick",
            "your top pick", "if you had to pick one", "if you had to choose one"],
        [Cue.Only] = ["only", "just the", "keep those", "keep the ones", "keep only", "stick to", "stick with", "narrow it down to",
            "narrow down to", "narrow it to", "limit it to", "restrict to", "restrict it to", "must be", "has to be", "have to be",
            "needs to be", "need to be", "it must be", "they must be", "which of those", "which of these", "which of his", "which of her",
            "which of them", "id take the", "ill take the", "the ones", "ones", "those that", "from those", "of those", "just those",
            "among those", "among these"],
        [Cue.Those] = ["those", "these", "them", "they", "em", "of these", "of those", "of them", "from these", "from those",
            "among them", "of the two", "of the three", "of the five", "from that list", "from the list", "on that list", "on the list",
            "in the list", "the list", "all of them", "any of them", "any of these", "any of those", "that lot", "this lot", "the lot",
            "those ones", "these ones", "both"],
        [Cue.That] = ["that", "it", "this", "that one", "this one", "that {item}", "this {item}", "the one you mentioned",
            "that first one", "the same one", "its", "that old one", "the old one", "the new one"],
        [Cue.Pronoun] = ["he", "she", "him", "her", "his", "hers", "himself", "herself", "same {maker}", "the same {maker}",
            "by the same person", "the same guy", "same guy", "same person", "that {maker}", "this {maker}"],
        [Cue.Who] = ["who", "whos", "who is", "who was", "whose", "by whom", "who are", "who else"],
        [Cue.HowMany] = ["how many", "what number of", "count of", "how many of", "number of"],
        [Cue.Which] = ["which", "which one", "which one is", "which is", "which of the two", "which of these", "which of those",
            "which of them", "which was", "which ones", "which of the", "whats", "what is", "what was", "what are", "what were",
            "which are"],
        [Cue.Compare] = ["compare", "comparison", "versus", "vs", "difference between", "differ", "against", "which is better",
            "which one is better", "whats the difference", "how do they compare", "stack up", "compared to", "compared with",
            "better of the two", "side by side"],
        [Cue.Common] = ["in common", "have in common", "share", "what links", "what connects", "got in common", "similarities between"],
        [Cue.Why] = ["why", "how come", "what made you", "what makes you", "what makes you think", "what makes you say", "explain",
            "explain why", "how did you pick", "how did you choose", "whats the reason", "for what reason", "the reasoning", "reason for",
            "justify", "why did you", "on what basis"],
        [Cue.RecallProfile] =
        [
            "what do you remember", "what do you remember about me", "what do you know about me", "what do you know about my taste",
                "what have you learned about me", "what have you learnt about me", "my taste", "about my taste", "did i say",
                "have i said", "did i tell you", "have i told you", "remind me which", "what have i told you", "my profile",
                "what i like so far", "what you know about me", "what have you got on me",
            "what do you have on me", "do you remember", "what have you remembered", "what did i say", "what am i into", "my preferences",
                "know about me", "remember about me", "what do i like", "what did i like", "what dont i like", "what do i hate",
                "which ones did i", "which did i",
        ],
        [Cue.ForgetProfile] = ["forget that i", "forget i", "forget that i like", "forget that i love", "forget that i hate",
            "forget that i said", "forget i said", "dont remember that", "unremember", "forget that ive", "i no longer hate",
            "i no longer like", "forget my dislike of", "forget my love of", "i take back what i said about", "i actually do like",
            "remove from my profile", "take off my profile", "delete from my profile"],
        [Cue.ForgetEverything] = ["forget everything about me", "forget everything", "forget me", "delete my profile", "delete my data",
            "delete everything about me", "erase my profile", "erase everything", "wipe my profile",
            "forget everything you know about me", "clear my profile", "reset my profile", "forget all about me",
            "forget everything you know"],
        [Cue.Greeting] = ["hi", "hi there", "hello", "hello there", "hey", "hey there", "hiya", "yo", "good morning", "good evening",
            "good afternoon", "howdy", "greetings", "how are you", "how are you today", "how are you doing", "hows it going",
            "how is it going", "whats up", "sup", "nice to meet you", "who are you", "what are you", "are you a robot", "are you human",
            "are you a bot", "whats your name", "what is your name", "how do you do", "evening", "morning", "alright", "tell me a joke",
            "how old are you", "are you there", "you there", "pleased to meet you", "how was your day", "do you like {items}",
            "do you {use} {items}", "lol", "haha", "ha"],
        [Cue.Thanks] = ["thanks", "thank you", "thank you ever so much", "thank you so much", "thank you very much", "thanks a lot",
            "thanks a million", "many thanks", "cheers", "cheers mate", "ta", "thx", "ty", "much obliged", "much appreciated", "bye",
            "goodbye", "good bye", "bye bye", "see you", "see ya", "good night", "goodnight", "perfect", "brilliant", "lovely", "great",
            "awesome", "excellent", "wonderful", "fantastic", "thatll do", "thatll do me", "that will do", "thats all", "thats it",
            "thats all for now", "thats great", "thats perfect", "im done", "we are done", "all good", "sorted", "nice one", "good stuff",
            "enjoy your evening", "have a good one", "have a nice day", "i appreciate it", "appreciate it", "ok", "okay", "cool",
            "sounds good", "good choice", "well done", "nice", "sweet", "amazing", "you rock", "youre the best", "youre a star",
            "youre a legend", "legend", "super", "great stuff", "good job", "love it", "ill {use} that", "ill {use} that one",
            "ill take it", "ill take that", "ill go with that", "that sounds great", "that sounds good", "that sounds perfect",
            "that works", "will do", "i like it", "im sold"],
        [Cue.Help] = ["help", "what can you do", "what can i ask", "what can i ask you", "what sort of things can i ask",
            "what sort of things can i ask you", "what kind of things can i ask", "what kinds of things can i ask", "how does this work",
            "how do you work", "how do i use this", "how do i use you", "what do you do", "what are you able to do",
            "what can you help with", "what can you help me with", "what should i ask", "what questions can i ask", "how can you help",
            "how can you help me", "what are your capabilities", "what are you for", "instructions", "what do you know about",
            "give me some examples of what i can ask"],
        [Cue.Injection] =
        [
            "ignore all previous instructions", "ignore previous instructions", "ignore all prior instructions",
                "ignore your instructions", "ignore the above", "ignore everything above", "disregard all previous instructions",
                "disregard previous instructions", "disregard your instructions", "forget your instructions",
                "forget all previous instructions", "system prompt", "your prompt", "print your", "repeat everything above",
                "repeat the words above", "you are now", "from now on you are", "from now on",
            "pretend you are", "pretend to be", "act as", "developer mode", "jailbreak", "your every answer", "only answer with",
                "reply only with", "respond only with", "answer only with", "say only", "your tools schemas", "reveal your",
                "new instructions", "override your", "bypass your", "do anything now", "your instructions", "your rules",
                "initial instructions", "hidden instructions", "your configuration", "api key", "your source code", "delete all data",
                "drop table", "run query", "call forget for all users", "sudo", "rm rf", "system message",
        ],
        [Cue.OffTopic] =
        [
            "weather", "forecast", "stock price", "share price", "capital of", "translate", "write a poem", "write me a poem", "write me",
                "write an essay", "write code", "source code", "recipe for", "how do i cook", "how do i bake", "calculate", "square root",
                "who won the", "news today", "latest news", "horoscope", "what time is it", "whats the time", "will it rain",
                "is it raining", "book me", "book a table", "book tickets", "tickets", "showtimes", "reserve", "near me",
                "where is the nearest", "book me a flight", "order a pizza", "order me",
            "tell me a joke", "python code", "javascript", "my homework", "solve", "meaning of life", "your opinion on",
                "who should i vote for", "medical advice", "bitcoin", "exchange rate", "directions to", "phone number", "email address",
                "set an alarm", "remind me to",
        ],
        [Cue.Vague] =
        [
            "what should i {use}", "what should we {use}", "what shall i {use}", "what shall we {use}", "what to {use}",
                "something to {use}", "anything to {use}", "anything good", "something good", "what do you recommend",
                "what would you recommend", "any ideas", "any suggestions", "any recommendations", "surprise me", "im bored", "bored",
                "recommend something", "recommend me something", "suggest something", 
            "dunno what to {use}", "dont know what to {use}", "no idea what to {use}", "cant decide", "pick something",
                "pick something for me", "recommend a {item}", "recommend me a {item}", "suggest a {item}", "recommend {items}",
                "help me choose", "help me decide", "help me pick", "whats good", "what is good", "what now", "you choose", "you pick",
                "you decide", "anything", "whatever you like", "what have you got", "got anything", "what do you have", "what next",
                "ideas", "suggestions", "recommendations",
            "a {item} for tonight", "{item} for tonight", "{item} tonight", "{item} night", "entertain me", "something new",
                "where should i begin", "where should i start", "what would i like", "what might i like", "what will i like",
        ],
        [Cue.Want] =
        [
            "recommend", "recommend me", "suggest", "suggest me", "show me", "show", "give me", "gimme", "find me", "find", "list",
                "list them", "i want", "i need", "i want to {use}", "i would like", "id like", "i fancy", "fancy", "im looking for",
                "looking for", "im after", "after", "i was after", "i search", "searching for", "do you have any", "have you got any",
                "got any", "any", "can you recommend", "could you recommend", "can you find", "can you suggest", "are there any",
                "are there", "is there any",
            "is there", "is there anything", "is there something", "i feel like", "in the mood for", "im in the mood for",
                "what are some", "what are the", "name some", "tell me some", "could i have", "can i have", "can i get", "lets see",
                "lets have", "let me see", "we want", "we need", "we would like", "wed like", "pick", "pick me", "get me", "hit me with",
                "bring me", "i could go for", "up for", "want to {use}", "wanna {use}", "want", "need", "what", "any good",
        ],
        [Cue.TheOne] = ["the one", "that one where", "the one where", "the one with", "the one about", "the one in which",
            "the {item} where", "that {item} where", "the {item} in which", "which {item}", "whats that {item}", "what {item}",
            "whats the {item}", "a {item} where", "that {item} with", "the {item} with", "the {item} about", "name of the {item}",
            "title of the {item}", "name of that {item}", "the one he", "the one she", "the one that", "that {item} about",
            "the one from", "that one with", "that one about"],
        [Cue.About] = ["about", "where", "in which", "involving", "revolving around", "dealing with", "deals with", "centred on",
            "centered on", "focused on", "on the subject of", "to do with", "has to do with", "concerning", "set in", "set on", "set at",
            "set during", "takes place in", "that takes place in", "set around", "featuring", "that feature", "that features",
            "that involve", "that involves", "tells the story of", "telling the story of", "the story of", "theme of", "themed",
            "on the topic of", "whose", "in space"],
        [Cue.AtLeast] = ["at least", "no less than", "not less than", "minimum", "minimum of", "a minimum of", "from", "since",
            "starting from", "nothing before", "nothing under", "nothing below", "nothing less than", "nothing shorter than",
            "nothing older than", "not before", "not under", "not below", "not less", "not older than", "not shorter than",
            "no older than", "no shorter than", "no earlier than", "nothing earlier than", "rated at least", "from the year"],
        [Cue.AtMost] = ["at most", "no more than", "not more than", "no longer than", "not longer than", "maximum", "maximum of",
            "a maximum of", "up to", "until", "till", "through", "nothing after", "nothing over", "nothing above", "nothing past",
            "if its longer than", "if its over", "if its more than", "if it goes over", "if it runs over", "sit through more than",
            "sit through anything longer than", "sit through anything over", "handle anything longer than", "stand anything longer than",
            "nothing longer than", "nothing newer than", "nothing later than", "nothing more than", "nothing beyond", "not after",
            "not over", "not above", "not past", "no later than", "no newer than", "no higher than", "nothing higher than", "not beyond",
            "keep it under", "keep it to", "keep it below", "within", "max", "two hours tops", "not exceeding", "nothing stronger than",
            "nothing worse than", "no stronger than", "nothing harsher than", "tops at"],
        [Cue.Over] = ["over", "more than", "longer than", "above", "after", "later than", "newer than", "greater than", "higher than",
            "past", "beyond", "exceeding", "post", "better than", "made after", "released after", "from after", "upwards of",
            "in excess of", "came out after", "rated above", "rated over"],
        [Cue.Under] = ["under", "less than", "shorter than", "below", "before", "earlier than", "older than", "prior to", "pre",
            "lower than", "fewer than", "not as long as", "made before", "released before", "from before", "came out before", "just under"],
        [Cue.Between] = ["between", "from between", "in between", "anywhere between", "somewhere between"],
        [Cue.Around] = ["around", "about", "roughly", "approximately", "circa", "or so", "ish", "approx", "close to", "near"],
        [Cue.OrMore] = ["or later", "or newer", "or more", "or longer", "or above", "or higher", "and up", "and above", "and later",
            "and newer", "onwards", "onward", "plus", "or over", "at the very least", "at least", "minimum", "upwards", "or better",
            "or after", "and after", "and over", "and onwards", "min"],
        [Cue.OrLess] = ["or earlier", "or older", "or less", "or shorter", "or below", "or under", "and below", "and under",
            "and earlier", "max", "maximum", "at most", "tops", "at the outside", "at the most", "or fewer", "at the longest", "or lower",
            "or before", "and before", "at the latest", "and older"],
        [Cue.Best] = ["best", "the best", "best reviewed", "best rated", "highest rated", "most highly regarded", "highest regarded",
            "best regarded", "most respected", "most highly rated", "top rated", "top", "greatest", "finest", "most acclaimed",
            "most critically acclaimed", "best of", "best ever", "highest rating", "highest scoring", "highest scored",
            "with the highest rating", "with the best reviews", "the most acclaimed", "the highest rated", "the top rated",
            "most praised", "all time best", "the greatest", "number one"],
        [Cue.Good] = ["good ones", "good", "really good", "very good", "great ones", "well reviewed", "well rated", "acclaimed",
            "critically acclaimed", "highly rated", "high rated", "quality", "decent", "worth {using}", "must see", "must {use}",
            "proper", "well regarded", "well received", "highly acclaimed", "highly recommended", "good reviews", "great reviews",
            "with good reviews", "with great reviews", "award winning", "masterpiece", "masterpieces", "outstanding", "high quality",
            "solid", "excellent reviews"],
        [Cue.Worst] = ["worst", "the worst", "worst rated", "worst reviewed", "lowest rated", "so bad its good", "least acclaimed",
            "terrible", "the lowest rated"],
        [Cue.Popular] = ["popular", "most popular", "the most popular", "famous", "most famous", "well known", "best known",
            "most {used}", "biggest", "blockbuster", "blockbusters", "hit", "hits", "big hits", "mainstream", "everyone has {used}",
            "most reviewed", "most talked about", "must sees", "iconic"],
        [Cue.Underrated] = ["underrated", "hidden gem", "hidden gems", "lesser known", "little known", "less known", "overlooked",
            "obscure", "under the radar", "not so well known", "not too well known", "undiscovered", "unknown gems", "underappreciated",
            "unsung", "not mainstream", "off the beaten track", "off the beaten path", "less obvious", "less mainstream",
            "nobody has heard of", "havent heard of", "wouldnt have heard of", "wont have heard of", "never heard of", "might not know",
            "dont know already", "wouldnt know", "few people have {used}", "not the obvious ones", "forgotten", "sleeper", "niche"],
        [Cue.Recent] = ["recent", "recent ones", "new", "newish", "recently", "modern", "contemporary", "of late", "lately", "up to date",
            "current", "fairly recent", "more or less recent", "just out", "these days", "the last few years", "in the last few years",
            "last few years", "past few years", "recent years", "brand new", "this decade", "fairly new", "quite new", "quite recent"],
        [Cue.Old] = ["old", "older ones", "oldie", "oldies", "vintage", "golden age", "old school", "old fashioned", "from the old days",
            "early {items}", "from way back"],
        [Cue.Too] = ["too", "way too", "far too", "a bit too", "bit too", "a little too", "much too", "rather too", "thats too",
            "that is too", "those are too", "these are too", "theyre too", "its too", "it was too", "they were too"],
        [Cue.Less] = ["less", "not so", "not as", "not too", "not that", "a bit less", "not overly", "nothing too", "not very",
            "a little less", "slightly less", "not quite so", "isnt so", "isnt too", "not really", "toned down", "without being too",
            "tone down the", "not all that", "isnt as", "arent too", "arent so", "far less", "much less"],
        [Cue.MoreOf] = ["more", "a bit more", "a little more", "something more", "slightly more", "much more", "far more", "even more",
            "rather more", "extra", "with more", "more of a"],
        [Cue.Beneficiary] = ["for the kids", "for my kids", "for kids", "the kids want", "my kids want", "the kids", "for us", "for me",
            "for my wife", "for my husband", "for my mum", "for my mom", "for my dad", "for my parents", "for my wife and i",
            "my wife and i", "my husband and i", "for the grown ups", "for the adults", "for my daughter", "for my son",
            "for my girlfriend", "for my boyfriend", "for my partner", "for grandma", "for grandpa", "for my grandma", "for my nephew",
            "for my niece", "for the children", "for the family", "one for me", "my partner and i", "for the grandparents", "for her",
            "for him", "my wife wants", "my husband wants", "my girlfriend wants", "my boyfriend wants", "my son wants",
            "my daughter wants", "my dad wants", "my mum wants", "my mom wants", "for my friends", "for my mates", "for myself", "i want",
            "for grandad", "for my sister", "for my brother", "the adults want", "the grown ups want", "my parents want", "wife wants",
            "the children want"],
        [Cue.Describe] = ["tell me about", "tell me more about", "tell me something about", "what can you tell me about",
            "what do you know about", "do you know", "have you heard of", "have you got", "do you have", "info on", "information on",
            "information about", "details of", "details about", "details on", "describe", "more about", "more on",
            "what is there to know about"],
        [Cue.Named] = ["called", "titled", "named", "entitled", "the {item}", "the {maker}", "{maker}", "by the {maker}"],
        [Cue.Filler] =
        [
            "a hundred times", "hundreds of times", "a thousand times", "countless times", "so many times", "many times",
                "loads of times", "several times", "a few times", "please", "pls", "plz", "kindly", "some", "a", "an", "the", "of", "to",
                "i", "me", "my", "we", "us", "our", "you", "your", "is", "are", "was", "be", "am", "im", "do", "does", "did", "have",
                "has", "had", "can", "could", "would", "should", "will", "shall", "may", "might", "in", "on", "at", "with", "by", "from",
                "that", "which", "who", "there", "here", "so", "then", "maybe", "perhaps", "something", "anything", "someone", "somebody",
                "thing", "things", "stuff", "kind", "kinds", "sort", "sorts", "type", "types", "kind of", "sort of", "type of",
            "bit", "a bit", "a little", "really", "very", "quite", "pretty", "well", "oh", "hm", "hmm", "huh", "um", "uh", "er", "ah",
                "yeah", "yes", "yep", "right", "ok", "okay", "tonight", "tonite", "today", "now", "this evening", "{use}", "{using}",
                "viewing", "recommendation", "suggestion", "idea", "one", "ones", "if poss", "if possible", "if you can",
                "if you have any", "if there are any", "if there are a few", "if any", "tho", "though", "lol", "mate", "love", "dear",
                "guys", "ever", "made", "make", "made in", "shot in",
            "spoken in", "in the language", "language", "speaking", "as", "it", "its", "get", "got", "go", "going", "let", "lets", "know",
                "think", "i think", "suppose", "i suppose", "guess", "i guess", "like to", "what", "how", "when", "also", "else",
                "same {item}", "in the same {item}", "rated", "certificate", "rating", "thats", "theres", "out", "up", "for", "all",
                "each", "every", "been", "were", "being", "than", "too", "much", "many", "lot", "lots", "lots of", "a lot of",
                "plenty of", "full of", "tons of", "loads of", "with lots of", "with a lot of", "period", "era", "{items}", "in it",
                "in them", "want", "take", "put", "give",
            "time", "day", "days", "evening", "night", "weekend", "saturday", "sunday", "friday", "bed", "later", "soon", "ready",
                "i forget", "i cant remember", "i dont remember", "cant remember", "i know nothing", "i know nothing about",
                "i know nothing at all about", "know nothing about", "i dont know much about", "i know little about",
                "i know very little about", "leave it at that", "dont mind", "i dont mind", "i dont mind which", "dont mind which",
                "either way", "if thats ok", "if that helps", "wise", "related", "based", "style", "themed", "oriented", "flavoured",
                "flavored", "type thing", "decade", "year", "years", "century", "country", "genre", 
        ],
    };

    /// <summary>Numbers in words.</summary>
    public static IReadOnlyDictionary<string, int> Numbers { get; } = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["one"] = 1, ["two"] = 2, ["three"] = 3, ["four"] = 4, ["five"] = 5, ["six"] = 6, ["seven"] = 7, ["eight"] = 8, ["nine"] = 9,
            ["ten"] = 10, ["eleven"] = 11, ["twelve"] = 12,
        ["thirteen"] = 13, ["fourteen"] = 14, ["fifteen"] = 15, ["twenty"] = 20, ["thirty"] = 30, ["fifty"] = 50, ["dozen"] = 12,
            ["couple"] = 2, ["pair"] = 2, ["few"] = 3, ["handful"] = 5, ["single"] = 1, ["hundred"] = 100,
    };

    /// <summary>Decades in words, as their first two-digit year.</summary>
    public static IReadOnlyDictionary<string, int> Decades { get; } = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["twenties"] = 20, ["thirties"] = 30, ["forties"] = 40, ["fourties"] = 40, ["fifties"] = 50, ["sixties"] = 60, ["seventies"] = 70,
            ["eighties"] = 80, ["nineties"] = 90, ["noughties"] = 0, ["naughties"] = 0, ["aughts"] = 0,
        ["20s"] = 20, ["30s"] = 30, ["40s"] = 40, ["50s"] = 50, ["60s"] = 60, ["70s"] = 70, ["80s"] = 80, ["90s"] = 90, ["00s"] = 0,
            ["10s"] = 10,
    };

    /// <summary>Ordinals.</summary>
    public static IReadOnlyDictionary<string, int> Ordinals { get; } = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["first"] = 1, ["1st"] = 1, ["second"] = 2, ["2nd"] = 2, ["third"] = 3, ["3rd"] = 3, ["fourth"] = 4, ["4th"] = 4, ["fifth"] = 5,
            ["5th"] = 5, ["sixth"] = 6, ["6th"] = 6, ["seventh"] = 7, ["7th"] = 7, ["eighth"] = 8, ["8th"] = 8,
        ["ninth"] = 9, ["tenth"] = 10, ["last"] = -1, ["top"] = 1,
    };

    /// <summary>What words that carry nothing in a search do.</summary>
    public static IReadOnlySet<Cue> SmallCues { get; } = new HashSet<Cue>
    {
        Cue.Filler, Cue.And, Cue.Or, Cue.Not, Cue.But, Cue.Want, Cue.Those, Cue.That, Cue.Pronoun, Cue.Greeting, Cue.Thanks, Cue.More,
            Cue.Also, Cue.Only, Cue.Good, Cue.Which, Cue.Who,
    };
}
