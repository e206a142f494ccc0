using Crabwalk.Foundation.Text;

namespace Crabwalk.Rust.Hir.Lowering;

/// <summary>
/// What a <c>break</c> or <c>continue</c> without a label means at some place: the innermost loop, none in a closure or a constant; and
/// what forbids to leave the label out there.
/// </summary>
/// <param name="Loop">The innermost loop.</param>
/// <param name="Around">What parts the place from loops outside: <c>closure</c>, <c>const</c>, or empty in a function's own body.</param>
/// <param name="ClosureHead">The head of the closure around.</param>
internal readonly record struct JumpContext(HirId? Loop, string Around, Span ClosureHead)
{
    /// <summary>Whether a labelled block is nearer than the loop.</summary>
    public bool IsInLabelledBlock { get; init; }

    /// <summary>Whether the place is in the condition of a <c>while</c>.</summary>
    public bool IsInCondition { get; init; }

    /// <summary>The context in a loop's body.</summary>
    public JumpContext InLoop(HirId loop) => new(loop, Around, ClosureHead);
}
