using System.Security.Cryptography;

namespace InteRec.Conversations;

/// <summary>Ids that cannot be guessed: whoever knows one was given it.</summary>
internal static class Ids
{
    private const int Letters = 22;
    private const string Alphabet = "abcdefghijkmnopqrstuvwxyz23456789";

    /// <summary>A new conversation's.</summary>
    public static string Conversation() => "c_" + RandomNumberGenerator.GetString(Alphabet, Letters);

    /// <summary>A new recommendation's.</summary>
    public static string Recommendation() => "r_" + RandomNumberGenerator.GetString(Alphabet, Letters);
}
