using System.Runtime.InteropServices;

namespace InteRec.Planning.Agent.Model;

/// <summary>
/// What the model has cost by conversation, and by key and in all on this day (UTC). It is kept in memory: each process has bounds of its
/// own, and begins anew with a restart. Checked before each call, so calls under way at the same time may go past a bound by their own
/// cost.
/// </summary>
internal sealed class ModelLedger(LlmOptions options, TimeProvider time)
{
    private const int MostConversations = 10_000;
    private const double Million = 1_000_000;
    private readonly Lock _gate = new();
    private readonly OrderedDictionary<string, Spent> _conversations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Spent> _keys = new(StringComparer.Ordinal);
    private Spent _day;
    private DateOnly _today;

    /// <summary>Lets a call pass.</summary>
    /// <exception cref="ModelException">A budget is used up; the message says whose.</exception>
    public void Require(ModelAccount account)
    {
        var turn = account.Usage ?? new ModelUsage(0, 0, 0, 0);
        Require(
            turn.Calls < options.CallsPerTurn
                && turn.InputTokens + turn.OutputTokens < options.TokensPerTurn
                && !(turn.Cost >= options.MoneyPerTurn),
            "turn"
        );
        lock (_gate)
        {
            Turn();
            Require(!Of(_conversations, account.ConversationId).Reaches(options.PerConversation), "conversation");
            Require(!Of(_keys, account.KeyId).Reaches(options.PerKey), "key");
            Require(!_day.Reaches(options.PerDay), "day");
        }
    }

    /// <summary>Books the time of a call that cost nothing: it never went out, or was refused. Only the turn counts it as a call.</summary>
    public void BookUnserved(ModelAccount account, TimeSpan waited)
    {
        account.Add(new ModelUsage(1, 0, 0, waited.TotalMilliseconds));
        Add(account, new Spent(0, 0, 0, waited));
    }

    /// <summary>Books a call.</summary>
    public void Book(ModelAccount account, long inputTokens, long outputTokens, TimeSpan waited)
    {
        var cost =
            options.InputPrice == 0 && options.OutputPrice == 0
                ? (double?)null
                : ((inputTokens * options.InputPrice) + (outputTokens * options.OutputPrice)) / Million;
        account.Add(new ModelUsage(1, inputTokens, outputTokens, waited.TotalMilliseconds) { Cost = cost });
        Add(account, new Spent(1, inputTokens + outputTokens, cost ?? 0, waited));
    }

    private void Add(ModelAccount account, Spent spent)
    {
        lock (_gate)
        {
            Turn();
            _day = _day.Plus(spent);
            _keys[account.KeyId ?? string.Empty] = Of(_keys, account.KeyId).Plus(spent);
            if (account.ConversationId is { } conversation)
            {
                _conversations[conversation] = Of(_conversations, conversation).Plus(spent);
            }

            if (_conversations.Count > MostConversations)
            {
                _conversations.RemoveAt(0);
            }
        }
    }

    private static Spent Of(IReadOnlyDictionary<string, Spent> accounts, string? name) => accounts.GetValueOrDefault(name ?? string.Empty);

    private static void Require(bool isLeft, string whose)
    {
        if (!isLeft)
        {
            throw new ModelException(ModelFailure.OverBudget, $"the budget of the {whose} is used up");
        }
    }

    /// <summary>A new day begins with nothing spent.</summary>
    private void Turn()
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        if (today != _today)
        {
            (_today, _day) = (today, default);
            _keys.Clear();
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Spent(long Calls, long Tokens, double Money, TimeSpan Time)
    {
        public Spent Plus(Spent other) => new(Calls + other.Calls, Tokens + other.Tokens, Money + other.Money, Time + other.Time);

        public bool Reaches(Allowance allowance) =>
            Calls >= allowance.Calls || Tokens >= allowance.Tokens || Money >= allowance.Money || Time >= allowance.Time;
    }
}
