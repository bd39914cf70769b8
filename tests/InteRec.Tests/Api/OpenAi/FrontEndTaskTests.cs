using System.Text.Json;
using InteRec.Api.OpenAi;
using InteRec.Tests.Support;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Api.OpenAi;

/// <summary>What front ends ask in the background is told from what people say.</summary>
public sealed class FrontEndTaskTests
{
    private const string History =
        "<chat_history>\nUSER: comedies from the nineties\nASSISTANT: Five comedies.\n\n1. Clerks (1994)\n</chat_history>";

    public static TheoryData<string, string> Tasks { get; } =
        new()
        {
            {
                "### Task:\nFind a short title for the chat.\n### Output:\nAs JSON: { \"title\": \"the title\" }\n### Examples:\n- { "
                    + $"\"title\": \"Bread\" }}\n{History}",
                "Title"
            },
            { $"Write three words as a title, with an emoji, and nothing else.\n\n{History}", "Title" },
            { $"### Task:\nWrite tags for the themes of the chat.\n### Output:\n{{ \"tags\": [\"a\", \"b\"] }}\n{History}", "Tags" },
            {
                $"### Task:\nWhat could the user ask next?\n### Output:\n{{ \"follow_ups\": [\"One?\", \"Two?\"] }}\n{History}",
                "FollowUps"
            },
            {
                $"### Task:\nDecide whether to search.\nIf so answer {{ \"queries\": [\"one\"] }}, else {{ \"queries\": [] }}.\n{History}",
                "Queries"
            },
            {
                $"### Task:\nContinue the text.\nAnswer {{\"text\": \"...\"}}\n{History}\n<type>General</type>\n<text>a film "
                    + "with</text>\n#### Output:",
                "Completion"
            },
            { $"### Task:\nDescribe a picture.\nAnswer:\n{{\n    \"prompt\": \"...\"\n}}\n{History}", "Picture" },
            { "Your task is to show the feeling of the speaker by one emoji (e.g. 😊).\n\nMessage: ```comedies```", "Emoji" },
            {
                "Give the conversation a title of 5 words or fewer. Return it alone.\n\nConversation:\nUser: comedies\n\nAssistant: Five "
                    + "comedies.",
                "Title"
            },
            {
                "user: comedies\nassistant: Five comedies.\n\nSum up the conversation above as a title within 10 characters, without "
                    + "punctuation.",
                "Title"
            },
            {
                "Read this conversation and tell:\n1. its language\n2. a concise title\n\n||>User:\n\"comedies\"\n||>Response:\n\"Five "
                    + "comedies.\"",
                "Title"
            },
        };

    [Theory]
    [MemberData(nameof(Tasks))]
    public void A_task_is_known_by_its_shape(string prompt, string kind)
    {
        var task = FrontEndTask.Of([Message("user", prompt)])!;

        task.Kind.ToString().ShouldBe(kind);
        if (kind != "Emoji")
        {
            task.Said[0].ShouldBe(new Utterance(false, task.Said[0].Text));
            task.Said[0].Text.ShouldContain("comedies");
            task.Said[1].IsAnswer.ShouldBeTrue();
            task.Said[1].Text.ShouldContain("Five comedies.");
            task.Said[^1].Text.ShouldNotContain("title");
        }
    }

    [Fact]
    public void A_task_may_stand_in_the_system_message_or_behind_the_messages()
    {
        FrontEndTask
            .Of([
                Message("system", "You name conversations. Give a title.\n- at most 10 words"),
                Message("user", "user: comedies\nassistant: Five comedies."),
            ])!
            .Said.Count.ShouldBe(2);
        var whole = FrontEndTask.Of([
            Message("user", "comedies"),
            Message("assistant", "Five comedies."),
            Message("user", "Now a title of four words for our conversation, without quotation marks."),
        ])!;
        whole.Said.ShouldBe([new Utterance(false, "comedies"), new Utterance(true, "Five comedies.")]);
    }

    [Theory]
    [InlineData("AI: Artificial Intelligence")]
    [InlineData("User: give me comedies")]
    [InlineData("The Conversation, what is the title of the book?")]
    [InlineData("what's the title of that chat show comedy, in a few words")]
    [InlineData("### Task:\nfind me three comedies")]
    [InlineData("my task is to find a film with one word as its title for our film chat")]
    [InlineData("the Emoji Movie")]
    [InlineData("Your task is to find me a film like The Emoji Movie")]
    [InlineData("give me titles as JSON: {\"title\": \"...\"}")]
    [InlineData("a film whose title is a quotation")]
    [InlineData("I had this chat:\nuser: what to watch?\nassistant: Heat\n\nso what else has that director made?")]
    [InlineData("<chat_history> is a strange title, is there such a film?")]
    public void What_a_person_says_is_no_task(string message)
    {
        var system = Message("system", "Put every title in bold, keep the conversation concise, use few words.");
        foreach (
            var messages in new[]
            {
                [Message("user", message)],
                [system, Message("user", message)],
                new[] { system, Message("user", "hello"), Message("assistant", "Hello!"), Message("user", message) },
            }
        )
        {
            FrontEndTask.Of(messages).ShouldBeNull();
        }
    }

    [SharedDataFact("product/reading")]
    public void No_message_of_the_annotated_conversations_is_a_task()
    {
        var messages = Directory
            .EnumerateFiles(SharedData.PathOf("product/reading"), "*.jsonl")
            .Order(StringComparer.Ordinal)
            .SelectMany(File.ReadLines)
            .SelectMany(line =>
                JsonSerializer
                    .Deserialize<JsonElement>(line)
                    .GetProperty("turns")
                    .EnumerateArray()
                    .Select(t => t.GetProperty("say").GetString()!)
            )
            .ToList();

        messages.Count.ShouldBeGreaterThan(1_000);
        messages
            .Where(m => FrontEndTask.Of([Message("user", "hello"), Message("assistant", "Hello!"), Message("user", m)]) is not null)
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData("<chat_history>")]
    [InlineData("{ \"")]
    [InlineData("user:\n\n")]
    [InlineData("title chat words ")]
    [InlineData("your task is to emoji ")]
    public void A_text_of_nothing_but_marks_is_no_task_and_no_labour(string mark) =>
        FrontEndTask.Of([Message("user", string.Concat(Enumerable.Repeat(mark, 200_000 / mark.Length)))]).ShouldBeNull();

    private static CompletionMessage Message(string role, string content) =>
        new() { Role = role, Content = JsonSerializer.SerializeToElement(content) };
}
