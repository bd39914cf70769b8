using System.Text.Json;

namespace InteRec.Api.Json;

/// <summary>A JSON value that we refuse; the message is ours and may be shown to the caller.</summary>
internal sealed class JsonValueException(string message) : JsonException(message);
