using System.Text.Json;
using Crabwalk.DebugAdapter.Breakpoints;
using Crabwalk.DebugAdapter.Looking;
using Crabwalk.DebugAdapter.Pictures;
using Crabwalk.DebugAdapter.Protocol;
using Crabwalk.DebugAdapter.Session;
using Crabwalk.Protocols;

namespace Crabwalk.DebugAdapter;

/// <summary>
/// One debug session of the Debug Adapter Protocol over a recorded run: all that a debugger does here is moving through a run that has
/// been made, so every command goes both ways in time. It takes messages one at a time and never throws: what cannot be met is
/// answered with a reason.
/// </summary>
public sealed class DebugSession : IMessageSession
{
    private readonly MessageWriter _client;
    private readonly SessionState _state;
    private readonly CommandTable _commands = new();

    /// <summary>A session in a world; its messages go out through <paramref name="send"/>.</summary>
    public DebugSession(DebugWorld world, Action<byte[]> send)
    {
        _client = new(send);
        _state = new(world, _client);
        new LifeCommands(_state).AddTo(_commands);
        new BreakpointCommands(_state).AddTo(_commands);
        new MotionCommands(_state).AddTo(_commands);
        new LookingCommands(_state).AddTo(_commands);
        new MemoryCommands(_state).AddTo(_commands);
        new OwnershipCommands(_state).AddTo(_commands);
        new PictureCommands(_state).AddTo(_commands);
        new ExportCommand(_state).AddTo(_commands);
    }

    /// <inheritdoc/>
    public bool IsOver { get; private set; }

    /// <inheritdoc/>
    public TimeSpan? IdleAfter => null;

    /// <inheritdoc/>
    public void Glance(ReadOnlyMemory<byte> message)
    {
        const int LongestUrgent = 1000;
        if (message.Length > LongestUrgent)
        {
            return;
        }

        try
        {
            if (JsonSerializer.Deserialize(message.Span, DapJson.Default.Request)?.Command is "cancel" or "pause" or "disconnect" or "terminate")
            {
                Interrupt();
            }
        }
        catch (JsonException)
        {
            // It is answered when its turn comes.
        }
    }

    /// <inheritdoc/>
    public void Idle()
    {
    }

    /// <summary>Ends a search or a launch that is under way; may be called from another thread.</summary>
    public void Interrupt() => _state.Interrupt();

    /// <inheritdoc/>
    public void Handle(ReadOnlyMemory<byte> message)
    {
        var request = new Request(0, "", "", default);
        try
        {
            request = JsonSerializer.Deserialize(message.Span, DapJson.Default.Request) ?? request;
        }
        catch (JsonException exception)
        {
            _client.Failure(request, $"the message is no request: {exception.Message}");
            return;
        }

        if (request.Type == "request" && request.Command is not null)
        {
            Answer(request);
            IsOver |= request.Command == "disconnect";
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _state.Dispose();

    private void Answer(Request request)
    {
        _state.ArmInterruption();
        try
        {
            _commands.Handle(request, _client);
            _state.DoAfterwards();
        }
        catch (RefusedException refusal)
        {
            _state.ForgetAfterwards();
            _client.Failure(request, refusal.Message);
        }
        catch (OperationCanceledException)
        {
            _state.ForgetAfterwards();
            _client.Failure(request, "cancelled");
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The session lives on: one request that brings a fault of ours to light does not cost the user the walk.
            _state.ForgetAfterwards();
            _client.Failure(request, $"this is a fault of Crabwalk itself, not of your program: {exception.GetType().Name}: {exception.Message}");
        }
    }
}
