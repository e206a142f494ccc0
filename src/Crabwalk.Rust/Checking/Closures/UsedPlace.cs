using System.Collections.Immutable;
using Crabwalk.Mir.Types;

namespace Crabwalk.Rust.Checking;

/// <summary>One step from a variable into it.</summary>
internal enum UseStepKind
{
    /// <summary>A dereference that is built in.</summary>
    Deref,

    /// <summary>A field.</summary>
    Field,

    /// <summary>An index or a part of a slice.</summary>
    Index,
}

/// <summary>A step and the type after it.</summary>
internal readonly record struct UseStep(UseStepKind Kind, int Field, Ty Type);

/// <summary>A place that code uses: a variable, or a value without one, and a way into it.</summary>
/// <param name="Variable">The variable; null for temporaries and statics.</param>
/// <param name="BaseType">Its type.</param>
/// <param name="Steps">The way.</param>
internal sealed record UsedPlace(Hir.HirId? Variable, Ty BaseType, ImmutableArray<UseStep> Steps)
{
    /// <summary>The type of the place.</summary>
    public Ty Type => Steps.IsEmpty ? BaseType : Steps[^1].Type;

    /// <summary>The type that a step is taken from.</summary>
    public Ty TypeBefore(int step) => step == 0 ? BaseType : Steps[step - 1].Type;

    public UsedPlace Then(UseStepKind kind, Ty type, int field = 0) => this with { Steps = Steps.Add(new(kind, field, type)) };

    /// <summary>The first dereference at or after a step; -1 when there is none.</summary>
    public int FirstDeref()
    {
        for (int i = 0; i < Steps.Length; i++)
        {
            if (Steps[i].Kind == UseStepKind.Deref)
            {
                return i;
            }
        }

        return -1;
    }
}

/// <summary>How a closure takes what it captures, the weakest first.</summary>
internal enum CaptureMode
{
    /// <summary><c>&amp;</c></summary>
    Shared,

    /// <summary>Unique, but the variable need not be <c>mut</c>.</summary>
    Unique,

    /// <summary><c>&amp;mut</c></summary>
    Mutable,

    /// <summary>Moved or copied.</summary>
    ByValue,
}
