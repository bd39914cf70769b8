using InteRec.Planning.BuiltIn.Reader;

namespace InteRec.Evaluation.Requests;

/// <summary>Says which stretches of a request are which slots: the marks of the reader, under the names of a labelled set.</summary>
/// <param name="reader">Reads the request, as the first message of a conversation.</param>
/// <param name="candidates">What the words of a message may mean.</param>
/// <param name="table">The names.</param>
internal sealed class RequestTagger(IMessageReader reader, Func<string, IReadOnlyList<Candidate>> candidates, SlotTable table)
{
    /// <summary>The slots in the order of the text.</summary>
    public IReadOnlyList<LabelledSlot> Tag(string text) =>
        [
            .. reader
                .Read(new ReaderInput(text, Bot: null, Request: [], candidates(text)))
                .Marks.OrderBy(m => m.Start)
                .Select(m => (Name: table.NameOf(m), Mark: m))
                .Where(m => m.Name is not null)
                .Select(m => new LabelledSlot(m.Name!, m.Mark.Text(text))),
        ];
}
