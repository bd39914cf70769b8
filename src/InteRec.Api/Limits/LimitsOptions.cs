using System.ComponentModel.DataAnnotations;
using InteRec.Tools;

namespace InteRec.Api.Limits;

/// <summary>What one request may weigh; section <c>InteRec:Limits</c>. More than a limit is a 4xx that names the limit.</summary>
public sealed class LimitsOptions : CallLimits
{
    /// <summary>Bytes of an ordinary body. Default 256 KB.</summary>
    [Range(1_024, 100_000_000)]
    public int BodyBytes { get; set; } = 262_144;

    /// <summary>Bytes of a body that carries many items or interactions; it is read row by row and never held. Default 128 MB.</summary>
    [Range(1_024, 1_000_000_000)]
    public int BatchBodyBytes { get; set; } = 134_217_728;

    /// <summary>Items in one upsert. Default 5,000.</summary>
    [Range(1, 1_000_000)]
    public int ItemsPerBatch { get; set; } = 5_000;

    /// <summary>Interactions in one batch; about 50 bytes of memory a row. Default 1,000,000.</summary>
    [Range(1, 10_000_000)]
    public int InteractionsPerBatch { get; set; } = 1_000_000;

    /// <summary>Streams (server-sent events) open at once; more are answered 503 with Retry-After. Default 200.</summary>
    [Range(1, 100_000)]
    public int Streams { get; set; } = 200;

    /// <summary>Connections open at once; more are closed. Default 2,000.</summary>
    [Range(1, 1_000_000)]
    public int Connections { get; set; } = 2_000;

    /// <summary>Least bytes a second at which a body must come in after five seconds. Default 240.</summary>
    [Range(1, 1_000_000)]
    public int BodyBytesPerSecond { get; set; } = 240;
}
