using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Solving;

namespace Crabwalk.Rust.Checking;

/// <content>Struct expressions, and what their paths mean (those of patterns too).</content>
internal sealed partial class FnChecker
{
    /// <summary>The variant that a path before braces means.</summary>
    private readonly record struct StructPath(Ty.Adt Type, int Index, Hir.Variant Variant)
    {
        public EquatableArray<FieldDef> Fields => Type.Definition.Variants[new(Index)].Fields;
    }

    private Ty CheckStruct(Hir.Expr expression, Hir.ExprKind.Struct literal, Expectation expected)
    {
        if (ResolveStructPath(literal.Name, expression.Id) is not { } path)
        {
            CheckLostFields(literal);
            return ErrorExpression();
        }

        _results.Variants[expression.Id] = path.Index;
        RequireSized(path.Type, expression.Span, new CauseCode.Misc());
        CheckStructFields(expression, literal, path, expected);
        return path.Type;
    }

    private void CheckLostFields(Hir.ExprKind.Struct literal)
    {
        foreach (Hir.ExprField field in literal.Fields)
        {
            CheckExpression(field.Value);
        }

        if (literal.Base is { } rest)
        {
            CheckExpression(rest);
        }
    }

    private StructPath? ResolveStructPath(Hir.QPath path, Hir.HirId node)
    {
        DefId? variantId = null;
        Ty type;
        if (path is Hir.QPath.Resolved { Path: { Res: Hir.Res.Def { Id: var id } } resolved } && _context.Definitions[id].Kind is DefKind.Variant or DefKind.Constructor)
        {
            (DefId adt, int index) = VariantOfConstructor(id);
            EquatableArray<GenericArg> args = Normalize(_lowering.ArgsOf(adt, [], AdtSegment(resolved.Segments, adt, id), path.Span), path.Span);
            type = Types.Adt(_context.AdtOf(adt), args);
            variantId = VariantsOf(adt)[index].Definition;
        }
        else if (path is Hir.QPath.TypeRelative relative && TryResolve(LowerUserType(relative.Type)) is Ty.Adt { Definition.Kind: AdtKind.Enum } adt
            && VariantNamed(adt.Definition.Id, relative.Segment.Ident.Name) is { } named)
        {
            type = adt;
            variantId = named.Definition;
        }
        else
        {
            if (path is Hir.QPath.TypeRelative missing && TryResolve(LowerUserType(missing.Type)) is Ty.Adt { Definition.Kind: AdtKind.Enum } lacking)
            {
                ReportNoVariant(missing, lacking);
                return null;
            }

            if (path is Hir.QPath.Resolved { Path.Res: Hir.Res.Error })
            {
                _results.IsTainted = true;
                return null;
            }

            type = TryResolve(Normalize(_lowering.Lower(path), path.Span));
        }

        return FinishStructPath(type, variantId, path.Span, node);
    }

    private StructPath? FinishStructPath(Ty type, DefId? variantId, Span span, Hir.HirId node)
    {
        if (type is not Ty.Adt adt)
        {
            if (!type.Has(TyFlags.HasError))
            {
                Report(StructErrors.ExpectedStruct(span, NameOf(type)));
            }

            return null;
        }

        EquatableArray<Hir.Variant> variants = VariantsOf(adt.Definition.Id);
        if (variantId is null && adt.Definition.Kind == AdtKind.Enum)
        {
            Report(StructErrors.ExpectedStruct(span, NameOf(type)));
            return null;
        }

        WriteArgs(node, adt.Args);
        RegisterPredicatesOf(adt.Definition.Id, adt.Args, span, node);
        for (int i = 0; i < variants.Count; i++)
        {
            if (variantId is null || variants[i].Definition == variantId)
            {
                return new(adt, i, variants[i]);
            }
        }

        return null;
    }

    private Ty FieldType(Ty.Adt adt, FieldDef field, Span span) => Normalize(field.Type.Substitute(Types, adt.Args), span);

    private void CheckStructFields(Hir.Expr expression, Hir.ExprKind.Struct literal, StructPath path, Expectation expected)
    {
        if (OnlyHasType(expected) is { } wanted)
        {
            // Types of the fields flow down from what is expected; a mismatch is reported where the whole is used.
            _inference.CommitIf(() => Sub(Cause(expression.Span), path.Type, wanted));
        }

        var given = new Dictionary<Symbol, Span>();
        bool hasErrors = false;
        foreach (Hir.ExprField field in literal.Fields)
        {
            hasErrors |= !CheckStructField(field, path, given);
        }

        bool isUnion = path.Type.Definition.Kind == AdtKind.Union;
        if (isUnion && literal.Fields.Count != 1)
        {
            Report(StructErrors.UnionNeedsOneField(expression.Span));
        }
        else if (literal.Base is { } rest)
        {
            CheckBase(rest, path);
        }
        else if (!isUnion && !hasErrors && given.Count < path.Fields.Count)
        {
            ReportMissingFields(literal, path, given);
        }
    }

    private bool CheckStructField(Hir.ExprField field, StructPath path, Dictionary<Symbol, Span> given)
    {
        int index = IndexOfField(path.Variant, field.Name.Name);
        if (index < 0)
        {
            ReportUnknownField(field, path, given);
            CheckExpression(field.Value);
            return false;
        }

        if (given.TryGetValue(field.Name.Name, out Span first))
        {
            Report(StructErrors.FieldGivenTwice(field.Name.Span, first, _context.Symbols[field.Name.Name]));
            CheckExpression(field.Value);
            return false;
        }

        given.Add(field.Name.Name, field.Span);
        _results.FieldIndices[field.Id] = index;
        CheckFieldAccess(path, index, field.Name);
        Ty type = FieldType(path.Type, path.Fields[index], field.Span);
        Ty found = CheckExpression(field.Value, Expectation.HasType(type));
        if (!Coerce(field.Value, found, type, allowTwoPhase: false, Cause(field.Value.Span)))
        {
            ReportMismatch(Cause(field.Value.Span), type, found, field.Value);
        }

        return true;
    }

    private static int IndexOfField(Hir.Variant variant, Symbol name)
    {
        for (int i = 0; i < variant.Fields.Count; i++)
        {
            if (variant.Fields[i].Name.Name == name)
            {
                return i;
            }
        }

        return -1;
    }

    private void CheckFieldAccess(StructPath path, int index, Syntax.Ident name)
    {
        if (!Map.IsAccessible(path.Variant.Fields[index].Definition, _owner))
        {
            Report(FieldErrors.PrivateInStruct(name.Span, _context.Symbols[name.Name], KindName(path.Type.Definition.Kind), Map.PathOf(path.Type.Definition.Id)));
        }
    }

    private static string KindName(AdtKind kind) => kind switch
    {
        AdtKind.Struct => "struct",
        AdtKind.Union => "union",
        AdtKind.Enum => "enum",
    };

    private void CheckBase(Hir.Expr rest, StructPath path)
    {
        Ty type = CheckExpression(rest, Expectation.HasType(path.Type));
        if (path.Type.Definition.Kind != AdtKind.Struct)
        {
            Report(StructErrors.BaseOfNoStruct(rest.Span));
            return;
        }

        if (_inference.Shallow(type) is Ty.Never)
        {
            Apply(rest, [new(new AdjustKind.NeverToAny(), path.Type)]);
        }
        else if (!Sub(Cause(rest.Span), type, path.Type))
        {
            ReportMismatch(Cause(rest.Span), path.Type, type, rest);
        }
    }
}
