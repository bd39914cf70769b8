using InteRec.Catalog;

namespace InteRec.Planning.BuiltIn;

/// <summary>
/// Where a language is at home, read off the catalogue: the origin whose items overlap most with those of the language. People who ask for
/// a "French film" do not mean every film in which somebody speaks a line of French.
/// </summary>
internal static class LanguageHomes
{
    // Squared cosine of the two sets of items. Below it the language belongs to no origin in particular.
    private const double LeastOverlap = 0.15;

    /// <summary>The origin by language; languages without a home are left out.</summary>
    public static IReadOnlyDictionary<string, string> Of(CatalogSnapshot catalog)
    {
        var homes = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Column(catalog, AttributeRole.Language) is not { } languages || Column(catalog, AttributeRole.Origin) is not { } origins)
        {
            return homes;
        }

        for (var language = 0; language < languages.Values.Count; language++)
        {
            // What most items speak says nothing about where they come from.
            if (languages.CountOf(language) * 2 < catalog.Count && Home(languages, language, origins) is { } home)
            {
                homes[languages.Values[language]] = home;
            }
        }

        return homes;
    }

    private static string? Home(CategoryColumn languages, int language, CategoryColumn origins)
    {
        var both = new int[origins.Values.Count];
        foreach (var item in languages.SetOf(language).ToArray())
        {
            foreach (var origin in origins.ValueIds(item))
            {
                both[origin]++;
            }
        }

        var best = Enumerable.Range(0, both.Length).MaxBy(Overlap);
        return both.Length > 0 && Overlap(best) >= LeastOverlap ? origins.Values[best] : null;

        double Overlap(int origin) =>
            both[origin] == 0 ? 0 : (double)both[origin] * both[origin] / ((double)languages.CountOf(language) * origins.CountOf(origin));
    }

    private static CategoryColumn? Column(CatalogSnapshot catalog, AttributeRole role) =>
        catalog.Schema.WithRole(role) is { } attribute ? catalog.Categories(attribute.Name) : null;
}
