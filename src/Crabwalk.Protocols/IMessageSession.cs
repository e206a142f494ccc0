namespace Crabwalk.Protocols;

/// <summary>Answers the messages of one client, one at a time. It sends through whatever it was made with.</summary>
public interface IMessageSession : IDisposable
{
    /// <summary>True once the client has said goodbye.</summary>
    bool IsOver { get; }

    /// <summary>How long the client must be silent before <see cref="Idle"/> is called; null when there is nothing to do then.</summary>
    TimeSpan? IdleAfter { get; }

    /// <summary>Answers a message; never throws.</summary>
    void Handle(ReadOnlyMemory<byte> message);

    /// <summary>Looks at a message that waits for its turn, and ends what it asks to end; may be called while another is handled.</summary>
    void Glance(ReadOnlyMemory<byte> message);

    /// <summary>Does what was put off until the client is silent.</summary>
    void Idle();

    /// <summary>Ends what is under way: the client has gone. May be called while a message is handled.</summary>
    void Interrupt();
}
