using InteRec.Storage;

namespace InteRec.Planning.Agent.Trust;

/// <summary>Which model was probed on what.</summary>
/// <param name="Endpoint">Its address.</param>
/// <param name="Model">Its name there.</param>
/// <param name="Dataset">The dataset that the checks were made of.</param>
/// <param name="Prompt">A digest of the prompt: another prompt is another question.</param>
internal sealed record ProbedModel(string Endpoint, string Model, string Dataset, string Prompt);

/// <summary>Keeps what the probe found, so that a model is asked once and not at every start or by every process.</summary>
internal sealed class TrustStore(Database database, TimeProvider time)
{
    /// <summary>What was found, or null where nobody asked yet.</summary>
    public Task<TrustVerdict?> LoadAsync(ProbedModel model, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async session =>
            {
                const string Sql = """
                    SELECT passed AS Passed, checks AS Checks, failed AS Failed
                    FROM   model_trust
                    WHERE  endpoint = @Endpoint AND model = @Model AND dataset = @Dataset AND prompt = @Prompt
                    """;
                var row = await session.FirstOrDefaultAsync<Row>(Sql, model);
                return row is null
                    ? null
                    : new TrustVerdict((int)row.Passed, (int)row.Checks, row.Failed.Split('\n', StringSplitOptions.RemoveEmptyEntries));
            },
            cancellationToken
        );

    /// <summary>Keeps it.</summary>
    public Task SaveAsync(ProbedModel model, TrustVerdict verdict, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async session =>
            {
                const string Sql = """
                    INSERT INTO model_trust (endpoint, model, dataset, prompt, passed, checks, failed, at)
                    VALUES (@Endpoint, @Model, @Dataset, @Prompt, @Passed, @Checks, @Failed, @At)
                    ON CONFLICT (endpoint, model, dataset, prompt)
                    DO UPDATE SET passed = @Passed, checks = @Checks, failed = @Failed, at = @At
                    """;
                await session.ExecuteAsync(
                    Sql,
                    new
                    {
                        model.Endpoint,
                        model.Model,
                        model.Dataset,
                        model.Prompt,
                        verdict.Passed,
                        verdict.Checks,
                        Failed = string.Join('\n', verdict.Failed),
                        At = time.GetUtcNow().ToUnixTimeMilliseconds(),
                    }
                );
            },
            cancellationToken
        );

    private sealed record Row(long Passed, long Checks, string Failed);
}
