namespace InteRec.Conversations;

/// <summary>Writes as the variant of the turn does, where that has a writer of its own.</summary>
/// <param name="standard">The writer of everybody else.</param>
/// <param name="variants">Writers by the name of their variant.</param>
internal sealed class VariantReplyWriter(IReplyWriter standard, IReadOnlyDictionary<string, IReplyWriter> variants) : IReplyWriter
{
    public IAsyncEnumerable<string> WriteAsync(ReplyContext context, CancellationToken cancellationToken) =>
        (context.Variant is { } name ? variants.GetValueOrDefault(name, standard) : standard).WriteAsync(context, cancellationToken);
}
