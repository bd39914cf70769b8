using InteRec.Catalog;
using InteRec.Import;
using InteRec.Settings;
using InteRec.Tools;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace InteRec;

/// <summary>Takes what a program brings along: its items, its tools, its rankers.</summary>
public sealed class InteRecBuilder
{
    internal InteRecBuilder(IServiceCollection services) => Services = services;

    /// <summary>
    /// The services of the recommender, for settings in code: <c>Services.Configure&lt;InteRecOptions&gt;(...)</c>. In a web application
    /// these are not those of the application; what tools and rankers ask for in their constructors is looked for in both.
    /// </summary>
    public IServiceCollection Services { get; }

    /// <summary>Takes the dataset from a folder with a <c>dataset.json</c>, as the setting <c>InteRec:Dataset</c> does.</summary>
    /// <param name="folder">The folder, relative to the working directory.</param>
    public InteRecBuilder AddDataset(string folder)
    {
        Services.Configure<InteRecOptions>(options => options.Dataset = folder);
        return this;
    }

    /// <summary>
    /// Takes the items from the program instead of a folder. They are put in at every start: new ones are added, changed ones replaced, and
    /// what is not given any more stays until it is hidden. A bad item keeps all of them out, and the log says which and why.
    /// </summary>
    /// <param name="schema">What the items are; <see cref="DatasetSchema.ItemId"/> names the property that is the id.</param>
    /// <param name="items">
    /// Objects whose public properties are named as the attributes, case ignored. What is no attribute is passed over.
    /// </param>
    /// <exception cref="DatasetException">The schema contradicts itself.</exception>
    public InteRecBuilder AddItems<T>(DatasetSchema schema, IEnumerable<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return AddItems(schema, _ => items.ToAsyncEnumerable());
    }

    /// <summary>As the other, for items that are read when the recommender starts: from a database, for one.</summary>
    /// <param name="schema">What the items are.</param>
    /// <param name="items">Reads the items; given the services of the program.</param>
    /// <exception cref="DatasetException">The schema contradicts itself.</exception>
    public InteRecBuilder AddItems<T>(DatasetSchema schema, Func<IServiceProvider, IAsyncEnumerable<T>> items)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(items);
        var problems = DatasetRules.Problems(schema).ToList();
        if (problems.Count > 0)
        {
            throw new DatasetException(string.Join('\n', problems.Select(p => $"{schema.Name}: {p}")));
        }

        Services.Replace(ServiceDescriptor.Singleton(schema with { Items = ItemSource.Name, Interactions = null }));
        Services.Replace(ServiceDescriptor.Singleton(provider => ItemSource.Of(() => items(HostServices.Of(provider)))));
        return this;
    }

    /// <summary>Adds a tool: to plans and their schema, to the list of tools and to what a language model may call.</summary>
    /// <typeparam name="TTool">The tool; one object serves all requests.</typeparam>
    public InteRecBuilder AddTool<TTool>()
        where TTool : class, ITool
    {
        Services.AddSingleton<ITool>(Create<TTool>);
        return this;
    }

    /// <summary>Adds a ranker: the tool <c>rank</c> orders by it where <c>by</c> is its name.</summary>
    /// <typeparam name="TRanker">The ranker; one object serves all requests.</typeparam>
    public InteRecBuilder AddRanker<TRanker>()
        where TRanker : class, IItemRanker
    {
        Services.AddSingleton<IItemRanker>(Create<TRanker>);
        return this;
    }

    private static T Create<T>(IServiceProvider provider) => ActivatorUtilities.CreateInstance<T>(HostServices.Of(provider));
}
