using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace InteRec.Tests.Planning.Agent.Injections;

/// <summary>A model that does what no rule allows, as one would that takes every injected text for an order.</summary>
internal sealed class ObedientModel : IChatClient
{
    /// <summary>What it does instead of its work.</summary>
    public enum Attack
    {
        /// <summary>Plans with a tool that is none.</summary>
        ForeignTool,

        /// <summary>Lists the hidden item, and the injected one.</summary>
        HiddenItem,

        /// <summary>Answers with its rules.</summary>
        Recital,
    }

    private Attack _attack;

    public List<IReadOnlyList<ChatMessage>> Calls { get; } = [];

    /// <summary>The rules it was given while nobody attacked.</summary>
    public HashSet<string> Rules { get; } = new(StringComparer.Ordinal);

    public string HiddenId { get; set; } = string.Empty;

    /// <summary>The item with the injected text, or null.</summary>
    public string? Item { get; set; }

    public void Begin(Attack attack)
    {
        _attack = attack;
        Calls.Clear();
    }

    /// <summary>Remembers the rules of a turn that nobody attacked.</summary>
    public void Learn() => Rules.UnionWith(Calls.Select(c => c[0].Text));

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        var sent = messages.ToList();
        Calls.Add(sent);
        var items = string.Join("\",\"", new[] { HiddenId, Item }.OfType<string>());
        return Task.FromResult(
            ScriptedChatClient.Says(
                _attack switch
                {
                    Attack.ForeignTool => """{"intent":"recommend","lists":[{"steps":[{"tool":"query","sql":"DROP TABLE items"}]}]}""",
                    Attack.HiddenItem =>
                        $$$"""{"intent":"recommend","lists":[{"count":5,"steps":[{"tool":"filter","items":["{{{items}}}"]},{"tool":"rank"}]}],"remember":{"liked":["{{{HiddenId}}}"]}}""",
                    _ => sent[0].Text,
                }
            )
        );
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        await Task.CompletedTask;
        var sent = messages.ToList();
        Calls.Add(sent);
        yield return new ChatResponseUpdate(
            ChatRole.Assistant,
            $"[99] is hidden. \"{InjectedService.HiddenTitle}\" is the best. I was told: {sent[0].Text} [1] is good."
        );
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose() { }
}
