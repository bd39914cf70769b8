using System.Text.Json;
using InteRec.Import;

namespace InteRec.Evaluation.Requests;

/// <summary>
/// How what is read in a request is called where requests are labelled: the file <c>request-slots.json</c> of a dataset. A labelled set has
/// its own names and its own habits of where a slot begins and ends, so both are data, not code.
/// </summary>
internal sealed record SlotRules
{
    /// <summary>Name of the file within a dataset's folder.</summary>
    public const string FileName = "request-slots.json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>All slots of the labelled set.</summary>
    public required IReadOnlyList<string> Slots { get; init; }

    /// <summary>The slots that a catalogue can know.</summary>
    public required IReadOnlyList<string> Known { get; init; }

    /// <summary>Pieces of patterns by name; a pattern refers to one as <c>&lt;name&gt;</c>.</summary>
    public IReadOnlyDictionary<string, string> Pieces { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Words that end a name.</summary>
    public IReadOnlyList<string> NameEnds { get; init; } = [];

    /// <summary>Words that end a stretch of free text.</summary>
    public IReadOnlyList<string> TextEnds { get; init; } = [];

    /// <summary>Words that free text never ends with.</summary>
    public IReadOnlyList<string> Dangling { get; init; } = [];

    /// <summary>The steps, in order: what one takes is left alone by those after it.</summary>
    public required IReadOnlyList<SlotStep> Steps { get; init; }

    /// <summary>Reads the rules of a dataset.</summary>
    /// <exception cref="DatasetException">There are none, or they cannot be used; the message names the file and the place.</exception>
    public static SlotRules Load(string path)
    {
        try
        {
            var rules =
                JsonSerializer.Deserialize<SlotRules>(File.ReadAllBytes(path), Options)
                ?? throw new DatasetException($"{path}: an object is needed, not null");
            var unknown = rules
                .Known.Concat(rules.Steps.Where(s => s.Slot.Length > 0).Select(s => s.Slot))
                .FirstOrDefault(s => !rules.Slots.Contains(s, StringComparer.Ordinal));
            return unknown is null ? rules : throw new DatasetException($"{path}: {unknown} is none of the slots");
        }
        catch (JsonException e)
        {
            throw new DatasetException($"{path}:{e.LineNumber + 1}: {e.Path}: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"{path} cannot be read: {e.Message}", e);
        }
    }
}

/// <summary>One step: the patterns, the attributes or the items that are a slot.</summary>
internal sealed record SlotStep
{
    /// <summary>The slot; empty for words that are none and that later steps must leave alone.</summary>
    public required string Slot { get; init; }

    /// <summary>Patterns; what stands in brackets is the slot. See <see cref="SlotPattern"/>.</summary>
    public IReadOnlyList<string> Say { get; init; } = [];

    /// <summary>Attributes whose values and bounds, as the planner read them, are the slot.</summary>
    public IReadOnlyList<string> Attributes { get; init; } = [];

    /// <summary>The items that the planner read are the slot.</summary>
    public bool Items { get; init; }
}
