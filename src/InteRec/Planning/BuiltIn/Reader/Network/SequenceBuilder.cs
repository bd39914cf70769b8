using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader.Network;

/// <summary>Makes the sequence that the network reads. The context is short: every piece of it costs as much as one typed.</summary>
internal sealed class SequenceBuilder(ReaderVocabulary vocabulary)
{
    // About 1,200 characters. Time grows a little faster than the pieces; of 13,591 annotated messages the longest has not half as many.
    private const int MessagePieces = 256;
    private const int SaidPieces = 6;
    private const int ValuePieces = 3;
    private const int MostConditions = 10;
    private const int SpanWords = 12;
    private const int ClauseWords = 40;
    private readonly int _start = vocabulary.Id(ReaderVocabulary.Start);
    private readonly int _separator = vocabulary.Id(ReaderVocabulary.Separator);

    public ReaderSequence Build(ReaderInput input)
    {
        var pieces = new List<int> { _start };
        AddBot(input.Bot, pieces);
        var (conditions, skipped) = AddConditions(input.Request, pieces);
        pieces.Add(_separator);
        var start = pieces.Count;
        var (words, first, last, readTo) = AddMessage(input.Message, pieces);
        Span<int> ranks = new int[words.Count];
        for (var w = 0; w < words.Count; w++)
        {
            for (var p = first[w]; p <= last[w]; p++)
            {
                ranks[w] = Math.Max(ranks[w], pieces[p]);
            }
        }

        pieces.Add(_separator);
        var candidates = Aligned(words, input.Candidates);
        var ofWords = PieceFeatures.Of(input.Message, words, candidates, ranks);
        var features = new int[pieces.Count][];
        Array.Fill(features, []);
        for (var w = 0; w < words.Count; w++)
        {
            features.AsSpan(first[w], last[w] - first[w] + 1).Fill(ofWords[w]);
        }

        return new ReaderSequence
        {
            Pieces = [.. pieces],
            MessageStart = start,
            Features = features,
            Words = words,
            ReadTo = readTo,
            FirstPieces = first,
            LastPieces = last,
            Conditions = conditions,
            SkippedConditions = skipped,
            Spans = Spans(input.Message, words, candidates),
        };
    }

    private void AddBot(BotTurn? bot, List<int> pieces)
    {
        pieces.Add(vocabulary.Id(ReaderVocabulary.Did(bot)));
        if (bot?.Ask is { } ask && Slots.Of(ask) is { } slot)
        {
            pieces.Add(vocabulary.Id(ReaderVocabulary.Asked(slot)));
        }

        AddText(bot?.Say ?? "", SaidPieces, pieces);
    }

    private (int[] Places, int Skipped) AddConditions(IReadOnlyList<Wish> request, List<int> pieces)
    {
        var places = new List<int>();
        var skipped = Math.Max(0, request.Sum(w => w.Conditions.Count) - MostConditions);
        var number = 0;
        for (var w = 0; w < request.Count; w++)
        {
            if (places.Count > 0 && request[w].Conditions.Count > 0)
            {
                pieces.Add(vocabulary.Id(ReaderVocabulary.NextList));
            }

            foreach (var condition in request[w].Conditions)
            {
                if (number++ >= skipped)
                {
                    places.Add(pieces.Count);
                    pieces.Add(vocabulary.Id(ReaderVocabulary.Holds(condition.Slot, condition.Sign)));
                    AddText(condition.Value, ValuePieces, pieces);
                }
            }
        }

        return ([.. places], skipped);
    }

    private void AddText(string text, int most, List<int> pieces)
    {
        var end = pieces.Count + most;
        foreach (var word in MessageWords.Split(text))
        {
            if (pieces.Count >= end)
            {
                break;
            }

            vocabulary.Tokenize(text.AsSpan(word.Start, word.Length), pieces);
        }

        if (pieces.Count > end)
        {
            pieces.RemoveRange(end, pieces.Count - end);
        }
    }

    private (IReadOnlyList<MessageWord> Words, int[] First, int[] Last, int? ReadTo) AddMessage(string message, List<int> pieces)
    {
        var (words, first, last) = (new List<MessageWord>(), new List<int>(), new List<int>());
        int? readTo = null;
        var end = pieces.Count + MessagePieces;
        foreach (var word in MessageWords.Split(message))
        {
            var from = pieces.Count;
            vocabulary.Tokenize(message.AsSpan(word.Start, word.Length), pieces);
            if (pieces.Count > end)
            {
                pieces.RemoveRange(from, pieces.Count - from);
                readTo = words[^1].End;
                break;
            }

            // Lone marks and the like have no pieces.
            if (pieces.Count > from)
            {
                words.Add(word);
                first.Add(from);
                last.Add(pieces.Count - 1);
            }
        }

        return (words, [.. first], [.. last], readTo);
    }

    /// <summary>The candidates that begin and end with a word, by the numbers of these.</summary>
    private static List<(int First, int Last, Candidate Candidate)> Aligned(
        IReadOnlyList<MessageWord> words,
        IReadOnlyList<Candidate> candidates
    )
    {
        var starts = words.Select((word, w) => (word.Start, w)).ToDictionary(p => p.Start, p => p.w);
        var ends = words.Select((word, w) => (word.End, w)).ToDictionary(p => p.End, p => p.w);
        var aligned = new List<(int, int, Candidate)>();
        foreach (var candidate in candidates)
        {
            if (starts.TryGetValue(candidate.Start, out var first) && ends.TryGetValue(candidate.End, out var last) && first <= last)
            {
                aligned.Add((first, last, candidate));
            }
        }

        return aligned;
    }

    /// <summary>Every span of up to twelve words, and longer ones that are whole clauses.</summary>
    private static List<ReaderSpan> Spans(
        string message,
        IReadOnlyList<MessageWord> words,
        List<(int First, int Last, Candidate Candidate)> candidates
    )
    {
        var facts = candidates
            .GroupBy(c => (c.First, c.Last))
            .ToDictionary(g => g.Key, g => g.SelectMany(c => SpanFacts.Of(c.Candidate)).Distinct().Order().ToArray());
        var spans = new List<ReaderSpan>();
        for (var first = 0; first < words.Count; first++)
        {
            var begins = first == 0 || IsBorder(message, words[first - 1]);
            for (var last = first; last < Math.Min(words.Count, first + ClauseWords); last++)
            {
                var ends = last == words.Count - 1 || IsBorder(message, words[last + 1]);
                if (last - first < SpanWords || (begins && ends))
                {
                    spans.Add(new ReaderSpan(first, last, facts.GetValueOrDefault((first, last), [])));
                }
            }
        }

        return spans;
    }

    private static bool IsBorder(string message, MessageWord word) =>
        message[word.Start] is '.' or ',' or ';' or ':' or '?' or '!' or '(' or ')' or '-';
}
