namespace InteRec.Api.OpenAi;

/// <summary>What somebody said in a conversation.</summary>
/// <param name="IsAnswer">True where the service said it, false where the person did.</param>
/// <param name="Text">The words.</param>
internal sealed record Utterance(bool IsAnswer, string Text);
