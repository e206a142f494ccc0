using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Expansion;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Resolution;

/// <summary>One leaf of a use tree, or an <c>extern crate</c>.</summary>
internal sealed class Import(Module owner, EquatableArray<PathSegment> path, bool isGlobal, Module? visibleIn, Span span)
{
    private readonly Binding?[] _found = new Binding?[3];

    /// <summary>The module it stands in.</summary>
    public Module Owner { get; } = owner;

    /// <summary>The whole path; of a glob without the star, of a named one with the imported name last.</summary>
    public EquatableArray<PathSegment> Path { get; } = path;

    /// <summary>True for a path that begins with <c>::</c>.</summary>
    public bool IsGlobal { get; } = isGlobal;

    /// <summary>Who may use what it gives.</summary>
    public Module? VisibleIn { get; } = visibleIn;

    /// <summary>The leaf's text.</summary>
    public Span Span { get; } = span;

    /// <summary>The name it gives; <c>_</c> for none, empty for a glob.</summary>
    public Ident Target { get; init; }

    /// <summary>True for <c>path::*</c>.</summary>
    public bool IsGlob { get; init; }

    /// <summary>True for <c>self</c> inside braces: types only.</summary>
    public bool IsSelf { get; init; }

    /// <summary>True for an <c>extern crate</c>.</summary>
    public bool IsExternCrate { get; init; }

    /// <summary>True for <c>#[prelude_import]</c>: it is no use of its own.</summary>
    public bool IsPrelude { get; init; }

    /// <summary>The definition of the whole <c>use</c> item.</summary>
    public DefId Definition { get; init; }

    /// <summary>The macros that are known by plain name where it stands.</summary>
    public MacroScope? Macros { get; init; }

    /// <summary>The whole <c>use</c> item.</summary>
    public required Item Declaration { get; init; }

    /// <summary>Decided: found, or known not to be there.</summary>
    public bool IsDone { get; set; }

    /// <summary>For a glob: where it takes names from.</summary>
    public Module? Source { get; set; }

    /// <summary>Somebody used a name that it gives.</summary>
    public bool IsUsed { get; set; }

    /// <summary>The crate that an <c>extern crate</c> names.</summary>
    public CrateData? ExternCrate { get; init; }

    /// <summary>What it found in a namespace.</summary>
    public ref Binding? this[Namespace ns] => ref _found[(int)ns];

    /// <summary>True when it found something in any namespace.</summary>
    public bool HasFound => _found[0] is not null || _found[1] is not null || _found[2] is not null;

    /// <summary>Forgets what it found, for another round.</summary>
    public void Reset()
    {
        (IsDone, Source) = (false, null);
        Array.Clear(_found);
    }

    /// <summary>A name that appeared in the glob's source.</summary>
    public void TakeFromGlob(NameKey key, Binding binding)
    {
        if (binding.IsVisibleFrom(Owner))
        {
            Module? visibleIn = Narrower(VisibleIn, binding.VisibleIn);
            Owner.DefineImported(key, new(binding.Res, visibleIn, Span) { Import = this, Source = binding });
        }
    }

    /// <summary>The smaller of two reaches, one of which lies in the other.</summary>
    public static Module? Narrower(Module? left, Module? right) =>
        left is null ? right : right is null || left.IsInside(right) ? left : right;
}
