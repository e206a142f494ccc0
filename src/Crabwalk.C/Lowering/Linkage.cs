using Crabwalk.C.Tree;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.C.Lowering;

/// <summary>A function's name, resolved over the whole program.</summary>
/// <param name="Definition">What the name means.</param>
/// <param name="Signature">The signature of the function that has the code, be it another unit's; of an intrinsic, the one it is called with.</param>
/// <param name="IsAbsent">A weak name that nobody defines: its address is null.</param>
internal readonly record struct ResolvedFunction(DefId Definition, FnSig Signature, bool IsAbsent = false)
{
    /// <summary>True for code of the library, which a program may have declared with types of its own.</summary>
    public bool IsLibrary { get; init; }
}

/// <summary>A variable of static storage, resolved over the whole program.</summary>
/// <param name="Definition">What the name means.</param>
/// <param name="Type">The type of the unit that defines it, which may know more than the one that uses it.</param>
/// <param name="IsConst">It may not be written.</param>
internal readonly record struct ResolvedVariable(DefId Definition, Ty Type, bool IsConst);

/// <summary>What lowering asks the linker: which definition a name of this translation unit stands for. Asking makes it a part of the program.</summary>
internal interface IResolver
{
    /// <summary>The function that a name stands for; an unknown one is reported at the use.</summary>
    ResolvedFunction Resolve(Function function, Span use);

    /// <summary>The object that a name of static or thread storage stands for; an unknown one is reported at the use.</summary>
    ResolvedVariable Resolve(Variable variable, Span use);

    /// <summary>The object that holds a string literal.</summary>
    DefId Resolve(StringData text, Span use);

    /// <summary>The object whose bytes stand for a function's labels, for gcc's addresses of labels.</summary>
    DefId ResolveLabels(Function owner);

    /// <summary>A function of the machine's own.</summary>
    DefId Intrinsic(string name, FnSig signature);
}
