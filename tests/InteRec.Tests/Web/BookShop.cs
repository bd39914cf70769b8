using InteRec.Tests.Api;
using InteRec.Tests.Support;
using Xunit;

namespace InteRec.Tests.Web;

/// <summary>A ready service of a few books.</summary>
public sealed class BookShop : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ApiHost Host { get; private set; } = null!;

    public Uri Page => Host.Client.BaseAddress!;

    public async Task InitializeAsync() =>
        Host = await (await ApiHost.StartAsync("--InteRec:Dataset", BookDataset.Write(Path.Combine(_folder, "books")))).WhenReadyAsync();

    public async Task DisposeAsync() => await Host.DisposeAsync();

    public void Dispose() => _folder.Dispose();
}
