using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using InteRec.Catalog;
using InteRec.Conversations;
using InteRec.Planning;
using InteRec.Profiles;
using InteRec.Storage;
using InteRec.Tools;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.SemanticKernel;

namespace InteRec;

/// <summary>
/// The recommender as a plugin of a Semantic Kernel: every tool as a function, and <c>recommend</c> for a whole request in words;
/// <c>kernel.Plugins.AddInteRec(services)</c> adds it. A model calls them like any other functions; code gets the reply itself:
/// <c>(await kernel.InvokeAsync&lt;InteRecResult&gt;("interec", "filter", arguments)).Reply</c>. The functions tell the attributes of the
/// catalogue that is served when they are looked at.
/// </summary>
public sealed partial class InteRecPlugin : KernelPlugin
{
    /// <summary>The name of the plugin.</summary>
    public const string PluginName = "interec";

    private const string About = "Recommends items of one catalogue, and answers questions about them.";
    private const string Recommend =
        "Answers a whole request in words: a wish, a refinement, a question. Take this first; the other tools are its parts.";

    private readonly IServiceProvider _services;
    private readonly string? _userId;
    private ServedFunctions? _served;

    private InteRecPlugin(IServiceProvider services, string? userId)
        : base(PluginName, About) => (_services, _userId) = (services, userId);

    /// <inheritdoc />
    public override int FunctionCount => Served.FunctionCount;

    /// <summary>Made once a catalogue. Two threads may both make them: they are the same.</summary>
    private KernelPlugin Served
    {
        get
        {
            var catalog = _services.GetRequiredService<ServingSlot>().Current.Catalog;
            if (_served is not { } served || !ReferenceEquals(served.Catalog, catalog))
            {
                _served = served = new ServedFunctions(catalog, Make(catalog));
            }

            return served.Functions;
        }
    }

    /// <summary>The same for one user: whose taste counts is then the program's to say, and no model can name another.</summary>
    /// <param name="userId">The user.</param>
    public InteRecPlugin For(string userId)
    {
        ArgumentException.ThrowIfNullOrEmpty(userId);
        return new InteRecPlugin(_services, userId);
    }

    /// <inheritdoc />
    public override bool TryGetFunction(string name, [NotNullWhen(true)] out KernelFunction? function) =>
        Served.TryGetFunction(name, out function);

    /// <inheritdoc />
    public override IEnumerator<KernelFunction> GetEnumerator() => Served.GetEnumerator();

    internal static InteRecPlugin Of(IServiceProvider services) => new(services, userId: null);

    private sealed record ServedFunctions(CatalogSnapshot Catalog, KernelPlugin Functions);

    private KernelPlugin Make(CatalogSnapshot catalog) => KernelPluginFactory.CreateFromFunctions(Name, Description, Functions(catalog));

    private IEnumerable<KernelFunction> Functions(CatalogSnapshot catalog)
    {
        var box = _services.GetRequiredService<ToolBox>();
        yield return Function(ToolNames.Recommend, Recommend, MessageArguments.Schema(catalog, box), AnswerAsync);
        foreach (var tool in ToolList.Of(box, catalog))
        {
            yield return Function(tool.Name, tool.Description, FlatArguments.Schema(tool), (a, stop) => CallAsync(box, tool.Name, a, stop));
        }
    }

    private KernelFunction Function(
        string name,
        string description,
        JsonElement schema,
        Func<JsonObject, CancellationToken, Task<InteRecResult>> call
    )
    {
        var arguments = InlineSchema.Of(schema);
        if (_userId is not null)
        {
            var properties = (JsonObject)arguments["properties"]!;
            properties.Remove(FlatArguments.UserId);
            properties.Remove(FlatArguments.UserIds);
        }

        return KernelFunctions.Create(name, description, arguments, async (given, stop) => await TellAsync(() => call(Whose(given), stop)));
    }

    /// <summary>Whatever is declared is read in any case, so a name written otherwise must not pass by.</summary>
    private JsonObject Whose(JsonObject given)
    {
        if (_userId is null)
        {
            return given;
        }

        var arguments = ArgumentProblems.Spelt(given, [FlatArguments.UserId, FlatArguments.UserIds]);
        if (arguments.ContainsKey(FlatArguments.UserIds))
        {
            throw new ToolException($"{FlatArguments.UserIds}: whose taste counts is the program's to say. Leave it out.");
        }

        arguments[FlatArguments.UserId] = _userId;
        return arguments;
    }

    private async Task<InteRecResult> AnswerAsync(JsonObject arguments, CancellationToken cancellationToken)
    {
        var request = MessageArguments.Read(arguments, PlanJson.Options);
        Require(_services.GetRequiredService<CallChecks>().Chat("", request));
        var caller = new Caller(request.UserId, KeyId: null);
        var turn = await _services.GetRequiredService<ConversationService>().TakeTurnAsync(request, caller, cancellationToken);
        var reply = RecommendReply.Of(turn);
        return new InteRecResult(ReplyText.Of(reply), reply);
    }

    private async Task<InteRecResult> CallAsync(ToolBox box, string tool, JsonObject arguments, CancellationToken cancellationToken)
    {
        var request = FlatArguments.Request(box, tool, arguments, PlanJson.Options);
        Require(_services.GetRequiredService<CallChecks>().Tool("", request));
        var caller = new Caller(request.UserId, KeyId: null);
        var reply = await _services.GetRequiredService<ToolService>().RunToolAsync(tool, request, caller, cancellationToken);
        return new InteRecResult(ReplyText.Of(reply), reply);
    }

    private static void Require(WrongValue? wrong)
    {
        if (wrong is not null)
        {
            throw new ToolException($"{wrong.Path}: {wrong.Message}.");
        }
    }

    /// <summary>
    /// What a model got wrong is a sentence that it can act on: the Kernel tells it of exceptions only that there was one.
    /// </summary>
    private async Task<InteRecResult> TellAsync(Func<Task<InteRecResult>> call)
    {
        try
        {
            return await call();
        }
        catch (InvalidPlanException e)
        {
            return new InteRecResult(FlatArguments.Told(e.Problems), null);
        }
        catch (Exception e)
            when (e
                    is CallerConditionsException
                        or ToolException
                        or UserNotFoundException
                        or ConversationNotFoundException
                        or ConversationConflictException
            )
        {
            return new InteRecResult(e.Message, null);
        }
        catch (JsonException e)
        {
            return new InteRecResult($"{e.Path}: {ArgumentProblems.Expected(e) ?? "another type is expected"}.", null);
        }
        catch (StorageException e)
        {
            // The message is for the operator; the model hears what it can say.
            LogFailed(_services.GetRequiredService<ILogger<InteRecPlugin>>(), e);
            return new InteRecResult($"This cannot be answered now: {e.Told}.", null);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A call from a Kernel failed")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
