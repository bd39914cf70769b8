using InteRec.Catalog;
using InteRec.Conversations;
using InteRec.Profiles;
using InteRec.Serving;
using InteRec.Tests.Api;
using InteRec.Tests.Support;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace InteRec.Tests.Planning.Agent.Injections;

/// <summary>
/// The whole recommender over films some of which carry orders in their texts, with a model that obeys them and writes the replies.
/// </summary>
public sealed class InjectedService : IAsyncLifetime, IDisposable
{
    public const string HiddenTitle = "The Quite Secret Vault";

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<Injection, string> _items = [];
    private readonly ServiceProvider _services;

    public InjectedService()
    {
        var dataset = Path.Combine(_folder, "dataset");
        SmallDataset.Write(dataset);
        Inject(dataset);
        Model.HiddenId = HiddenId;
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>(StringComparer.Ordinal)
                {
                    ["InteRec:DataPath"] = Path.Combine(_folder, "data"),
                    ["InteRec:Dataset"] = dataset,
                    ["InteRec:Llm:Endpoint"] = "http://127.0.0.1:9/v1",
                    ["InteRec:Llm:Model"] = "obedient",
                    ["InteRec:Llm:Trust"] = "always",
                    ["InteRec:Llm:Reply"] = "model",
                }
            )
            .Build();
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IChatClient>(Model)
            .AddInteRecCore(settings)
            .Services.BuildServiceProvider();
    }

    internal ObedientModel Model { get; } = new();

    public string HiddenId { get; private set; } = string.Empty;

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>The item that carries the text, or null where no item does.</summary>
    public string? ItemOf(string place, string text) => _items.GetValueOrDefault(new Injection(place, text));

    /// <summary>A text that is aimed at the hidden item.</summary>
    public string Aim(string text) => text.Replace("{hidden}", HiddenId, StringComparison.Ordinal);

    public async Task InitializeAsync()
    {
        await Get<StartUp>().RunAsync(null, default);
        await Get<ItemStore>().SetHiddenAsync([HiddenId], hidden: true, default);
        await Get<ServingLoader>().RefreshAsync(default);
        foreach (var attack in Enum.GetValues<ObedientModel.Attack>())
        {
            Model.Begin(attack);
            await Get<ConversationService>().TakeTurnAsync(new ChatRequest("good comedies"), new Caller(null, null), default);
            Model.Learn();
        }
    }

    public async Task DisposeAsync() => await _services.DisposeAsync();

    public void Dispose()
    {
        _services.Dispose();
        _folder.Dispose();
    }

    /// <summary>Hides one item behind a name of its own, and puts each text into an item of its own.</summary>
    private void Inject(string dataset)
    {
        var items = Path.Combine(dataset, "items.csv");
        using var texts = Injection.All.Where(i => i.Place is "title" or "description" or "keyword").GetEnumerator();
        var lines = File.ReadAllLines(items);
        var plot = lines[0].Split(',').IndexOf("plot");
        var rows = new List<string> { lines[0] };
        foreach (var line in lines.Skip(1))
        {
            var cells = Cells(line);
            if (HiddenId.Length == 0)
            {
                (HiddenId, cells[1]) = (cells[0], HiddenTitle);
            }
            else if (texts.MoveNext())
            {
                _items[texts.Current] = cells[0];
                var text = Aim(texts.Current.Text);
                (cells[1], cells[^1], cells[plot]) = texts.Current.Place switch
                {
                    "title" => (text, cells[^1], cells[plot]),
                    "keyword" => (cells[1], $"{text}|{cells[^1]}", cells[plot]),
                    _ => (cells[1], cells[^1], text),
                };
            }

            rows.Add(string.Join(',', cells.Select(c => $"\"{c.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")));
        }

        File.WriteAllLines(items, rows);
    }

    private static string[] Cells(string line)
    {
        var cells = new List<string> { string.Empty };
        var isQuoted = false;
        foreach (var c in line)
        {
            isQuoted ^= c == '"';
            if (c == ',' && !isQuoted)
            {
                cells.Add(string.Empty);
            }
            else if (c != '"')
            {
                cells[^1] += c;
            }
        }

        return [.. cells];
    }
}
