namespace InteRec.Search.Embeddings;

/// <summary>An embedding model cannot be used. The message names the file, the place in it, and what was found there.</summary>
public sealed class EmbeddingModelException : Exception
{
    /// <summary>Creates the exception without a message.</summary>
    public EmbeddingModelException() { }

    /// <summary>Creates the exception with a sentence that names the file, the place and what was found.</summary>
    public EmbeddingModelException(string message)
        : base(message) { }

    /// <summary>Creates the exception with a sentence and the failure behind it.</summary>
    public EmbeddingModelException(string message, Exception innerException)
        : base(message, innerException) { }
}
