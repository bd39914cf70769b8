using InteRec.Conversations;
using InteRec.Tests.Support;
using InteRec.Tools;

namespace InteRec.Tests.Planning.BuiltIn.Reader.Domains;

/// <summary>Conversations about any catalogue with the reader that comes with the product.</summary>
internal static class DomainTalk
{
    private static readonly Dictionary<string, Lazy<Task<ServingState>>> Domains = new[] { "games", "cosmetics" }.ToDictionary(
        name => name,
        name => new Lazy<Task<ServingState>>(() => LoadAsync(name))
    );

    /// <summary>The first turn of a conversation about a catalogue of the test data, and the conversation.</summary>
    public static async Task<(Talk Talk, ChatReply Reply)> AskAsync(string domain, string message) =>
        await AskAsync(await Domains[domain].Value, message);

    /// <summary>The first turn of a conversation, and the conversation.</summary>
    public static async Task<(Talk Talk, ChatReply Reply)> AskAsync(ServingState serving, string message)
    {
        var talk = new Talk(serving, ShippedReader.Planner);
        return (talk, await talk.SayAsync(message));
    }

    private static async Task<ServingState> LoadAsync(string name)
    {
        var catalog = await CatalogFolder.ReadAsync(Path.Combine(AppContext.BaseDirectory, "Data", name));
        return Talk.Serve(catalog, Directory.CreateTempSubdirectory($"interec-{name}-").FullName);
    }
}
