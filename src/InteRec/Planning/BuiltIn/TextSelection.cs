namespace InteRec.Planning.BuiltIn;

/// <summary>
/// Which of the words left over are worth a search. People tell stories around their request ("my brother is doing the sandwiches"):
/// words count where a plot is announced ("the one where ..."), and elsewhere when they are words that items are described with.
/// </summary>
internal static class TextSelection
{
    /// <summary>The stretches to search for, in order.</summary>
    public static IEnumerable<string> Of(Reading reading, Lexicon lexicon, bool isRefinement)
    {
        var announced = reading.HasAny(Cue.About, Cue.TheOne);
        var talkative = reading.IsTalkative;
        var specific = isRefinement && !announced && reading.Mentions.Count > 0;
        foreach (var (text, _, _) in reading.Text)
        {
            var words = text.Split(' ').Where(w => w.Length > 1).ToList();
            var telling = words.Where(w => IsTelling(w, lexicon)).ToList();
            if (reading.Mentions.Count == 0 && !isRefinement && telling.Count > 0 && words.Count <= 6)
            {
                // Nothing else was understood: a name that the catalogue may have somewhere ("Studio Ghibli") is looked for as it stands.
                yield return string.Join(' ', words.Where(w => !lexicon.IsSmall(w)));
            }
            else if (announced && telling.Count > 0 && !talkative)
            {
                yield return string.Join(' ', words);
            }
            else if (telling.Count > 0 && !talkative && !specific && telling.Count * 2 >= words.Count(w => !lexicon.IsSmall(w)))
            {
                yield return string.Join(' ', telling);
            }
        }
    }

    private static bool IsTelling(string word, Lexicon lexicon) =>
        word.Length >= 3 && !lexicon.IsSmall(word) && lexicon.Topics.ItemsOf(word) >= 2;
}
