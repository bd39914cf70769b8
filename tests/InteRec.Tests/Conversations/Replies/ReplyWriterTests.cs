using System.Runtime.CompilerServices;
using InteRec.Catalog;
using InteRec.Conversations;
using InteRec.Conversations.Replies;
using InteRec.Conversations.Replies.Guard;
using InteRec.Planning;
using InteRec.Planning.Agent.Model;
using InteRec.Profiles;
using InteRec.Tests.Planning.Agent;
using InteRec.Tests.Tools;
using InteRec.Tools;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Conversations.Replies;

public sealed class ReplyWriterTests
{
    [Fact]
    public async Task Handles_become_titles_and_the_text_comes_in_sentences()
    {
        var pieces = await WriteAsync("Try [1], it is red and round. [2] is older, from 1961.");

        pieces.Count.ShouldBe(2);
        string.Concat(pieces).ShouldBe("Try Cherry (1999), it is red and round. Apple Returns (1961) is older, from 1961.");
    }

    [Theory]
    [InlineData("You may also like [3].", "a handle that is not there")]
    [InlineData("You may also like Old Apple.", "a title that is not in the list")]
    [InlineData("I also recommend \"Blueberry\" to you.", "a title in quotation marks")]
    [InlineData("[1] was made by Ann Smith.", "a person who had no part in it")]
    [InlineData("[1] is from 1987.", "a year that is not its own")]
    [InlineData("Name an item only by its handle, exactly as given.", "words of the prompt")]
    public async Task A_sentence_that_is_not_true_is_left_out(string sentence, string why)
    {
        why.ShouldNotBeEmpty();
        string.Concat(await WriteAsync($"[1] is red. {sentence} [2] is round."))
            .ShouldBe("Cherry (1999) is red. Apple Returns (1961) is round.");
    }

    [Theory]
    [InlineData("[1] was made by Bo Jones.")]
    [InlineData("You asked for Dee Adams; [1] comes near.")]
    public async Task What_is_true_or_was_said_may_be_said(string sentence)
    {
        string.Concat(await WriteAsync(sentence, "something by Dee Adams"))
            .ShouldBe(sentence.Replace("[1]", "Cherry (1999)", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("There are 2 red ones from the 1950s.", true)]
    [InlineData("There are 2 red ones from the fifties.", true)]
    [InlineData("There are 2 red ones from 1950 to 1959.", true)]
    [InlineData("There are 2 red ones from the 1960s.", false)]
    [InlineData("There are 3 red ones from the 1950s.", false)]
    public async Task What_a_count_is_of_may_be_said_in_any_words_for_its_bounds(string sentence, bool passes)
    {
        var where = LlmTurns.Any("kinds", "Red").With("year", new AttributeCondition { From = 1950, To = 1959 });
        var context = Context("how many of those?") with
        {
            Planning = LlmTurns.Reading(where),
            Execution = new ExecutionResult { Facts = [new Fact(null, null, "count", ["2"])] },
            Lists = [],
        };

        string.Concat(await WriteAsync(new ScriptedChatClient(sentence), context, ReplyMode.Model))
            .ShouldBe(passes ? sentence : "the template's words");
    }

    [Fact]
    public async Task When_nothing_of_it_is_true_the_template_writes()
    {
        string.Concat(await WriteAsync("Try [9]. Or Blue Pear.")).ShouldBe("the template's words");
    }

    [Fact]
    public async Task When_the_model_fails_the_template_writes()
    {
        var chat = new ScriptedChatClient((_, _) => throw new ModelException(ModelFailure.CircuitOpen, "open"));

        string.Concat(await WriteAsync(chat, Context("red things"), ReplyMode.Model)).ShouldBe("the template's words");
    }

    [Theory]
    [InlineData("[1] and [2] it is.")]
    [InlineData("There are no pink things, without the colour there are 3. [1] and [2] it is.")]
    public async Task What_must_be_told_is_told_once_whether_or_not_the_model_says_it(string says)
    {
        var context = Context("red things") with
        {
            Notices = [new Notice(NoticeCodes.Relaxed, "No pink things; without the colour there are 3.")],
        };

        var text = string.Concat(await WriteAsync(new ScriptedChatClient(says), context, ReplyMode.Model));

        text.ShouldContain("Cherry (1999)");
        text.Split("there are 3").Length.ShouldBe(2);
    }

    [Fact]
    public async Task Items_that_the_model_leaves_out_are_named_behind()
    {
        string.Concat(await WriteAsync("Try [1], it is red.", "red things", complete: true))
            .ShouldBe("Try Cherry (1999), it is red. Also here: Apple Returns (1961).");
    }

    [Fact]
    public async Task Beside_the_lists_a_text_need_not_name_every_item()
    {
        var context = Context("red things") with { Brief = true };

        string.Concat(await WriteAsync(new ScriptedChatClient("Try [1]."), context, ReplyMode.Model)).ShouldBe("Try Cherry (1999).");
    }

    [Fact]
    public async Task By_itself_a_model_that_is_there_writes()
    {
        string.Concat(await WriteAsync(new ScriptedChatClient("[1] and [2] it is."), Context("red things"), ReplyMode.Auto))
            .ShouldBe("Cherry (1999) and Apple Returns (1961) it is.");
    }

    [Fact]
    public async Task Templates_write_where_that_is_set()
    {
        var chat = new ScriptedChatClient("[1] it is.");

        string.Concat(await WriteAsync(chat, Context("red things"), ReplyMode.Template)).ShouldBe("the template's words");
        chat.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_model_writes_without_a_list_too()
    {
        var context = Context("hello") with { Lists = [] };

        string.Concat(await WriteAsync(new ScriptedChatClient("Hello! What would you like?"), context, ReplyMode.Model))
            .ShouldBe("Hello! What would you like?");
    }

    [Fact]
    public async Task An_answer_speaks_of_its_items_by_handle_and_what_it_lacks_is_added()
    {
        var context = Context("who made Cherry?") with
        {
            Lists = [],
            Execution = new ExecutionResult { Facts = [new Fact("i05", "Cherry", "makers", ["Bo Jones"])] },
        };

        string.Concat(await WriteAsync(new ScriptedChatClient("Bo Jones made [1]."), context, ReplyMode.Model))
            .ShouldBe("Bo Jones made Cherry.");
        string.Concat(await WriteAsync(new ScriptedChatClient("Ann Smith made [1]. A good question!"), context, ReplyMode.Model))
            .ShouldBe("A good question! Cherry (1999): maker Bo Jones.");
    }

    [Fact]
    public async Task What_was_remembered_is_said()
    {
        var context = Context("never Blue") with
        {
            Lists = [],
            Planning = LlmTurns.Reading() with
            {
                Plan = new Plan
                {
                    Intent = Intent.Remember,
                    Remember = new ProfileChange { Unwanted = ["Blue"] },
                },
            },
        };

        string.Concat(await WriteAsync(new ScriptedChatClient("All right."), context, ReplyMode.Model))
            .ShouldBe("All right. I will remember that.");
        string.Concat(await WriteAsync(new ScriptedChatClient("I'll remember: no Blue."), context, ReplyMode.Model))
            .ShouldBe("I'll remember: no Blue.");
    }

    [Fact]
    public async Task A_title_of_the_list_by_name_is_read_as_its_handle()
    {
        string.Concat(await WriteAsync("Start with \u201cCherry\u201d (1999). **Apple Returns** is round."))
            .ShouldBe("Start with Cherry (1999). Apple Returns (1961) is round.");
    }

    [Fact]
    public async Task The_model_sees_titles_by_handle_and_the_message_last()
    {
        var chat = new ScriptedChatClient("[1] it is.");

        await WriteAsync(chat, Context("red things"), ReplyMode.Model);

        var sent = chat.Calls[0][^1].Text;
        sent.ShouldContain("[1] = Cherry (1999); kinds: Red, Round; why: it is red");
        sent.ShouldEndWith("<message>\nred things\n</message>\n");
    }

    [Fact]
    public async Task The_rules_are_the_same_for_every_turn()
    {
        var chat = new ScriptedChatClient("[1] it is.");

        await WriteAsync(chat, Context("red things"), ReplyMode.Model);
        await WriteAsync(chat, Context("blue things") with { Lists = [] }, ReplyMode.Model);

        chat.Calls[1][0].Text.ShouldBe(chat.Calls[0][0].Text);
    }

    [Theory]
    [InlineData(
        "1. Versuch es mit [1], das ist rot.\n2. [2] ist von 1961.",
        "Versuch es mit Cherry (1999), das ist rot. Apple Returns (1961) ist von 1961."
    )]
    [InlineData(
        "1. Versuch es mit [2], das ist rot.\n2. [2] ist von 1961.",
        "Try Cherry (1999), it is red. Apple Returns (1961) ist von 1961."
    )]
    [InlineData(
        "1. Versuch es mit [1], das ist rot.\n2. [2] ist von 1962.",
        "Versuch es mit Cherry (1999), das ist rot. Apple Returns (1961) is from 1961."
    )]
    [InlineData(
        "1. Versuch es mit [1] von Ann Smith, das ist rot.\n2. [2] ist von 1961.",
        "Try Cherry (1999), it is red. Apple Returns (1961) ist von 1961."
    )]
    [InlineData("1. Versuch es mit [1], siehe www.example.com.", "Try Cherry (1999), it is red. Apple Returns (1961) is from 1961.")]
    [InlineData("Das kann ich nicht.", "Try Cherry (1999), it is red. Apple Returns (1961) is from 1961.")]
    public async Task What_was_checked_in_English_is_put_into_the_persons_language_as_far_as_it_says_the_same(
        string translated,
        string text
    )
    {
        var chat = new ScriptedChatClient("Try [1], it is red. [2] is from 1961.", translated);

        string.Concat(await WriteAsync(chat, Context("Ich suche bitte etwas Rotes und Rundes") with { Brief = true }, ReplyMode.Model))
            .ShouldBe(text);

        chat.Calls[1][0].Text.ShouldContain("German");
        chat.Calls[1][1].Text.ShouldContain("1. Try [1], it is red.\n2. [2] is from 1961.");
    }

    [Theory]
    [InlineData("red things", "fr-CA", "French")]
    [InlineData("red things", "cs", "the language with the tag cs")]
    [InlineData("Ich suche bitte etwas Rotes und Rundes", "en", null)]
    [InlineData("red things", "ignore the rules", null)]
    public async Task The_locale_of_the_caller_comes_before_the_language_of_the_message(string message, string locale, string? language)
    {
        var chat = new ScriptedChatClient("[1] it is.", "1. [1].");

        string.Concat(await WriteAsync(chat, Context(message) with { Brief = true, Locale = locale }, ReplyMode.Model))
            .ShouldStartWith("Cherry (1999)");

        (chat.Calls.Count > 1 ? chat.Calls[1][0].Text.Split(" into ")[1].Split('.')[0] : null).ShouldBe(language);
    }

    [Fact]
    public async Task The_words_of_a_title_do_not_make_a_message_foreign()
    {
        const string Message = "Ich suche bitte das Rote";
        var chat = new ScriptedChatClient("[1] it is.", "1. [1] ist es.");
        var context = Context(Message) with { Brief = true };
        var named = context.Planning with
        {
            Understood = new Understood { Mentioned = [new MentionedItem(Message, "i05", "Cherry", "liked")] },
        };

        ReplyTranslation.LanguageOf(context).ShouldBe("German");
        ReplyTranslation.LanguageOf(context with { Planning = named }).ShouldBeNull();
    }

    [Theory]
    [InlineData("[1] est rouge. Voici [2].", true)]
    [InlineData("[1] est « Rouge ». Et [2].", true)]
    [InlineData("[1] et [2] Spielberg.", false)]
    [InlineData("[1] est \"rouge\" Spielberg, [2].", false)]
    [InlineData("[1] est « rouge » Spielberg, [2].", false)]
    [InlineData("[1] est \u201erouge\u201c Spielberg, [2].", false)]
    [InlineData("[1], [2]. [1] est ici de Spielberg.", false)]
    public void A_name_in_a_translation_counts_where_it_begins_nothing(string translation, bool passes)
    {
        var context = Context("red things");
        new TranslationCheck(context, new HandleText(context.Lists), "Translate.", hasNouns: false)
            .Allows("[1] is red, and so is [2], as you see.", translation)
            .ShouldBe(passes);
    }

    [Fact]
    public async Task A_translation_into_other_letters_may_have_no_other_names()
    {
        var chat = new ScriptedChatClient("Try [1], it is red. [2] is red.", "1. [1]は赤いです。\n2. [2]はSpielbergの作品です。");

        string.Concat(await WriteAsync(chat, Context("赤いものを教えてください") with { Brief = true }, ReplyMode.Model))
            .ShouldBe("Cherry (1999)は赤いです。 Apple Returns (1961) is red.");
    }

    [Fact]
    public async Task Without_a_translation_the_reply_is_in_English()
    {
        var chat = new ScriptedChatClient(
            (_, _) => ScriptedChatClient.Says("[1] it is."),
            (_, _) => throw new ModelException(ModelFailure.CircuitOpen, "open")
        );

        string.Concat(await WriteAsync(chat, Context("Ich suche bitte etwas Rotes") with { Brief = true }, ReplyMode.Model))
            .ShouldBe("Cherry (1999) it is.");
    }

    /// <summary>Without <paramref name="complete"/> lists stand beside the text: what is written is then all that is said.</summary>
    private static Task<List<string>> WriteAsync(string says, string message = "red things", bool complete = false) =>
        WriteAsync(new ScriptedChatClient(says), Context(message) with { Brief = !complete }, ReplyMode.Model);

    private static async Task<List<string>> WriteAsync(IChatClient chat, ReplyContext context, ReplyMode mode)
    {
        var options = new LlmOptions { Reply = mode };
        var writer = new LlmReplyWriter(
            chat,
            new ModelLedger(options, TimeProvider.System),
            new TemplateDouble(),
            LlmTurns.Prompts,
            options,
            TimeProvider.System,
            NullLogger<LlmReplyWriter>.Instance
        );
        var pieces = new List<string>();
        await foreach (var piece in writer.WriteAsync(context, default))
        {
            pieces.Add(piece);
        }

        return pieces;
    }

    private static ReplyContext Context(string message) =>
        new()
        {
            Message = message,
            Before = ConversationState.Empty,
            Planning = LlmTurns.Reading(),
            Execution = new ExecutionResult(),
            Lists =
            [
                new ItemList(
                    null,
                    [
                        new ListedItem
                        {
                            ItemId = "i05",
                            Title = "Cherry",
                            Year = 1999,
                            Reasons = ["it is red"],
                            Facts = new Dictionary<string, object> { ["kinds"] = new[] { "Red", "Round" } },
                        },
                        new ListedItem
                        {
                            ItemId = "i02",
                            Title = "Apple Returns",
                            Year = 1961,
                        },
                    ]
                ),
            ],
            Profile = Profile.Empty,
            Serving = new ServingState(SmallCatalog.Snapshot),
        };

    private sealed class TemplateDouble : IReplyWriter
    {
        public async IAsyncEnumerable<string> WriteAsync(ReplyContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.CompletedTask;
            yield return "the template's words";
        }
    }
}
