using InteRec.Conversations;
using InteRec.Planning;
using InteRec.Planning.BuiltIn.Reader.Network;
using InteRec.Planning.BuiltIn.Reader.Turns;
using InteRec.Tests.Support;
using InteRec.Tools;

namespace InteRec.Tests.Planning.BuiltIn.Reader.Domains;

/// <summary>
/// Conversations about any catalogue with the reader that comes with the product, or with the one of the folder that the setting
/// <c>InteRec__ReaderPath</c> names.
/// </summary>
internal static class ShippedReader
{
    private static readonly Lazy<LearnedReader> Reader = new(() =>
        LearnedReader.Of(ReaderFile.Load(Path.Combine(Folder, ReaderManifest.ReaderFileName)))
    );

    private static readonly Dictionary<string, Lazy<Task<ServingState>>> Domains = new[] { "games", "cosmetics" }.ToDictionary(
        name => name,
        name => new Lazy<Task<ServingState>>(() => LoadAsync(name))
    );

    private static string Folder =>
        Environment.GetEnvironmentVariable("InteRec__ReaderPath") is { Length: > 0 } path
            ? path
            : RepositoryFiles.PathOf("datasets/reader");

    /// <summary>The first turn of a conversation about a catalogue of the test data, and the conversation.</summary>
    public static async Task<(Talk Talk, ChatReply Reply)> AskAsync(string domain, string message) =>
        await AskAsync(await Domains[domain].Value, message);

    /// <summary>The first turn of a conversation, and the conversation.</summary>
    public static async Task<(Talk Talk, ChatReply Reply)> AskAsync(ServingState serving, string message)
    {
        var talk = new Talk(serving, new BuiltInPlanner(Reader.Value));
        return (talk, await talk.SayAsync(message));
    }

    private static async Task<ServingState> LoadAsync(string name)
    {
        var catalog = await CatalogFolder.ReadAsync(Path.Combine(AppContext.BaseDirectory, "Data", name));
        return Talk.Serve(catalog, Directory.CreateTempSubdirectory($"interec-{name}-").FullName);
    }
}
