using InteRec.Planning.BuiltIn.Reader;
using InteRec.Planning.BuiltIn.Reader.Corpus;
using InteRec.Training;

namespace InteRec.Evaluation.Readings;

/// <summary>What a reader is measured on that was trained on the rest.</summary>
internal enum LeftOut
{
    /// <summary>One author at a time: people differ in how they write, and in how they label.</summary>
    Author,

    /// <summary>One domain at a time.</summary>
    Domain,
}

/// <summary>
/// Measures the training of readers: each part of the conversations is read by a reader that was trained on the others.
/// </summary>
/// <param name="conversations">The conversations.</param>
/// <param name="train">Trains a reader on conversations; told the share that is done.</param>
/// <param name="rules">The rules around the readers.</param>
internal sealed class LeaveOut(
    IReadOnlyList<ReadingConversation> conversations,
    Func<IReadOnlyList<ReadingConversation>, IProgress<double>?, CancellationToken, IMessageReader> train,
    ReadingRules rules
)
{
    /// <summary>Leaves out one part after another.</summary>
    /// <param name="by">What a part is.</param>
    /// <param name="only">The parts to leave out; all where there is none.</param>
    /// <param name="curve">Shares of the conversations to train on besides all of them, for the learning curve.</param>
    /// <param name="withExamples">Give messages with each kind of mistake.</param>
    /// <param name="progress">Told what is done.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public ReadingReport Run(
        LeftOut by,
        IReadOnlyCollection<string> only,
        IReadOnlyList<double> curve,
        bool withExamples,
        IProgress<(string Phase, double Share)>? progress,
        CancellationToken cancellationToken
    )
    {
        var parts = conversations.Select(Part).Distinct(StringComparer.Ordinal).Where(p => only.Count == 0 || only.Contains(p)).ToList();
        var reports = curve.Append(1).Distinct().Order().Select(share => (share, Messages: Read(share))).ToList();
        return ReadingReports.Of($"leaving out one {by.ToString().ToLowerInvariant()} at a time", reports[^1].Messages, withExamples) with
        {
            Curve = curve.Count == 0 ? [] : [.. reports.Select(r => new PartFigures($"{r.share:P0}", ReadingTally.Figures(r.Messages)))],
        };

        string Part(ReadingConversation conversation) => by == LeftOut.Author ? conversation.Author : conversation.Domain;

        List<ReadMessage> Read(double share) =>
            [
                .. parts.SelectMany(part =>
                {
                    var rest = conversations.Where(c => Part(c) != part && IsWithin(c, share)).ToList();
                    var reader = train(rest, Told($"{part} left out of {share:P0}"), cancellationToken);
                    return new ReadingEvaluation(reader, rules).Read(
                        [.. conversations.Where(c => Part(c) == part)],
                        null,
                        cancellationToken
                    );
                }),
            ];

        IProgress<double>? Told(string phase) => progress is null ? null : new Relay(progress, phase);
    }

    /// <summary>A larger share has the conversations of a smaller one.</summary>
    private static bool IsWithin(ReadingConversation conversation, double share) =>
        Crc32.Hash($"{conversation.Author}/{conversation.Id}") / (double)uint.MaxValue <= share;

    private sealed class Relay(IProgress<(string Phase, double Share)> progress, string phase) : IProgress<double>
    {
        public void Report(double value) => progress.Report((phase, value));
    }
}
