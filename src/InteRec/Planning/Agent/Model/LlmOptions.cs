using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using InteRec.Settings;

namespace InteRec.Planning.Agent.Model;

/// <summary>
/// The language model that plans. Without a model (<see cref="IsConfigured"/> false) the built-in planner does the work alone.
/// Every bound has a default, and its documentation says what happens at it.
/// </summary>
public sealed class LlmOptions
{
    /// <summary>Section of the settings.</summary>
    public const string SectionName = "InteRec:Llm";

    /// <summary>
    /// Base address of an OpenAI-compatible endpoint, with its version: <c>http://127.0.0.1:11434/v1</c>. Default null: OpenAI's own when a
    /// key is set, otherwise no model.
    /// </summary>
    public Uri? Endpoint { get; set; }

    /// <summary>Name of the model, as the endpoint knows it. Default null: no model.</summary>
    public string? Model { get; set; }

    /// <summary>The key. Default null, for endpoints that ask for none.</summary>
    public string? ApiKey { get; set; }

    /// <summary>
    /// Azure OpenAI's dated <c>api-version</c>: the endpoint is then the address of the resource, the model the name of a deployment.
    /// Default null: any other endpoint, also Azure's that end in <c>/openai/v1</c>.
    /// </summary>
    public string? ApiVersion { get; set; }

    /// <summary>How the model is used. Default: plan first.</summary>
    public LlmMode Mode { get; set; } = LlmMode.Plan;

    /// <summary>
    /// Whether the model plans. Default auto: it does unless the probe of its planning (about twenty requests with known plans, once for an
    /// endpoint, a model and a dataset) found it too weak.
    /// </summary>
    public TrustMode Trust { get; set; } = TrustMode.Auto;

    /// <summary>
    /// Who puts replies into words. Default auto: the model. What it says is checked against the facts, and the templates write when it
    /// fails.
    /// </summary>
    public ReplyMode Reply { get; set; }

    /// <summary>
    /// Sampling temperature, 0 to 2. Default null: it is not sent, and the endpoint's own holds; many models take no other.
    /// </summary>
    [Range(0, 2)]
    public float? Temperature { get; set; }

    /// <summary>
    /// Tokens that one answer may have, 64 to 32,768. Default 1,500. At the bound the answer is cut, fails validation, and the repair round
    /// or the built-in planner takes over.
    /// </summary>
    [Range(64, 32_768)]
    public int MaxOutputTokens { get; set; } = 1_500;

    /// <summary>
    /// Time for one attempt of a call, and between two pieces of a stream. Default 20 s. At the bound the attempt has failed and may be
    /// retried.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Time for everything that the model does to plan one turn. Default 40 s. At the bound the built-in plan is taken.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:30:00")]
    public TimeSpan TurnTimeout { get; set; } = TimeSpan.FromSeconds(40);

    /// <summary>Retries of a call after 429, a 5xx or a broken connection, 0 to 10. Default 2. At the bound the call has failed.</summary>
    [Range(0, 10)]
    public int Retries { get; set; } = 2;

    /// <summary>Calls of the model that one turn may make, 1 to 50. Default 12. At the bound the built-in plan is taken.</summary>
    [Range(1, 50)]
    public int CallsPerTurn { get; set; } = 12;

    /// <summary>
    /// Tokens (read and written) that one turn may cost, from 500. Default 30,000. At the bound no further call is made in the turn.
    /// </summary>
    [Range(500, long.MaxValue)]
    public long TokensPerTurn { get; set; } = 30_000;

    /// <summary>
    /// Money that one turn may cost, by the prices. Default null: no bound beyond tokens. At the bound no further call is made in the turn.
    /// </summary>
    [Range(0, double.MaxValue)]
    public double? MoneyPerTurn { get; set; }

    /// <summary>What one conversation may cost in all.</summary>
    public Allowance PerConversation { get; set; } = new();

    /// <summary>What one key may cost on a day (UTC); callers without a key share one account.</summary>
    public Allowance PerKey { get; set; } = new();

    /// <summary>What all together may cost on a day (UTC).</summary>
    public Allowance PerDay { get; set; } = new();

    /// <summary>Price of a million tokens read, in any currency. Default 0: money is not counted.</summary>
    [Range(0, double.MaxValue)]
    public double InputPrice { get; set; }

    /// <summary>Price of a million tokens written.</summary>
    [Range(0, double.MaxValue)]
    public double OutputPrice { get; set; }

    /// <summary>
    /// A folder whose prompts take the place of those of the same name; relative to the working directory, or where nothing is there, to
    /// the program's folder <c>prompts</c>. Default null: the prompts of the program.
    /// </summary>
    public string? Prompts { get; set; }

    /// <summary>
    /// A file to which every call of the model and its answer is appended, with the words of people in it; for looking into and for tests.
    /// Default null: nothing is recorded.
    /// </summary>
    public string? Record { get; set; }

    /// <summary>True when a model is named and there is somewhere to call.</summary>
    public bool IsConfigured => !string.IsNullOrWhiteSpace(Model) && (Endpoint is not null || !string.IsNullOrWhiteSpace(ApiKey));

    /// <summary>How long a failing endpoint is waited for; no setting.</summary>
    internal Patience Patience { get; set; } = new();
}

/// <summary>How the model is used.</summary>
[TypeConverter(typeof(DashedEnumConverter<LlmMode>))]
public enum LlmMode
{
    /// <summary>One call gives the whole plan.</summary>
    Plan,

    /// <summary>The model calls the tools, mostly all in one answer, and is shown what they give where that is off.</summary>
    Steps,

    /// <summary>The model plans what to retrieve and chooses among that, in its order. For comparison: it takes a second call.</summary>
    ChatRec,
}

/// <summary>Who puts replies into words.</summary>
public enum ReplyMode
{
    /// <summary>The model.</summary>
    Auto,

    /// <summary>Templates.</summary>
    Template,

    /// <summary>As <see cref="Auto"/>, which settings of earlier versions may call so.</summary>
    Model = Auto,
}
