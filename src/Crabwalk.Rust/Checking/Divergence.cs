using Crabwalk.Foundation.Text;

namespace Crabwalk.Rust.Checking;

/// <summary>Whether the end of what was checked so far can be reached. The order matters: joins take the lesser, sequences the greater.</summary>
internal enum DivergenceKind
{
    /// <summary>Perhaps.</summary>
    Maybe,

    /// <summary>Never, and nobody was told yet.</summary>
    Always,

    /// <summary>Never, and the code after it was warned about.</summary>
    WarnedAlways,
}

/// <summary>Whether code is reachable, with what made it unreachable for the lint.</summary>
/// <param name="Kind">Whether.</param>
/// <param name="Cause">The expression that never ends.</param>
/// <param name="Note">Words for it, when the usual ones do not fit.</param>
internal readonly record struct Divergence(DivergenceKind Kind, Span Cause = default, string? Note = null)
{
    public static Divergence Maybe => default;

    public bool IsAlways => Kind != DivergenceKind.Maybe;

    /// <summary>Both branches must diverge.</summary>
    public static Divergence operator &(Divergence left, Divergence right) => right.Kind < left.Kind ? right : left;

    /// <summary>One after the other.</summary>
    public static Divergence operator |(Divergence left, Divergence right) => right.Kind > left.Kind ? right : left;

    public static Divergence BitwiseAnd(Divergence left, Divergence right) => left & right;

    public static Divergence BitwiseOr(Divergence left, Divergence right) => left | right;
}
