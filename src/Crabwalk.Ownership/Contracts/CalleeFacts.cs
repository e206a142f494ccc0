using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;

namespace Crabwalk.Ownership.Contracts;

/// <summary>How a closure may be called.</summary>
public enum ClosureKind
{
    /// <summary>Any number of times, by shared reference.</summary>
    Fn,

    /// <summary>Any number of times, by unique reference.</summary>
    FnMut,

    /// <summary>Once, by value.</summary>
    FnOnce,
}

/// <summary>One captured place; field <c>n</c> of the closure's tuple is capture <c>n</c>.</summary>
/// <param name="Name">The captured place as the user would write it: <c>x</c>, <c>p.name</c>.</param>
/// <param name="IsByReference">The closure holds a reference to the place, not its value.</param>
/// <param name="IsMutable">The place may be assigned through the capture: the variable is <c>mut</c>, or the way to it goes through a unique reference.</param>
/// <param name="Use">The first use inside the closure that makes the capture needed.</param>
/// <param name="Variable">The name of the captured variable itself.</param>
public sealed record Capture(string Name, bool IsByReference, bool IsMutable, Span Use, string Variable);

/// <summary>A closure expression.</summary>
/// <param name="Kind">How it may be called.</param>
/// <param name="Captures">What it captures, in the order of its fields.</param>
/// <param name="IsMove">Written with <c>move</c>.</param>
/// <param name="Span">The whole expression.</param>
/// <param name="Head">From <c>move</c> or the first bar to the last bar.</param>
/// <param name="Parent">The function or closure it stands in.</param>
public sealed record ClosureFacts(ClosureKind Kind, EquatableArray<Capture> Captures, bool IsMove, Span Span, Span Head, DefId Parent);

/// <summary>What a function is to those who call it.</summary>
/// <param name="HasSelf">It is a method.</param>
/// <param name="Trait">The path of the trait it belongs to or implements, <c>core::ops::Add</c>; null for others.</param>
/// <param name="SelfParameter">The <c>self</c> in its declaration, where the text is known.</param>
/// <param name="ClosureKind">For the call methods of closure traits: which.</param>
public sealed record FunctionFacts(bool HasSelf = false, string? Trait = null, Span? SelfParameter = null, ClosureKind? ClosureKind = null)
{
    /// <summary>What messages call a method, <c>Option::&lt;T&gt;::unwrap</c>; null to call it by its path.</summary>
    public string? Name { get; init; }
}
