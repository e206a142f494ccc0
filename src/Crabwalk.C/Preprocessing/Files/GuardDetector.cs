using Crabwalk.Foundation.Text;

namespace Crabwalk.C.Preprocessing.Files;

/// <summary>
/// Finds out whether a file has nothing outside one <c>#ifndef NAME</c> ... <c>#endif</c>. Such a file need not be read again
/// while the name is defined.
/// </summary>
internal sealed class GuardDetector
{
    private State _state = State.AtStart;
    private Symbol _candidate;

    /// <summary>The guarding macro if the file ended here; empty when there is none.</summary>
    public Symbol Found => _state == State.AfterEnd ? _candidate : Symbol.Empty;

    /// <summary>A token stands outside all conditionals.</summary>
    public void SeeToken() => _state = _state == State.Inside ? State.Inside : State.Unguarded;

    /// <summary>A directive stands outside all conditionals and is no guard.</summary>
    public void SeeDirective() => SeeToken();

    /// <summary>An <c>#ifndef</c> or <c>#if !defined</c> opens outside all conditionals.</summary>
    public void SeeOpening(Symbol name)
    {
        _state = _state == State.AtStart ? State.Inside : State.Unguarded;
        _candidate = name;
    }

    /// <summary>The outermost conditional has an <c>#else</c> or <c>#elif</c>.</summary>
    public void SeeAlternative() => _state = State.Unguarded;

    /// <summary>The outermost conditional ends.</summary>
    public void SeeEnd() => _state = _state == State.Inside ? State.AfterEnd : State.Unguarded;

    private enum State
    {
        AtStart,
        Inside,
        AfterEnd,
        Unguarded,
    }
}
