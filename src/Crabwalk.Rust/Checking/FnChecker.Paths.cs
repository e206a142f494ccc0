using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Checking;

/// <content>Names as values: variables, functions, constants, constructors and associated items.</content>
internal sealed partial class FnChecker
{
    /// <summary>What a path means in the end.</summary>
    /// <param name="Res">The meaning; <see cref="Hir.Res.Error"/> when something was reported.</param>
    /// <param name="Self">The type before <c>::name</c> or in <c>&lt;T as Trait&gt;</c>.</param>
    /// <param name="Segments">The segments that may carry arguments.</param>
    private readonly record struct Meaning(Hir.Res Res, Ty? Self, EquatableArray<Hir.PathSegment> Segments);

    private Ty CheckPath(Hir.Expr expression, Hir.QPath path)
    {
        Meaning meaning = MeaningOf(path, expression.Id);
        if (meaning.Res is Hir.Res.Def { Id: var id } && IsStructLikeConstructor(id))
        {
            return ReportAs(PathErrors.ExpectedValue(path.Span, _context, id));
        }

        return InstantiateValue(meaning, path.Span, expression.Id);
    }

    /// <summary>A variant with named fields is no value.</summary>
    private bool IsStructLikeConstructor(DefId id) => _context.Definitions[id].Kind is DefKind.Variant or DefKind.Struct or DefKind.Union;

    private Meaning MeaningOf(Hir.QPath path, Hir.HirId node)
    {
        switch (path)
        {
            case Hir.QPath.Resolved resolved:
                Ty? self = resolved.Self is { } written ? LowerUserType(written) : null;
                return new(resolved.Path.Res, self, resolved.Path.Segments);
            case Hir.QPath.TypeRelative relative:
                Ty type = LowerUserType(relative.Type);
                return MeaningOfAssociated(type, relative, node);
            default:
                return new(new Hir.Res.Error(), null, []);
        }
    }

    private Meaning MeaningOfAssociated(Ty type, Hir.QPath.TypeRelative relative, Hir.HirId node)
    {
        if (type.Has(TyFlags.HasError))
        {
            return new(new Hir.Res.Error(), null, []);
        }

        Ty self = TryResolve(type);
        if (self is Ty.Adt { Definition.Kind: AdtKind.Enum } adt && VariantNamed(adt.Definition.Id, relative.Segment.Ident.Name) is { } variant)
        {
            DefId meant = variant.Constructor ?? variant.Definition;
            _results.Callees[node] = meant;
            return new(new Hir.Res.Def(meant), self, [relative.Segment]);
        }

        DefId? found = ProbePath(self, relative, node);
        if (found is not { } item)
        {
            return new(new Hir.Res.Error(), null, []);
        }

        _results.Callees[node] = item;
        return new(new Hir.Res.Def(item), self, [relative.Segment]);
    }

    private Hir.Variant? VariantNamed(DefId adt, Symbol name)
    {
        foreach (Hir.Variant variant in VariantsOf(adt))
        {
            if (variant.Name.Name == name)
            {
                return variant;
            }
        }

        return null;
    }

    private EquatableArray<Hir.Variant> VariantsOf(DefId adt) =>
        _context.ItemOfAdt(adt).Kind is Hir.ItemKind.Adt item ? item.Variants : [];

    /// <summary>The type of a value path, with fresh variables for the arguments left out.</summary>
    private Ty InstantiateValue(Meaning meaning, Span span, Hir.HirId node)
    {
        switch (meaning.Res)
        {
            case Hir.Res.Local local:
                return _locals.TryGetValue(local.Binding, out Ty? type) ? type : ErrorExpression();
            case Hir.Res.SelfConstructor self:
                return InstantiateSelfConstructor(self.Impl, span, node);
            case Hir.Res.Def definition:
                return InstantiateDefinition(meaning, definition.Id, span, node);
            default:
                return ErrorExpression();
        }
    }

    private Ty InstantiateSelfConstructor(DefId impl, Span span, Hir.HirId node)
    {
        Ty self = Normalize(_context.TypeOf(impl), span);
        if (self is not Ty.Adt { Definition.Kind: AdtKind.Struct } adt || VariantsOf(adt.Definition.Id) is not [{ Constructor: { } constructor } variant])
        {
            return ReportAs(PathErrors.SelfIsNoConstructor(span));
        }

        _results.Callees[node] = constructor;
        WriteArgs(node, adt.Args);
        return variant.Form == Hir.VariantForm.Tuple ? Types.FnDef(constructor, adt.Args) : adt;
    }

    private Ty InstantiateDefinition(Meaning meaning, DefId id, Span span, Hir.HirId node)
    {
        DefKind kind = _context.Definitions[id].Kind;
        switch (kind)
        {
            case DefKind.Static or DefKind.ConstParameter:
                return Normalize(_context.TypeOf(id), span);
            case DefKind.Constructor:
                return InstantiateConstructor(meaning, id, span, node);
        }

        EquatableArray<GenericArg> args = ArgsOfValue(meaning, id, span);
        WriteArgs(node, args);
        RegisterPredicatesOf(id, args, span, node);
        return kind is DefKind.Function or DefKind.AssociatedFunction or DefKind.Intrinsic
            ? Types.FnDef(id, args)
            : Normalize(_context.TypeOf(id).Substitute(Types, args), span);
    }

    private Ty InstantiateConstructor(Meaning meaning, DefId constructor, Span span, Hir.HirId node)
    {
        (DefId adt, int index) = VariantOfConstructor(constructor);
        EquatableArray<GenericArg> args = meaning.Self is Ty.Adt self && self.Definition.Id == adt
            ? self.Args
            : _lowering.ArgsOf(adt, [], AdtSegment(meaning.Segments, adt, constructor), span);
        args = Normalize(args, span);
        WriteArgs(node, args);
        _results.Variants[node] = index;
        RegisterPredicatesOf(adt, args, span, node);
        return VariantsOf(adt)[index].Form == Hir.VariantForm.Tuple
            ? Types.FnDef(constructor, args)
            : Types.Adt(_context.AdtOf(adt), args);
    }

    /// <summary><c>Option::&lt;T&gt;::None</c> or <c>None::&lt;T&gt;</c>: the arguments stand at either.</summary>
    private Hir.PathSegment? AdtSegment(EquatableArray<Hir.PathSegment> segments, DefId adt, DefId constructor)
    {
        if (segments.IsEmpty)
        {
            return null;
        }

        bool isVariant = _context.Definitions[constructor].Parent is { } parent && parent != adt;
        return isVariant && segments.Count > 1 && segments[^1].Args is null && segments[^2].Res is Hir.Res.Def { Id: var id } && id == adt
            ? segments[^2]
            : segments[^1];
    }

    /// <summary>The ADT and the index of the variant that a constructor or variant definition belongs to.</summary>
    private (DefId Adt, int Index) VariantOfConstructor(DefId definition)
    {
        DefId variant = _context.Definitions[definition].Kind == DefKind.Constructor ? _context.Definitions[definition].Parent!.Value : definition;
        if (_context.Definitions[variant].Kind != DefKind.Variant)
        {
            return (variant, 0);
        }

        DefId adt = _context.Definitions[variant].Parent!.Value;
        EquatableArray<Hir.Variant> variants = VariantsOf(adt);
        for (int i = 0; i < variants.Count; i++)
        {
            if (variants[i].Definition == variant)
            {
                return (adt, i);
            }
        }

        return (adt, 0);
    }

    private EquatableArray<GenericArg> ArgsOfValue(Meaning meaning, DefId id, Span span)
    {
        Hir.PathSegment? last = meaning.Segments.IsEmpty ? null : meaning.Segments[^1];
        if (_context.AssociatedItem(id) is not { } item)
        {
            return Normalize(_lowering.ArgsOf(id, [], last, span), span);
        }

        if (_context.Definitions[item.Container].Kind == DefKind.Trait)
        {
            Ty self = meaning.Self ?? FreshTy(span);
            Hir.PathSegment? traitSegment = meaning.Segments.Count > 1 ? meaning.Segments[^2] : null;
            EquatableArray<GenericArg> traitArgs = _lowering.ArgsOf(item.Container, [self], traitSegment, span);
            return Normalize(_lowering.ArgsOf(id, traitArgs, last, span), span);
        }

        EquatableArray<GenericArg> implArgs = _inference.FreshArgs(item.Container, span);
        if (meaning.Self is { } type)
        {
            Ty implemented = Normalize(_context.TypeOf(item.Container).Substitute(Types, implArgs), span);
            Sub(Cause(span), type, implemented);
        }

        return Normalize(_lowering.ArgsOf(id, implArgs, last, span), span);
    }
}
