using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Types;

namespace Crabwalk.Mir.Bodies;

/// <summary>Where control goes when a call or drop unwinds.</summary>
public abstract record UnwindAction
{
    private UnwindAction()
    {
    }

    /// <summary>On to the caller: nothing to clean up here.</summary>
    public sealed record Continue : UnwindAction;

    /// <summary>Unwinding is impossible here; reaching it is undefined.</summary>
    public sealed record Unreachable : UnwindAction;

    /// <summary>The program ends: a panic in a function or drop that must not unwind.</summary>
    public sealed record Terminate(bool InCleanup) : UnwindAction;

    /// <summary>To a cleanup block.</summary>
    public sealed record Cleanup(BlockId Block) : UnwindAction;
}

/// <summary>Why an <see cref="TerminatorKind.Assert"/> fails: the words are the panic's.</summary>
public abstract record AssertMessage
{
    private AssertMessage()
    {
    }

    /// <summary><c>index out of bounds: the len is {} but the index is {}</c></summary>
    public sealed record BoundsCheck(Operand Length, Operand Index) : AssertMessage;

    /// <summary><c>attempt to add with overflow</c> and its like.</summary>
    public sealed record Overflow(BinaryOp Operation, Operand Left, Operand Right) : AssertMessage;

    /// <summary><c>attempt to negate with overflow</c></summary>
    public sealed record OverflowNeg(Operand Operand) : AssertMessage;

    /// <summary><c>attempt to divide by zero</c></summary>
    public sealed record DivisionByZero(Operand Operand) : AssertMessage;

    /// <summary><c>attempt to calculate the remainder with a divisor of zero</c></summary>
    public sealed record RemainderByZero(Operand Operand) : AssertMessage;

    /// <summary><c>coroutine resumed after completion</c> and its like.</summary>
    public sealed record Resumed(string Text) : AssertMessage;

    /// <summary>
    /// Undefined behaviour, not a panic: a place is used after its value was moved away. Only bodies that the ownership check rejects and
    /// that are run all the same have such assertions; <paramref name="MovedAt"/> is where the value went.
    /// </summary>
    public sealed record ValueMoved(string Place, Span MovedAt) : AssertMessage;

    /// <summary>The same for a place that never got a value.</summary>
    public sealed record ValueUnset(string Place) : AssertMessage;
}

/// <summary>What the user wrote that became a call; messages about the call speak of that.</summary>
public enum CallSource
{
    /// <summary>A call: <c>f(x)</c>, <c>x.f()</c>.</summary>
    Written,

    /// <summary>An operator that a trait implements: <c>a + b</c>, <c>a[b]</c>, <c>*a</c>.</summary>
    Operator,

    /// <summary>The <c>into_iter</c> of a <c>for</c> loop.</summary>
    ForLoopIntoIter,

    /// <summary>The <c>next</c> of a <c>for</c> loop.</summary>
    ForLoopNext,

    /// <summary>The <c>branch</c> of <c>x?</c>.</summary>
    QuestionBranch,

    /// <summary>The <c>into_future</c> of <c>x.await</c>.</summary>
    Await,

    /// <summary>A comparison with a constant in a pattern.</summary>
    MatchComparison,

    /// <summary>Anything else that the user did not write.</summary>
    Other,
}

/// <summary>How a block ends. Names follow rustc's <c>TerminatorKind</c>.</summary>
public abstract record TerminatorKind
{
    private TerminatorKind()
    {
    }

    /// <summary>On to a block.</summary>
    public sealed record Goto(BlockId Target) : TerminatorKind;

    /// <summary>To the target whose value equals the operand's bits, or else to <paramref name="Otherwise"/>. On a truth value, 0 is false.</summary>
    public sealed record SwitchInt(Operand Operand, EquatableArray<(UInt128 Value, BlockId Target)> Targets, BlockId Otherwise) : TerminatorKind;

    /// <summary>Back to the caller with what is in <see cref="LocalId.Return"/>.</summary>
    public sealed record Return : TerminatorKind;

    /// <summary>Never reached; reaching it is undefined. <paramref name="Rule"/> names why where C has a reason, such as a missing return value that is used.</summary>
    public sealed record Unreachable(string? Rule = null) : TerminatorKind;

    /// <summary>Destroys the value of a place. Before drop elaboration it means "if still initialised".</summary>
    public sealed record Drop(Place Place, BlockId Target, UnwindAction Unwind) : TerminatorKind;

    /// <summary>
    /// Calls <paramref name="Function"/>: a constant <see cref="Ty.FnDef"/> (also intrinsics) or a function pointer. The result is written to
    /// <paramref name="Destination"/>; a null <paramref name="Target"/> means that it does not come back. <paramref name="FunctionSpan"/> is the callee's expression;
    /// for a method call of Rust the method's name and arguments, for any other call of Rust the whole call.
    /// C's variadic arguments stand after the declared ones, promoted.
    /// </summary>
    public sealed record Call(Operand Function, EquatableArray<Operand> Arguments, Place Destination, BlockId? Target, UnwindAction Unwind, Span FunctionSpan) : TerminatorKind
    {
        /// <summary>What the user wrote.</summary>
        public CallSource CallSource { get; init; }
    }

    /// <summary>Goes on when the condition is as expected, else panics with the message.</summary>
    public sealed record Assert(Operand Condition, bool Expected, AssertMessage Message, BlockId Target, UnwindAction Unwind) : TerminatorKind;

    /// <summary>Goes to <paramref name="Real"/>; borrow checking takes <paramref name="Imaginary"/> into account too.</summary>
    public sealed record FalseEdge(BlockId Real, BlockId Imaginary) : TerminatorKind;

    /// <summary>Goes to <paramref name="Real"/>; borrow checking acts as if it might unwind, so that endless loops have an exit.</summary>
    public sealed record FalseUnwind(BlockId Real, UnwindAction Unwind) : TerminatorKind;

    /// <summary>The end of cleanup: unwinding goes on in the caller.</summary>
    public sealed record UnwindResume : TerminatorKind;

    /// <summary>The program ends in the middle of unwinding.</summary>
    public sealed record UnwindTerminate(bool InCleanup) : TerminatorKind;
}

/// <summary>A terminator with its origin.</summary>
public sealed record Terminator(TerminatorKind Kind, SourceInfo Source);
