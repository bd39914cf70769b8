using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using InteRec.Profiles;

namespace InteRec.Api.OpenAi;

/// <summary>
/// Digests of a history and its beginnings, each made of the one before and a message. They begin with key and user: the same words of
/// another caller are another history. White space does not count, for front ends trim and break lines as they like.
/// </summary>
internal sealed class HistoryDigest
{
    private byte[] _digest;

    public HistoryDigest(Caller caller) =>
        _digest = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new[] { caller.KeyId, caller.UserId }));

    public string Value => Convert.ToHexStringLower(_digest);

    public HistoryDigest Add(bool isAnswer, string text)
    {
        var words = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        _digest = SHA256.HashData([.. _digest, isAnswer ? (byte)1 : (byte)0, .. Encoding.UTF8.GetBytes(words)]);
        return this;
    }

    /// <summary>A beginning of a history that ends with an answer.</summary>
    /// <param name="Digest">Its digest.</param>
    /// <param name="Length">How many messages it has.</param>
    internal sealed record Beginning(string Digest, int Length);

    /// <summary>The beginnings of a history, the longest last.</summary>
    public static IReadOnlyList<Beginning> Beginnings(Caller caller, IReadOnlyList<Utterance> said)
    {
        var digest = new HistoryDigest(caller);
        return
        [
            .. said.Select((m, i) => (m.IsAnswer, Beginning: new Beginning(digest.Add(m.IsAnswer, m.Text).Value, i + 1)))
                .Where(b => b.IsAnswer)
                .Select(b => b.Beginning),
        ];
    }

    /// <summary>The digest of a history and its next answer.</summary>
    public static string Of(Caller caller, IReadOnlyList<Utterance> earlier, string message, string answer) =>
        earlier
            .Aggregate(new HistoryDigest(caller), (digest, m) => digest.Add(m.IsAnswer, m.Text))
            .Add(isAnswer: false, message)
            .Add(isAnswer: true, answer)
            .Value;
}
