namespace InteRec.Tools;

/// <summary>
/// Where a turn finds what it serves from. It reads <see cref="Current"/> once and keeps what it got; a swap never touches it.
/// </summary>
internal sealed class ServingSlot
{
    private readonly TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile ServingState? _current;

    /// <summary>True once there is something to serve.</summary>
    public bool IsLoaded => _current is not null;

    /// <summary>The state in service.</summary>
    /// <exception cref="InvalidOperationException">Nothing is loaded yet.</exception>
    public ServingState Current => _current ?? throw new InvalidOperationException("nothing is loaded yet");

    /// <summary>Puts a state into service; whoever holds the old one goes on with it.</summary>
    internal void Swap(ServingState next)
    {
        _current = next;
        _loaded.TrySetResult();
    }

    /// <summary>Done once there is something to serve.</summary>
    internal Task WhenLoadedAsync() => _loaded.Task;
}
