using System.Text.Json;
using InteRec.Conversations;
using InteRec.Planning;
using InteRec.Planning.BuiltIn.Reader.Candidates;
using InteRec.Planning.BuiltIn.Reader.Turns;
using InteRec.Profiles;
using InteRec.Tests.Support;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Planning.BuiltIn;

/// <summary>
/// Messages that the planner without a model cannot read: it says so, in their language too, and answers what is the same in every
/// language.
/// </summary>
public sealed class ForeignMessageTests : IDisposable
{
    private readonly Talk _talk = new(Movies.Serving);

    public void Dispose() => _talk.Dispose();

    [Theory]
    [InlineData("Ich suche etwas Lustiges für heute Abend", "Ohne Sprachmodell lese ich leider nur Englisch.")]
    [InlineData("Je cherche quelque chose de drôle", "Sans modèle de langage")]
    [InlineData("何か面白い映画を教えてください", "英語しか読めません")]
    public async Task It_says_what_it_reads_in_both_languages_and_lists_nothing(string message, string said)
    {
        var reply = await _talk.SayAsync(message);

        reply.Text.ShouldContain(said);
        reply.Text.ShouldContain("without a language model I only read English");
        reply.Lists.ShouldBeEmpty();
        reply.Understood.Intent.ShouldBe(Intent.Help);
    }

    [Fact]
    public async Task People_and_kinds_that_are_known_for_sure_are_answered_for()
    {
        var reply = await _talk.SayAsync("Zeig mir bitte einen Thriller mit Tom Hanks");

        reply.Text.ShouldStartWith("Ohne Sprachmodell");
        _talk.Items(reply).ShouldNotBeEmpty();
        _talk
            .Items(reply)
            .ShouldAllBe(i => _talk.Values(i, "cast").Contains("Tom Hanks") && _talk.Values(i, "genres").Contains("Thriller"));
    }

    [Theory]
    [InlineData("Zeig mir bitte Filme ohne Tom Hanks")]
    [InlineData("Je ne veux pas de thriller avec Tom Hanks")]
    public async Task What_is_denied_in_a_language_that_is_not_read_is_not_listed(string message) =>
        (await _talk.SayAsync(message)).Lists.ShouldBeEmpty();

    [Fact]
    public async Task The_locale_tells_the_language_where_the_words_do_not()
    {
        (await TakeAsync("ein Krimi mit Hund", "de-AT")).Text.ShouldStartWith("Ohne Sprachmodell");
        (await TakeAsync("an exciting thriller", "de-AT")).Text.ShouldNotContain("Sprachmodell");
    }

    /// <summary>
    /// Of the 9,181 messages four are foreign, and asked in these words in earnest: "wie funktioniert das hier eigentlich".
    /// </summary>
    [SharedDataFact("product/reading")]
    public void Hardly_an_English_message_is_taken_for_a_foreign_one()
    {
        var finder = CandidateFinder.Of(Movies.Serving.Catalog, Movies.Serving.Titles);
        string[] files =
        [
            .. Directory.GetFiles(SharedData.PathOf("product/reading"), "*.jsonl"),
            .. new[] { "data/reading/real_dev.jsonl", "suites/conversations_dev.jsonl" }.Select(SharedData.Find).OfType<string>(),
        ];
        var messages = files
            .SelectMany(File.ReadLines)
            .SelectMany(line => JsonDocument.Parse(line).RootElement.GetProperty("turns").EnumerateArray())
            .Where(t => t.TryGetProperty("say", out _))
            .Select(t => t.GetProperty("say").GetString()!)
            .Distinct(StringComparer.Ordinal)
            .ToList();

        var taken = messages
            .Where(m =>
                new ForeignMessage(
                    new PlanningInput(m, null, ConversationState.Empty, Profile.Empty, Movies.Serving),
                    finder.Find(m, null, [])
                ).Language
                    is not null
            )
            .ToList();

        Console.WriteLine($"{taken.Count} of {messages.Count} messages are taken for foreign ones: {string.Join(" | ", taken)}");
        taken.Count.ShouldBeLessThanOrEqualTo(messages.Count / 1_000);
    }

    private Task<ChatReply> TakeAsync(string message, string locale) =>
        _talk.TakeAsync(new ChatRequest(message) { Locale = locale }, default);
}
