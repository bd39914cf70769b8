namespace InteRec.Import;

/// <summary>A dataset, its declaration or one of its files cannot be used; the message says where and why, in words for a person.</summary>
public sealed class DatasetException(string message, Exception? inner = null) : Exception(message, inner);
