namespace InteRec.Storage;

/// <summary>Numbers that only grow, bumped in the transaction of the change they tell of. Replicas poll them.</summary>
internal static class Counters
{
    /// <summary>One more with every change of the catalogue.</summary>
    public const string Catalog = "catalog_version";

    /// <summary>One more with every interaction that was ever appended, and with every deletion.</summary>
    public const string Interactions = "interactions_version";

    /// <summary>The <see cref="Interactions"/> that the latest training began with.</summary>
    public const string Trained = "trained_version";

    /// <summary>One more with every user whose interactions were deleted.</summary>
    public const string Deletions = "deletions";

    /// <summary>1 once the bundled files of the dataset were imported.</summary>
    public const string Seeded = "seeded";

    /// <summary>Above 0 while rows were deleted but their bytes may still be in the file.</summary>
    public const string Erasure = "erasure_pending";

    private const string Get = "SELECT value FROM counters WHERE name = @name";

    private const string Add = """
        INSERT INTO counters (name, value) VALUES (@name, @by)
        ON CONFLICT (name) DO UPDATE SET value = counters.value + excluded.value
        """;

    /// <summary>The counter's value, 0 where it was never bumped.</summary>
    public static async Task<long> ReadAsync(Session session, string name) => await session.ScalarAsync<long?>(Get, new { name }) ?? 0;

    /// <summary>Adds to the counter.</summary>
    public static Task AddAsync(Session session, string name, long by = 1) => session.ExecuteAsync(Add, new { name, by });
}
