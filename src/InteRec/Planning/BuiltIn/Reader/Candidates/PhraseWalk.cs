namespace InteRec.Planning.BuiltIn.Reader.Candidates;

/// <summary>Finds the phrases of a trie in a message, from every word on.</summary>
internal sealed class PhraseWalk
{
    private const int MaxWords = 16;
    private readonly PhraseTrie<Meaning> _phrases;
    private readonly CandidateSet _found;
    private readonly MessageText _text;
    private readonly List<WordReading>[] _readings;

    public PhraseWalk(PhraseTrie<Meaning> phrases, CandidateSet found)
    {
        (_phrases, _found, _text) = (phrases, found, found.Text);
        _readings = new List<WordReading>[_text.Count];
        for (var i = 0; i < _readings.Length; i++)
        {
            _readings[i] = new List<WordReading>(1);
            _text.AddReadings(i, _readings[i]);
        }
    }

    /// <summary>Adds every phrase that stands in the message.</summary>
    public void Run()
    {
        for (var i = 0; i < _text.Count; i++)
        {
            if (!_text.IsSign(i))
            {
                Walk(i, i, PhraseTrie<Meaning>.Root, 0);
            }
        }
    }

    private void Walk(int start, int at, int node, int words)
    {
        if (at >= _text.Count || words >= MaxWords)
        {
            return;
        }

        if (_text.IsSign(at))
        {
            // One sign may stand between two words of a phrase: "sci-fi", "The Good, the Bad".
            if (at > start && !_text.IsSign(at - 1))
            {
                Walk(start, at + 1, node, words);
            }

            return;
        }

        foreach (var reading in _readings[at])
        {
            Step(start, reading.End, node, reading.Text, words);
            if (Stem.Word(reading.Text) is var stem && !ReferenceEquals(stem, reading.Text))
            {
                Step(start, reading.End, node, stem, words);
            }
        }
    }

    private void Step(int start, int end, int node, string word, int words)
    {
        var next = _phrases.WordOf(word) is >= 0 and var number ? _phrases.Next(node, number) : -1;
        if (next < 0)
        {
            return;
        }

        foreach (var meaning in _phrases.At(next))
        {
            _found.Add(start, end, meaning);
        }

        Walk(start, end, next, words + 1);
    }
}
