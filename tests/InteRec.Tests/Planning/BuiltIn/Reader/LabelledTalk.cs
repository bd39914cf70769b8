using InteRec.Conversations;
using InteRec.Planning.BuiltIn.Reader;
using InteRec.Planning.BuiltIn.Reader.Turns;

namespace InteRec.Tests.Planning.BuiltIn.Reader;

/// <summary>A conversation about the bundled films whose messages are read as a test labels them.</summary>
public abstract class LabelledTalk : IDisposable
{
    private protected LabelledTalk()
    {
        Reader = new LabelledReader();
        Talk = new Talk(Movies.Serving, new BuiltInPlanner(new Lazy<IMessageReader>(Reader)));
    }

    private protected LabelledReader Reader { get; }

    private protected Talk Talk { get; }

    public void Dispose()
    {
        Talk.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Says a message; see <see cref="LabelledReader.Says"/>.</summary>
    private protected async Task<ChatReply> SayAsync(string message, string acts, bool keeps, params string[] marks) =>
        await Talk.SayAsync(Reader.Says(message, acts, keeps, marks));
}
