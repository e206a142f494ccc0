namespace Crabwalk.Server.Sessions;

/// <summary>Counts open sessions and lets no more in than there is room for.</summary>
internal sealed class SessionGate(ServerSettings settings)
{
    private int _open;

    /// <summary>How many are open.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>How many more there may be.</summary>
    public int Room => Math.Max(0, settings.MostSessions - Open);

    /// <summary>Takes a place; false when there is none.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _open) <= settings.MostSessions)
        {
            return true;
        }

        Leave();
        return false;
    }

    /// <summary>Gives a place back.</summary>
    public void Leave() => Interlocked.Decrement(ref _open);
}
