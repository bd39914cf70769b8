namespace InteRec.Planning.Llm;

/// <summary>How a variant of an experiment uses the model. What is null stays as the settings have it; the names are those of <see cref="LlmOptions"/>.</summary>
public sealed class LlmVariant
{
    /// <inheritdoc cref="LlmOptions.Mode" />
    public LlmMode? Mode { get; set; }

    /// <inheritdoc cref="LlmOptions.Prompts" />
    public string? Prompts { get; set; }

    /// <inheritdoc cref="LlmOptions.Hints" />
    public bool? Hints { get; set; }

    /// <inheritdoc cref="LlmOptions.Critic" />
    public bool? Critic { get; set; }

    /// <inheritdoc cref="LlmOptions.Reply" />
    public ReplyMode? Reply { get; set; }

    /// <inheritdoc cref="LlmOptions.ReplyStyle" />
    public ReplyStyle? ReplyStyle { get; set; }

    /// <summary>The settings with what this variant changes.</summary>
    internal LlmOptions Over(LlmOptions settings)
    {
        var changed = settings.Copy();
        changed.Mode = Mode ?? settings.Mode;
        changed.Prompts = Prompts ?? settings.Prompts;
        changed.Hints = Hints ?? settings.Hints;
        changed.Critic = Critic ?? settings.Critic;
        changed.Reply = Reply ?? settings.Reply;
        changed.ReplyStyle = ReplyStyle ?? settings.ReplyStyle;
        return changed;
    }
}
