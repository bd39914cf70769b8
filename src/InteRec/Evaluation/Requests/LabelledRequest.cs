using System.Text.Json;
using InteRec.Import;

namespace InteRec.Evaluation.Requests;

/// <summary>One slot of a labelled request: a stretch of its text and what it is.</summary>
/// <param name="Type">The slot's name.</param>
/// <param name="Value">The stretch of text, as it stands there.</param>
internal sealed record LabelledSlot(string Type, string Value);

/// <summary>A request that someone has labelled. A file of them has one a line, as JSON.</summary>
/// <param name="Text">The request as typed.</param>
/// <param name="Slots">Its slots in the order of the text.</param>
internal sealed record LabelledRequest(string Text, IReadOnlyList<LabelledSlot> Slots)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Reads a file of labelled requests; empty lines are passed over.</summary>
    /// <exception cref="DatasetException">
    /// The file cannot be read, or a line is no labelled request; the message has file and line.
    /// </exception>
    public static async Task<IReadOnlyList<LabelledRequest>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var requests = new List<LabelledRequest>();
        try
        {
            var number = 0;
            await foreach (var line in File.ReadLinesAsync(path, cancellationToken))
            {
                number++;
                if (!string.IsNullOrWhiteSpace(line))
                {
                    requests.Add(Parse(line, path, number));
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"{path} cannot be read: {e.Message}", e);
        }

        return requests.Count > 0 ? requests : throw new DatasetException($"{path}: there is no request in it");
    }

    private static LabelledRequest Parse(string line, string path, int number)
    {
        try
        {
            return JsonSerializer.Deserialize<LabelledRequest>(line, Options)
                ?? throw new DatasetException($"{path}:{number}: a request is needed, not null");
        }
        catch (JsonException e)
        {
            throw new DatasetException($"{path}:{number}: no labelled request with text and slots: {e.Message}", e);
        }
    }
}
