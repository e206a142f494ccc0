using Crabwalk.Foundation.Text;

namespace Crabwalk.Rust.Hir.Lowering;

/// <summary>What a lifetime means that was left out (Reference: Lifetime elision).</summary>
internal enum ElisionKind
{
    /// <summary>In bodies: it is inferred.</summary>
    Infer,

    /// <summary>In inputs and impl headers: each is a parameter of its own.</summary>
    Fresh,

    /// <summary>In an output: the one lifetime that the inputs have. In constants and statics: <c>'static</c>.</summary>
    Known,

    /// <summary>In fields, associated types and outputs without an answer: an error.</summary>
    Missing,
}

/// <summary>The rule for elided lifetimes at a place.</summary>
internal sealed class Elision(ElisionKind kind)
{
    /// <summary>In bodies.</summary>
    public static readonly Elision InBodies = new(ElisionKind.Infer);

    /// <summary>The rule.</summary>
    public ElisionKind Kind { get; } = kind;

    /// <summary>For <see cref="ElisionKind.Known"/>: the lifetime.</summary>
    public LifetimeRes? Target { get; init; }

    /// <summary>For <see cref="ElisionKind.Fresh"/>: the parameters made so far.</summary>
    public List<GenericParam> Created { get; } = [];

    /// <summary>The lifetimes met in inputs, named ones too: what an output may take.</summary>
    public List<LifetimeRes> Met { get; } = [];

    /// <summary>Lifetimes of a type's path may not be left out silently, only written <c>'_</c>: in impl headers (E0726).</summary>
    public bool ForbidsHidden { get; init; }

    /// <summary>For <see cref="ElisionKind.Missing"/>: the words for why there is no answer.</summary>
    public MissingLifetime? Reason { get; init; }
}

/// <summary>Why an elided lifetime has no answer.</summary>
/// <param name="IsOutput">It stands in a function's output.</param>
/// <param name="Inputs">The inputs with lifetimes: their spans, names, and how many lifetimes each has.</param>
/// <param name="GenericsAt">Where a new lifetime parameter could be written: behind <c>&lt;</c>, or where <c>&lt;'a&gt;</c> would go.</param>
/// <param name="HasGenerics">There are generic parameters already.</param>
/// <param name="HasInputs">The function has any input at all.</param>
internal sealed record MissingLifetime(bool IsOutput, List<(Span Span, string Name, int Count)> Inputs, Span GenericsAt, bool HasGenerics, bool HasInputs);
