using InteRec.Planning.BuiltIn.Reader.Candidates.Spelling;

namespace InteRec.Planning.BuiltIn.Reader.Candidates;

/// <summary>Finds the phrases of a trie in a message, from every word on, as typed and with mistakes corrected.</summary>
internal sealed class PhraseWalk
{
    private const int MaxWords = 16;
    private const int MostMistakes = 3;
    private const int CommonRank = 3000;

    // A word alone must be likely; between others that are right it may be a bold reading.
    private const float LeastLikelihood = 0.06f;
    private readonly PhraseTrie<Sense> _phrases;
    private readonly FoundCandidates _found;
    private readonly MessageText _text;
    private readonly List<WordReading>[] _readings;

    public PhraseWalk(PhraseTrie<Sense> phrases, FoundCandidates found, SpeltText spelt)
    {
        (_phrases, _found, _text) = (phrases, found, found.Text);
        _readings = new List<WordReading>[_text.Count];
        for (var i = 0; i < _readings.Length; i++)
        {
            _readings[i] = new List<WordReading>(1);
            _text.AddReadings(i, _readings[i]);
            foreach (var correction in spelt.Corrections(i))
            {
                _readings[i].Add(new WordReading(i + 1, correction.Word, correction.Likelihood));
            }
        }
    }

    /// <summary>Adds every phrase that stands in the message.</summary>
    public void Run()
    {
        for (var i = 0; i < _text.Count; i++)
        {
            if (!_text.IsSign(i))
            {
                Walk(new Path(i, PhraseTrie<Sense>.Root, 0, 0, 1, null), i);
            }
        }
    }

    private void Walk(Path path, int at)
    {
        if (at >= _text.Count || path.Words >= MaxWords)
        {
            return;
        }

        if (_text.IsSign(at))
        {
            // One sign may stand between two words of a phrase: "sci-fi", "The Good, the Bad".
            if (at > path.Start && !_text.IsSign(at - 1))
            {
                Walk(path, at + 1);
            }

            return;
        }

        foreach (var reading in _readings[at])
        {
            if (reading.Likelihood < 1 && path.Mistakes >= MostMistakes)
            {
                continue;
            }

            Step(path, reading, reading.Text);
            if (Stem.Word(reading.Text) is var stem && !ReferenceEquals(stem, reading.Text))
            {
                Step(path, reading, stem);
            }
        }
    }

    private void Step(Path path, WordReading reading, string word)
    {
        var node = _phrases.WordOf(word) is >= 0 and var number ? _phrases.Next(path.Node, number) : -1;
        if (node < 0)
        {
            return;
        }

        var isMistake = reading.Likelihood < 1;
        var next = path with
        {
            Node = node,
            Words = path.Words + 1,
            Mistakes = path.Mistakes + (isMistake ? 1 : 0),
            Likelihood = path.Likelihood * reading.Likelihood,
            ReadAs = isMistake || path.ReadAs is not null ? Append(path, reading) : null,
        };
        var likelihood = MathF.Pow(next.Likelihood, 1f / next.Words);
        if (likelihood >= LeastLikelihood && (!isMistake || next.Words > 1 || !IsCommon(path.Start)))
        {
            foreach (var sense in _phrases.At(node))
            {
                _found.Add(path.Start, reading.End, sense, next.ReadAs, likelihood);
            }
        }

        Walk(next, reading.End);
    }

    /// <summary>A common word alone is no misspelling.</summary>
    private bool IsCommon(int word) => WordRanks.Bundled.Of(_text[word]) < CommonRank;

    private string Append(Path path, WordReading reading) =>
        path.ReadAs is { } before ? $"{before} {reading.Text}"
        : path.Words == 0 ? reading.Text
        : $"{_text.Folded(path.Start, reading.End - 1)} {reading.Text}";

    /// <summary>Part of a phrase that has been read.</summary>
    [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
    private readonly record struct Path(int Start, int Node, int Words, int Mistakes, float Likelihood, string? ReadAs);
}
