namespace InteRec.Profiles;

/// <summary>What becomes of a user's interactions when the user is deleted.</summary>
public enum LogPolicy
{
    /// <summary>They are deleted; the next training does not see them.</summary>
    Delete,

    /// <summary>They stay under a random id that nothing connects to the user.</summary>
    Keep,

    /// <summary>They stay as they are: only what was said and recommended goes.</summary>
    Leave,
}
