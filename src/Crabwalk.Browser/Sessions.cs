using System.Runtime.InteropServices.JavaScript;
using System.Runtime.Versioning;
using System.Text;
using Crabwalk.DebugAdapter;
using Crabwalk.LanguageServer;
using Crabwalk.Protocols;

namespace Crabwalk.Browser;

/// <summary>
/// The sessions of one page, as its worker calls them: messages of the two protocols go in and out as texts, one at a time. It is the
/// server without sockets: what a session says is the same.
/// </summary>
[SupportedOSPlatform("browser")]
internal static partial class Sessions
{
    private static readonly Dictionary<int, IMessageSession> Open = [];

    /// <summary>Opens a session of a protocol, <c>dap</c> or <c>lsp</c>, under a number of the caller's.</summary>
    [JSExport]
    public static void Begin(int session, string protocol) => Open.Add(session, protocol == "dap"
        ? new DebugSession(World.Programs, message => Deliver(session, Encoding.UTF8.GetString(message)))
        : new LanguageSession(World.Texts, message => Deliver(session, Encoding.UTF8.GetString(message))));

    /// <summary>
    /// Answers a message. What comes of it was delivered when this returns.
    /// </summary>
    /// <returns>After how many milliseconds of silence <see cref="Idle"/> is to be called; -1 when there is nothing to do then.</returns>
    [JSExport]
    public static int Handle(int session, string message)
    {
        if (!Open.TryGetValue(session, out IMessageSession? found))
        {
            return -1;
        }

        found.Handle(Encoding.UTF8.GetBytes(message));
        return Patience(found);
    }

    /// <summary>Does what a session put off until its client is silent; returns as <see cref="Handle"/>.</summary>
    [JSExport]
    public static int Idle(int session)
    {
        if (!Open.TryGetValue(session, out IMessageSession? found))
        {
            return -1;
        }

        found.Idle();
        return Patience(found);
    }

    /// <summary>Closes a session.</summary>
    [JSExport]
    public static void End(int session)
    {
        if (Open.Remove(session, out IMessageSession? found))
        {
            found.Dispose();
        }
    }

    private static int Patience(IMessageSession session) => session.IdleAfter is { } patience ? (int)patience.TotalMilliseconds : -1;

    [JSImport("deliver", "page")]
    private static partial void Deliver(int session, string message);
}
