using InteRec.Planning.Labels;

namespace InteRec.Planning.BuiltIn.Reader;

/// <summary>A message with what it means: what a reader is trained and measured on.</summary>
/// <param name="Input">What the reader sees.</param>
/// <param name="Gold">What it should say.</param>
internal sealed record ReaderExample(ReaderInput Input, MessageLabels Gold);
