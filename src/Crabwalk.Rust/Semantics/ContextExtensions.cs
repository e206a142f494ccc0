using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics.Lowering;

namespace Crabwalk.Rust.Semantics;

/// <summary>Small answers made of the context's queries.</summary>
public static class ContextExtensions
{
    /// <summary>The definition's own parameters as arguments: what its body is checked with.</summary>
    public static EquatableArray<GenericArg> IdentityArgs(this ITypeContext context, DefId definition)
    {
        Generics generics = context.GenericsOf(definition);
        if (generics.Count == 0)
        {
            return [];
        }

        var args = new GenericArg[generics.Count];
        FillIdentity(context, generics, args);
        return [.. args];
    }

    /// <summary>All parameters in order of their index, those of the parents first.</summary>
    public static IReadOnlyList<GenericParamDef> AllParams(this ITypeContext context, DefId definition)
    {
        var all = new List<GenericParamDef>();
        Generics generics = context.GenericsOf(definition);
        if (generics.Parent is { } parent)
        {
            all.AddRange(context.AllParams(parent));
        }

        all.AddRange(generics.Params.Span);
        return all;
    }

    /// <summary>A trait reference seen from outside its binder, the lifetimes it binds forgotten.</summary>
    public static TraitRef WithErasedBinder(this ITypeContext context, TraitRef reference) =>
        reference with { Args = PredicateMapping.MapArgs(reference.Args, arg => BoundRegions.Erase(arg, context.Types)) };

    /// <summary>What stands for the hidden self type while a <c>dyn</c> type is made; it never gets out.</summary>
    public static Ty ObjectSelf(this ITypeContext context) => context.Types.Param(int.MaxValue, "Self");

    /// <summary>The predicate with parameters replaced.</summary>
    internal static PredicateKind Substitute(this ITypeContext context, PredicateKind kind, EquatableArray<GenericArg> args) =>
        kind.Map(part => part.Substitute(context.Types, args));

    /// <summary>The constant with parameters replaced.</summary>
    internal static Const SubstituteConst(this Const constant, TyInterner types, EquatableArray<GenericArg> args) =>
        (Const)((GenericArg)constant).Substitute(types, args);

    /// <summary>A constant item that is a literal has its value at once; others stay until they are normalised.</summary>
    internal static Const EvaluateConst(this ITypeContext context, Const.Unevaluated constant, Ty expected) =>
        ConstLiterals.Of(context.Hir.BodyOf(constant.Definition)?.Value, expected, context.Types, context.Target) ?? (Const)constant;

    /// <summary>The constant's value when it is a scalar that can be found; itself when it depends on parameters.</summary>
    public static Const TryEvaluate(this ITypeContext context, Const.Unevaluated constant)
    {
        foreach (GenericArg arg in constant.Args)
        {
            if (arg.Has(TyFlags.HasInfer | TyFlags.HasParam | TyFlags.HasPlaceholder))
            {
                return constant;
            }
        }

        EquatableArray<GenericArg> args = PredicateMapping.MapArgs(constant.Args, arg => arg.EraseRegions(context.Types));
        return context.Evaluate(constant.Definition, args) is ConstValue.Scalar { Type: var type, Bits: var bits } ? context.Types.Value(type, bits) : constant;
    }

    /// <summary>True when a where clause of an associated item says <c>Self: Sized</c>: objects do not have it.</summary>
    public static bool RequiresSizedSelf(this ITypeContext context, DefId item)
    {
        if (context.Hir.LangItem("sized") is not { } sized || ItemHeads.GenericsOf(context.Hir.ItemOf(item).Kind) is not { } generics)
        {
            return false;
        }

        foreach (Hir.WherePredicate predicate in generics.Predicates)
        {
            if (predicate is Hir.WherePredicate.OfType(_, { Kind: Hir.TyKind.Path(Hir.QPath.Resolved(null, { Res: Hir.Res.SelfParam })) }, var bounds, _, _)
                && bounds.Any(bound => bound is Hir.GenericBound.Trait(var reference) && ItemHeads.TraitOf(reference.Trait) == sized))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True for <c>auto trait</c>.</summary>
    public static bool IsAutoTrait(this ITypeContext context, DefId trait) => context.Hir.ItemOf(trait).Kind is Hir.ItemKind.Trait { IsAuto: true };

    private static void FillIdentity(ITypeContext context, Generics generics, GenericArg[] args)
    {
        if (generics.Parent is { } parent)
        {
            FillIdentity(context, context.GenericsOf(parent), args);
        }

        foreach (GenericParamDef parameter in generics.Params)
        {
            args[parameter.Index] = parameter.Kind switch
            {
                GenericParamKind.Lifetime => context.Types.EarlyParam(parameter.Index, parameter.Name),
                GenericParamKind.Type => context.Types.Param(parameter.Index, parameter.Name),
                _ => context.Types.ConstParam(parameter.Index, parameter.Name),
            };
        }
    }
}
