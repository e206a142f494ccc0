using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Definitions;
using Crabwalk.Rust.Semantics.Lowering;

namespace Crabwalk.Rust.Semantics.Queries;

/// <summary>Collects the early-bound generic parameters of a definition: lifetimes first, then types and constants (rustc's <c>generics_of</c>).</summary>
internal sealed class GenericsCollector(ITypeContext context)
{
    /// <summary>No parameters.</summary>
    public static readonly Generics Empty = new(null, 0, [], false);

    /// <summary>The names of a closure's three own parameters: its trait, its signature as a function pointer, the tuple of its captures.</summary>
    private static readonly string[] ClosureParameters = ["<closure_kind>", "<closure_signature>", "<upvars>"];

    /// <summary>Finds the parameters.</summary>
    public Generics Compute(DefId definition) => context.Definitions[definition] switch
    {
        { Kind: DefKind.Variant or DefKind.Constructor or DefKind.Field } =>
            context.GenericsOf(ItemHeads.AdtAround(context.Definitions, definition)),
        { Kind: DefKind.GenericParameter or DefKind.LifetimeParameter or DefKind.ConstParameter or DefKind.AnonymousConstant, Parent: { } parent } =>
            context.GenericsOf(parent),
        { Kind: DefKind.Closure, Parent: { } parent } => OfClosure(definition, parent),
        { Kind: DefKind.OpaqueType } => OfOpaque(definition),
        { Kind: DefKind.Module or DefKind.Unit or DefKind.Import or DefKind.Macro or DefKind.ForeignModule } => Empty,
        _ => OfItem(definition),
    };

    private static Generics OfClosureParent(Generics outer, DefId parent, EquatableArray<GenericParamDef> own) => new(parent, outer.Count, own, false);

    private Generics OfClosure(DefId definition, DefId parent)
    {
        // The closures around it add nothing that its body could name.
        while (context.Definitions[parent] is { Kind: DefKind.Closure, Parent: { } around })
        {
            parent = around;
        }

        Generics outer = context.GenericsOf(parent);
        var own = new GenericParamDef[ClosureParameters.Length];
        for (int i = 0; i < own.Length; i++)
        {
            own[i] = new(ClosureParameters[i], definition, outer.Count + i, GenericParamKind.Type, HasDefault: false, IsSynthetic: true);
        }

        return OfClosureParent(outer, parent, [.. own]);
    }

    /// <summary>An opaque type has the parameters of the function whose result it hides, and one more for each late-bound lifetime it captures.</summary>
    private Generics OfOpaque(DefId definition)
    {
        if (context.Hir.ItemOf(definition).Kind is not Hir.ItemKind.Opaque opaque)
        {
            return Empty;
        }

        Generics outer = context.GenericsOf(opaque.Owner);
        var own = new List<GenericParamDef>();
        if (context.Hir.ItemOf(opaque.Owner).Kind is Hir.ItemKind.Function function)
        {
            foreach (Hir.GenericParam.OfLifetime lifetime in LateBoundLifetimes.Of(function))
            {
                own.Add(new(Name(lifetime), lifetime.Definition, outer.Count + own.Count, GenericParamKind.Lifetime, HasDefault: false, lifetime.IsElided));
            }
        }

        return OfClosureParent(outer, opaque.Owner, own.ToEquatableArray());
    }

    private Generics OfItem(DefId definition)
    {
        Hir.ItemKind kind = context.Hir.ItemOf(definition).Kind;
        if (ItemHeads.GenericsOf(kind) is not { } written)
        {
            return Empty;
        }

        DefId? parent = ItemHeads.IsAssociated(context.Definitions[definition].Kind) ? context.Definitions[definition].Parent : null;
        Generics? outer = parent is { } container ? context.GenericsOf(container) : null;
        int next = outer?.Count ?? 0;
        var own = new List<GenericParamDef>();
        bool isTrait = kind is Hir.ItemKind.Trait;
        if (isTrait)
        {
            own.Add(new("Self", definition, next++, GenericParamKind.Type, HasDefault: false, IsSynthetic: false));
        }

        HashSet<DefId> late = kind is Hir.ItemKind.Function function ? [.. LateBoundLifetimes.Of(function).Select(lifetime => lifetime.Definition)] : [];
        AddLifetimes(own, written, late, ref next);
        AddOthers(own, written, ref next);
        return new(parent, outer?.Count ?? 0, own.ToEquatableArray(), isTrait || outer is { HasSelf: true });
    }

    private void AddLifetimes(List<GenericParamDef> own, Hir.Generics written, HashSet<DefId> late, ref int next)
    {
        foreach (Hir.GenericParam parameter in written.Params)
        {
            if (parameter is Hir.GenericParam.OfLifetime lifetime && !late.Contains(lifetime.Definition))
            {
                own.Add(new(Name(lifetime), lifetime.Definition, next++, GenericParamKind.Lifetime, HasDefault: false, lifetime.IsElided));
            }
        }
    }

    private void AddOthers(List<GenericParamDef> own, Hir.Generics written, ref int next)
    {
        foreach (Hir.GenericParam parameter in written.Params)
        {
            switch (parameter)
            {
                case Hir.GenericParam.OfType type:
                    own.Add(new(Name(type), type.Definition, next++, GenericParamKind.Type, type.Default is not null, type.IsSynthetic));
                    break;
                case Hir.GenericParam.OfConst constant:
                    own.Add(new(Name(constant), constant.Definition, next++, GenericParamKind.Const, constant.Default is not null, IsSynthetic: false));
                    break;
            }
        }
    }

    private string Name(Hir.GenericParam parameter) => context.Symbols[parameter.Name.Name];
}
