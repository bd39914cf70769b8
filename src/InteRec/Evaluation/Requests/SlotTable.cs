using System.Text.Json;
using InteRec.Import;
using InteRec.Planning.Labels;

namespace InteRec.Evaluation.Requests;

/// <summary>
/// How the reader's slots are called in a labelled set: the file <c>slot-names.json</c> of a dataset. Names alone: where a slot begins and
/// ends is the reader's to say.
/// </summary>
internal sealed record SlotTable
{
    /// <summary>Name of the file within a dataset's folder.</summary>
    public const string FileName = "slot-names.json";

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

    /// <summary>
    /// The name in the labelled set of each slot of the reader (<c>person:actor</c>), or of a slot with a value (<c>ask:trailer</c>). What
    /// has none is left out.
    /// </summary>
    public required IReadOnlyDictionary<string, string> Names { get; init; }

    /// <summary>What a mark is called, or null.</summary>
    public string? NameOf(Mark mark) =>
        Names.GetValueOrDefault($"{mark.Slot.Name()}:{mark.Value}") ?? Names.GetValueOrDefault(mark.Slot.Name());

    /// <summary>Reads the table of a dataset.</summary>
    /// <exception cref="DatasetException">There is none, or it cannot be used; the message names the file and the place.</exception>
    public static SlotTable Load(string path)
    {
        try
        {
            var table =
                JsonSerializer.Deserialize<SlotTable>(File.ReadAllBytes(path), Options)
                ?? throw new DatasetException($"{path}: an object is needed, not null");
            var name = table.Known.Concat(table.Names.Values).FirstOrDefault(s => !table.Slots.Contains(s, StringComparer.Ordinal));
            var slot = table.Names.Keys.FirstOrDefault(k => !IsOfReader(k));
            return name is not null ? throw new DatasetException($"{path}: {name} is none of the slots")
                : slot is not null ? throw new DatasetException($"{path}: {slot} is no slot of the reader")
                : table;
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

    private static bool IsOfReader(string key) =>
        Planning.Labels.Slots.Of(key) is not null || (key.Split(':', 2) is [var slot, _] && Planning.Labels.Slots.Of(slot) is not null);
}
