using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Expansion;
using Crabwalk.Rust.Resolution;

namespace Crabwalk.Rust.Hir.Lowering;

/// <summary>
/// From syntax to HIR: resolves names, expands the macros it meets and writes short forms out, in one walk. This part holds what
/// heads and bodies share: types, paths, generics, lifetimes. Expressions and patterns are in <see cref="BodyLowering"/>.
/// </summary>
internal abstract partial class LoweringBase(RustSession session, DefId owner)
{
    /// <summary>The session.</summary>
    protected RustSession Session { get; } = session;

    /// <summary>The item or body that is lowered.</summary>
    protected DefId Owner { get; } = owner;

    /// <summary>The crate it belongs to.</summary>
    protected CrateData Crate { get; } = session.CrateOf(owner);

    /// <summary>What names mean where the walk stands.</summary>
    protected Scope Scope { get; set; } = null!;

    /// <summary>Macros known by plain name where the walk stands.</summary>
    protected MacroScope? Macros { get; set; } = session.Data.GetValueOrDefault(owner)?.Macros;

    /// <summary>The names.</summary>
    protected SymbolTable Symbols => Session.Symbols;

    /// <summary>The definitions.</summary>
    protected DefTable Definitions => Session.Definitions;

    /// <summary>Where messages go.</summary>
    protected DiagnosticSink Sink => Session.Sink;

    /// <summary>The words for names that cannot be resolved.</summary>
    protected ResolveMessages Messages => field ??= new(Session, Crate) { EnclosingFunction = Definitions[Owner].Kind is DefKind.Function or DefKind.AssociatedFunction ? Owner : null };

    private protected HirId NewId() => Session.HirMap.NextId();

    /// <summary>Says once, at its place, that something is not supported yet.</summary>
    protected void Unsupported(Span span, string what) =>
        Sink.Error(new(Severity.Error, "CW0001", $"not supported by Crabwalk yet: {what}", new(span)));

    /// <summary>A definition that lowering makes: a parameter, closure, opaque type or constant in a type.</summary>
    protected DefId Define(DefKind kind, Symbol name, Span span, DefSource? source = null, DefId? parent = null)
    {
        DefId around = parent ?? Owner;
        string text = Symbols[name];
        string shown = text.Length > 0 ? text : kind switch
        {
            DefKind.Closure => "{closure#" + Count(around, kind) + "}",
            DefKind.AnonymousConstant => "{constant#" + Count(around, kind) + "}",
            DefKind.OpaqueType => "{opaque#" + Count(around, kind) + "}",
            _ => "",
        };
        Definition outer = Definitions[around];
        DefId id = Definitions.Add(new(kind, text.Length > 0 ? text : shown, DefPaths.Join(outer.Kind, outer.Path, shown), around, span) { IsLibrary = outer.IsLibrary });
        Session.Data.Add(id, new(id, source ?? new DefSource.OfLowering(), Scope.Module(), null) { InBodyOf = null });
        if (source is DefSource.OfConstant)
        {
            Crate.Definitions.Add(id);
        }

        return id;
    }

    private readonly Dictionary<(DefId Parent, DefKind Kind), int> _counts = [];

    private int Count(DefId parent, DefKind kind) => _counts[(parent, kind)] = _counts.GetValueOrDefault((parent, kind), -1) + 1;

    /// <summary>Walks in an inner scope and comes back.</summary>
    protected T Inside<T>(Scope scope, Func<T> lower)
    {
        Scope outer = Scope;
        Scope = scope;
        T result = lower();
        Scope = outer;
        return result;
    }

    /// <summary>The attributes without what <c>cfg</c> takes away; null when it takes the node away.</summary>
    protected EquatableArray<Attribute>? Active(EquatableArray<Attribute> attributes) => attributes.IsEmpty ? attributes : Crate.Configuration.Apply(attributes);

    /// <summary>True unless <c>cfg</c> takes the node away.</summary>
    protected bool IsActive(EquatableArray<Attribute> attributes) => attributes.IsEmpty || Crate.Configuration.IsActive(attributes);
}
