using System.Text.Json;
using System.Text.Json.Serialization;
using InteRec.Import;

namespace InteRec.Evaluation.Suites;

/// <summary>One scripted conversation. A suite is a file of them, one a line, as JSON.</summary>
internal sealed record SuiteConversation
{
    /// <summary>The conversation's name in reports.</summary>
    public required string Id { get; init; }

    /// <summary>What it is about; results are counted by tag.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The turns, in order.</summary>
    public required IReadOnlyList<SuiteTurn> Turns { get; init; }
}

/// <summary>One message and what its reply must be like.</summary>
internal sealed record SuiteTurn(string Say, SuiteExpectation? Expect);

/// <summary>What is expected of a reply; what is not set is not checked.</summary>
internal sealed record SuiteExpectation
{
    /// <summary>Expected of the items of all lists together.</summary>
    public SuiteItems? Items { get; init; }

    /// <summary>No item that an earlier turn gave.</summary>
    public bool Fresh { get; init; }

    /// <summary>How many lists with items.</summary>
    public int? Lists { get; init; }

    /// <summary>Conditions of the first, second ... list.</summary>
    public IReadOnlyList<SuiteItems> List { get; init; } = [];

    /// <summary>Expected of the text.</summary>
    public SuiteText? Text { get; init; }

    /// <summary>No items at all.</summary>
    [JsonPropertyName("no_items")]
    public bool NoItems { get; init; }

    /// <summary>The reply asks something back.</summary>
    public bool Ask { get; init; }

    /// <summary>One of these notice codes; a single text in JSON is a list of one.</summary>
    [JsonConverter(typeof(OneOrManyConverter))]
    public IReadOnlyList<string> Notice { get; init; } = [];

    /// <summary>Names told to be unknown.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];
}

/// <summary>What is expected of items.</summary>
internal sealed record SuiteItems
{
    /// <summary>At least so many.</summary>
    public int Min { get; init; }

    /// <summary>At most so many.</summary>
    public int? Max { get; init; }

    /// <summary>Conditions that every item meets.</summary>
    public IReadOnlyList<SuiteCondition> Every { get; init; } = [];

    /// <summary>Conditions that at least 60 % of the items meet.</summary>
    public IReadOnlyList<SuiteCondition> Most { get; init; } = [];

    /// <summary>Conditions that at least one item meets.</summary>
    public IReadOnlyList<SuiteCondition> Some { get; init; } = [];

    /// <summary>Item ids that must be there.</summary>
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Item ids that must not be there.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];
}

/// <summary>One condition on an attribute; an item without a value fails all but <see cref="None"/>.</summary>
internal sealed record SuiteCondition
{
    /// <summary>The attribute.</summary>
    public required string Attr { get; init; }

    /// <summary>One of these values.</summary>
    public IReadOnlyList<string>? Any { get; init; }

    /// <summary>All of these values.</summary>
    public IReadOnlyList<string>? All { get; init; }

    /// <summary>None of these values.</summary>
    public IReadOnlyList<string>? None { get; init; }

    /// <summary>At least.</summary>
    public double? From { get; init; }

    /// <summary>At most.</summary>
    public double? To { get; init; }
}

/// <summary>What is expected of the text, case and accents ignored.</summary>
internal sealed record SuiteText
{
    /// <summary>One of these is in it.</summary>
    public IReadOnlyList<string> Any { get; init; } = [];

    /// <summary>None of these is in it.</summary>
    public IReadOnlyList<string> None { get; init; } = [];
}

/// <summary>Reads suites.</summary>
internal static class SuiteFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>Reads a file of scripted conversations.</summary>
    /// <exception cref="DatasetException">A line is not a conversation; the message has file and line.</exception>
    public static async Task<IReadOnlyList<SuiteConversation>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var conversations = new List<SuiteConversation>();
        var number = 0;
        await foreach (var line in File.ReadLinesAsync(path, cancellationToken))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            try
            {
                conversations.Add(JsonSerializer.Deserialize<SuiteConversation>(line, Options) ?? throw new JsonException("it is null"));
            }
            catch (JsonException e)
            {
                throw new DatasetException($"{path}, line {number}: not a scripted conversation: {e.Message}", e);
            }
        }

        return conversations;
    }
}

/// <summary>Reads a text or a list of texts.</summary>
internal sealed class OneOrManyConverter : JsonConverter<IReadOnlyList<string>>
{
    public override IReadOnlyList<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? [reader.GetString()!] : JsonSerializer.Deserialize<List<string>>(ref reader, options)!;

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<string> value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, options);
}
