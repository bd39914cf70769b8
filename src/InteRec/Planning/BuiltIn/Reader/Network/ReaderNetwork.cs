namespace InteRec.Planning.BuiltIn.Reader.Network;

/// <summary>A network that has been trained, in float32.</summary>
internal sealed record ReaderNetwork(
    ReaderVocabulary Vocabulary,
    OutcomeTable Outcomes,
    ReaderParameters Parameters,
    Temperatures Temperatures
);
