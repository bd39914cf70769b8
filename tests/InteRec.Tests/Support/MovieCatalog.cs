using InteRec.Catalog;

namespace InteRec.Tests.Support;

/// <summary>The bundled films, read once.</summary>
internal static class MovieCatalog
{
    private static readonly Lazy<Task<CatalogSnapshot>> Loaded = new(() =>
        CatalogFolder.ReadAsync(Path.Combine(AppContext.BaseDirectory, "datasets", "movies"))
    );

    public static CatalogSnapshot Snapshot => Loaded.Value.GetAwaiter().GetResult();

    /// <summary>The index of the film with that title and year.</summary>
    public static int Find(string title, int year) =>
        Enumerable.Range(0, Snapshot.Count).Single(item => Snapshot.Title(item) == title && Snapshot.Year(item) == year);
}
