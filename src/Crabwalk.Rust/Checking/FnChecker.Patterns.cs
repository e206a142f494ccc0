using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Semantics;
using Crabwalk.Rust.Solving;

namespace Crabwalk.Rust.Checking;

/// <content>
/// Patterns against the type they look at, with default binding modes (Rust Reference, binding modes): a pattern that is no reference
/// looks through references, and what it binds is then bound by reference.
/// </content>
internal sealed partial class FnChecker
{
    /// <summary>What the pattern as a whole is about, for messages.</summary>
    /// <param name="Value">The expression that is matched.</param>
    /// <param name="TypeSpan">The type that the user wrote for it.</param>
    /// <param name="Root">The type of the whole.</param>
    private sealed record PatternOrigin(Hir.Expr? Value, Span? TypeSpan, Ty Root);

    /// <summary>How names bind by default here: null by value.</summary>
    private readonly record struct BindingDefault(Mutability? ByRef);

    private void CheckTopPattern(Hir.Pat pattern, Ty expected, Hir.Expr? value, Span? typeSpan) =>
        CheckPattern(pattern, expected, default, new(value, typeSpan, expected));

    private void CheckPattern(Hir.Pat pattern, Ty expected, BindingDefault mode, PatternOrigin origin)
    {
        if (++_depth > MaxDepth)
        {
            _depth--;
            ReportAs(CheckErrors.TooDeep(pattern.Span));
            return;
        }

        Meaning meaning = pattern.Kind is Hir.PatKind.Path path ? MeaningOf(path.Name, pattern.Id) : default;
        if (PeelsReferences(pattern, meaning))
        {
            (expected, mode) = PeelReferences(pattern, expected, mode);
        }
        else if (pattern.Kind is Hir.PatKind.Reference)
        {
            mode = default;
        }

        WriteType(pattern.Id, CheckPatternKind(pattern, expected, mode, origin, meaning));
        _depth--;
    }

    private bool PeelsReferences(Hir.Pat pattern, Meaning meaning) => pattern.Kind switch
    {
        Hir.PatKind.Struct or Hir.PatKind.TupleStruct or Hir.PatKind.Tuple or Hir.PatKind.Range or Hir.PatKind.Slice or Hir.PatKind.Never => true,
        Hir.PatKind.Literal literal => IsByValueLiteral(literal.Value),
        Hir.PatKind.Path => !IsConstant(meaning),
        Hir.PatKind.Wild or Hir.PatKind.Binding or Hir.PatKind.Or or Hir.PatKind.Reference or Hir.PatKind.Error => false,
    };

    /// <summary>A string literal is a reference itself.</summary>
    private static bool IsByValueLiteral(Hir.Expr value) =>
        value.Kind is not Hir.ExprKind.Literal { Value: Hir.Lit.Str or Hir.Lit.ByteStr or Hir.Lit.CStr };

    private bool IsConstant(Meaning meaning) =>
        meaning.Res is Hir.Res.Def { Id: var id } && _context.Definitions[id].Kind is DefKind.Constant or DefKind.AssociatedConstant;

    private (Ty Type, BindingDefault Mode) PeelReferences(Hir.Pat pattern, Ty expected, BindingDefault mode)
    {
        var peeled = new List<Ty>();
        Ty type = TryResolve(expected);
        while (type is Ty.Ref reference)
        {
            peeled.Add(type);
            mode = new(mode.ByRef == Mutability.Not ? Mutability.Not : reference.Mutability);
            type = TryResolve(reference.Referent);
        }

        if (peeled.Count > 0)
        {
            _results.PatternAdjustments[pattern.Id] = [.. peeled];
        }

        return (type, mode);
    }

    private Ty CheckPatternKind(Hir.Pat pattern, Ty expected, BindingDefault mode, PatternOrigin origin, Meaning meaning)
    {
        switch (pattern.Kind)
        {
            case Hir.PatKind.Binding binding:
                return CheckBinding(pattern, binding, expected, mode, origin);
            case Hir.PatKind.Struct type:
                return CheckStructPattern(pattern, type, expected, mode, origin);
            case Hir.PatKind.TupleStruct type:
                return CheckTupleStructPattern(pattern, type, expected, mode, origin);
            case Hir.PatKind.Tuple tuple:
                return CheckTuplePattern(pattern, tuple, expected, mode, origin);
            case Hir.PatKind.Path path:
                return CheckPathPattern(pattern, path, meaning, expected, origin);
            case Hir.PatKind.Or or:
                foreach (Hir.Pat alternative in or.Alternatives)
                {
                    CheckPattern(alternative, expected, mode, origin);
                }

                return expected;
            case Hir.PatKind.Reference reference:
                return CheckReferencePattern(pattern, reference, expected, mode, origin);
            case Hir.PatKind.Literal literal:
                return CheckLiteralPattern(pattern, literal, expected, origin);
            case Hir.PatKind.Range range:
                return CheckRangePattern(pattern, range, expected, origin);
            case Hir.PatKind.Slice slice:
                return CheckSlicePattern(pattern, slice, expected, mode, origin);
            case Hir.PatKind.Error:
                BindAllToError(pattern);
                return ErrorExpression();
            default:
                return expected;
        }
    }

    /// <summary>The pattern's own type against the expected one; false when they differ, which is then reported.</summary>
    private bool DemandPatternType(Span span, Ty expected, Ty found, PatternOrigin origin)
    {
        if (expected.Has(TyFlags.HasError) || found.Has(TyFlags.HasError))
        {
            return true;
        }

        if (Equate(Cause(span, new CauseCode.Pattern(origin.Value?.Span, origin.Root)), expected, found))
        {
            return true;
        }

        ReportPatternMismatch(span, expected, found, origin);
        return false;
    }

    private Ty CheckBinding(Hir.Pat pattern, Hir.PatKind.Binding binding, Ty expected, BindingDefault mode, PatternOrigin origin)
    {
        Hir.BindingMode effective = EffectiveMode(pattern, binding, mode);
        _results.BindingModes[pattern.Id] = effective;
        Ty type = effective.ByRef is { } mutability
            ? Types.Ref(_inference.FreshRegion(pattern.Span), expected, mutability)
            : expected;
        if (_locals.TryGetValue(binding.Variable, out Ty? known) && binding.Variable != pattern.Id)
        {
            CheckAlternativesAgree(pattern, binding, known, type);
        }
        else
        {
            _locals[binding.Variable] = type;
            _variableNames[binding.Variable] = _context.Symbols[binding.Name.Name];
            _variableSpans[binding.Variable] = binding.Name.Span;
            RequireSized(type, pattern.Span, new CauseCode.VariableType(binding.Variable));
        }

        if (binding.Inner is { } inner)
        {
            CheckPattern(inner, expected, mode, origin);
        }

        return type;
    }

    private Hir.BindingMode EffectiveMode(Hir.Pat pattern, Hir.PatKind.Binding binding, BindingDefault mode)
    {
        if (mode.ByRef is null || binding.Mode is { ByRef: null, IsMutable: false })
        {
            return binding.Mode.ByRef is null && mode.ByRef is not null ? new(mode.ByRef, false) : binding.Mode;
        }

        // Edition 2024 allows no `mut` or `ref` under a default of by-reference; before, they reset it.
        if (Map.EditionOf(_owner) >= Lexing.Edition.Rust2024)
        {
            Report(PatternErrors.ModifierUnderDefault(pattern.Span, binding.Mode));
        }

        return binding.Mode;
    }

    private void CheckAlternativesAgree(Hir.Pat pattern, Hir.PatKind.Binding binding, Ty known, Ty type)
    {
        if (!Equate(Cause(pattern.Span), known, type))
        {
            Report(MismatchErrors.Binding(pattern.Span, _context.Symbols[binding.Name.Name], NameOf(known), NameOf(type)));
        }
    }

    private Ty CheckStructPattern(Hir.Pat pattern, Hir.PatKind.Struct type, Ty expected, BindingDefault mode, PatternOrigin origin)
    {
        if (ResolveStructPath(type.Name, pattern.Id) is not { } path)
        {
            foreach (Hir.PatField field in type.Fields)
            {
                CheckPattern(field.Pattern, Types.Error, mode, origin);
            }

            return ErrorExpression();
        }

        _results.Variants[pattern.Id] = path.Index;
        DemandPatternType(pattern.Span, expected, path.Type, origin);
        CheckPatternFields(pattern, type, path, mode, origin);
        return path.Type;
    }

    private void CheckPatternFields(Hir.Pat pattern, Hir.PatKind.Struct type, StructPath path, BindingDefault mode, PatternOrigin origin)
    {
        var used = new Dictionary<Symbol, Span>();
        var unknown = new List<Hir.PatField>();
        foreach (Hir.PatField field in type.Fields)
        {
            int index = IndexOfField(path.Variant, field.Name.Name);
            Ty fieldType = Types.Error;
            if (used.TryGetValue(field.Name.Name, out Span first))
            {
                Report(PatternErrors.FieldBoundTwice(field.Span, first, _context.Symbols[field.Name.Name]));
            }
            else if (index < 0)
            {
                unknown.Add(field);
            }
            else
            {
                used.Add(field.Name.Name, field.Span);
                _results.FieldIndices[field.Id] = index;
                CheckFieldAccess(path, index, field.Name);
                fieldType = FieldType(path.Type, path.Fields[index], field.Span);
            }

            CheckPattern(field.Pattern, fieldType, mode, origin);
        }

        ReportPatternFields(pattern, type, path, used, unknown);
    }

    private Ty CheckTupleStructPattern(Hir.Pat pattern, Hir.PatKind.TupleStruct type, Ty expected, BindingDefault mode, PatternOrigin origin)
    {
        Meaning meaning = MeaningOf(type.Name, pattern.Id);
        if (TupleConstructor(meaning) is null)
        {
            ReportNotATupleStruct(type, meaning);
            CheckLostPatterns(type.Elements, mode, origin);
            return ErrorExpression();
        }

        Ty function = InstantiateValue(meaning, type.Name.Span, pattern.Id);
        if (function is not Ty.FnDef { Definition: var id, Args: var args })
        {
            CheckLostPatterns(type.Elements, mode, origin);
            return ErrorExpression();
        }

        (DefId adt, int index) = VariantOfConstructor(id);
        Ty.Adt result = Types.Adt(_context.AdtOf(adt), args);
        _results.Variants[pattern.Id] = index;
        EquatableArray<FieldDef> fields = result.Definition.Variants[new(index)].Fields;
        bool agrees = DemandPatternType(pattern.Span, expected, result, origin);
        if (type.Rest is null ? type.Elements.Count != fields.Count : type.Elements.Count > fields.Count)
        {
            ReportPatternArity(pattern, type, adt, index, fields, agrees);
            CheckLostPatterns(type.Elements, mode, origin);
            return result;
        }

        for (int i = 0; i < type.Elements.Count; i++)
        {
            int field = PositionOf(i, type.Elements.Count, type.Rest, fields.Count);
            CheckPattern(type.Elements[i], FieldType(result, fields[field], type.Elements[i].Span), mode, origin);
        }

        return result;
    }

    /// <summary>The place among all parts of the <paramref name="index"/>th pattern, given where <c>..</c> stands.</summary>
    private static int PositionOf(int index, int patterns, int? rest, int all) => rest is { } before && index >= before ? index + all - patterns : index;

    private DefId? TupleConstructor(Meaning meaning)
    {
        DefId? id = meaning.Res switch
        {
            Hir.Res.Def definition => definition.Id,
            Hir.Res.SelfConstructor self when _context.TypeOf(self.Impl) is Ty.Adt adt && VariantsOf(adt.Definition.Id) is [{ Constructor: { } constructor }] => constructor,
            _ => null,
        };
        if (id is not { } definitionId || _context.Definitions[definitionId].Kind != DefKind.Constructor)
        {
            return null;
        }

        (DefId owner, int index) = VariantOfConstructor(definitionId);
        return VariantsOf(owner)[index].Form == Hir.VariantForm.Tuple ? definitionId : null;
    }

    private void CheckLostPatterns(EquatableArray<Hir.Pat> patterns, BindingDefault mode, PatternOrigin origin)
    {
        foreach (Hir.Pat pattern in patterns)
        {
            CheckPattern(pattern, Types.Error, mode, origin);
        }
    }

    private void BindAllToError(Hir.Pat pattern)
    {
        foreach (Hir.PatKind.Binding binding in PatternWalk.Bindings(pattern))
        {
            _locals.TryAdd(binding.Variable, Types.Error);
        }
    }

    private Ty CheckTuplePattern(Hir.Pat pattern, Hir.PatKind.Tuple tuple, Ty expected, BindingDefault mode, PatternOrigin origin)
    {
        int count = tuple.Elements.Count;
        if (tuple.Rest is not null && TryResolve(expected) is Ty.Tuple known)
        {
            count = Math.Max(count, known.Parts.Count);
        }

        var parts = new Ty[count];
        for (int i = 0; i < count; i++)
        {
            parts[i] = FreshTy(pattern.Span);
        }

        Ty type = Types.Tuple([.. parts]);
        if (!DemandPatternType(pattern.Span, expected, type, origin))
        {
            CheckLostPatterns(tuple.Elements, mode, origin);
            return Types.Error;
        }

        for (int i = 0; i < tuple.Elements.Count; i++)
        {
            CheckPattern(tuple.Elements[i], parts[PositionOf(i, tuple.Elements.Count, tuple.Rest, count)], mode, origin);
        }

        return type;
    }

    private Ty CheckPathPattern(Hir.Pat pattern, Hir.PatKind.Path path, Meaning meaning, Ty expected, PatternOrigin origin)
    {
        if (meaning.Res is Hir.Res.Error)
        {
            return ErrorExpression();
        }

        if (meaning.Res is Hir.Res.Def { Id: var parameter } && _context.Definitions[parameter].Kind == DefKind.ConstParameter)
        {
            return ReportAs(PatternErrors.ParameterInPattern(path.Name.Span, ParameterSpan(parameter)));
        }

        if (!IsConstant(meaning) && !IsUnitConstructor(meaning))
        {
            return ReportAs(PatternErrors.ExpectedUnit(path.Name.Span, _context, meaning.Res is Hir.Res.Def { Id: var id } ? id : null));
        }

        Ty type = InstantiateValue(meaning, path.Name.Span, pattern.Id);
        DemandPatternType(pattern.Span, expected, type, origin);
        return type;
    }

    private Span ParameterSpan(DefId parameter)
    {
        Hir.Generics? generics = ItemHeads.GenericsOf(Map.ItemOf(_context.Definitions[parameter].Parent ?? _owner).Kind);
        return generics?.Params.FirstOrDefault(one => one.Definition == parameter)?.Span ?? _context.Definitions[parameter].Span;
    }

    private bool IsUnitConstructor(Meaning meaning)
    {
        if (meaning.Res is Hir.Res.SelfConstructor)
        {
            return TupleConstructor(meaning) is null;
        }

        if (meaning.Res is not Hir.Res.Def { Id: var id } || _context.Definitions[id].Kind != DefKind.Constructor)
        {
            return false;
        }

        (DefId adt, int index) = VariantOfConstructor(id);
        return VariantsOf(adt)[index].Form == Hir.VariantForm.Unit;
    }

    private Ty CheckReferencePattern(Hir.Pat pattern, Hir.PatKind.Reference reference, Ty expected, BindingDefault mode, PatternOrigin origin)
    {
        Ty known = TryResolve(expected);
        if (known is Ty.Ref matched && matched.Mutability == reference.Mutability)
        {
            CheckPattern(reference.Inner, matched.Referent, mode, origin);
            return known;
        }

        Ty inner = FreshTy(reference.Inner.Span);
        Ty type = Types.Ref(_inference.FreshRegion(pattern.Span), inner, reference.Mutability);
        bool agrees = known.Has(TyFlags.HasError)
            || Equate(Cause(pattern.Span, new CauseCode.Pattern(origin.Value?.Span, origin.Root)), known, type);
        if (!agrees)
        {
            ReportReferencePatternMismatch(pattern, reference, known, type, origin);
        }

        CheckPattern(reference.Inner, agrees && !known.Has(TyFlags.HasError) ? inner : Types.Error, mode, origin);
        return agrees ? type : Types.Error;
    }

    private Ty CheckLiteralPattern(Hir.Pat pattern, Hir.PatKind.Literal literal, Ty expected, PatternOrigin origin)
    {
        Ty type = CheckExpression(literal.Value, Expectation.HasType(expected));
        if (literal.Value.Kind is Hir.ExprKind.Literal { Value: Hir.Lit.ByteStr } && TryResolve(expected) is Ty.Ref { Referent: Ty.Slice or Ty.Infer })
        {
            if (TryResolve(((Ty.Ref)TryResolve(expected)).Referent) is Ty.Slice)
            {
                type = Types.Ref(Types.Static, Types.Slice(Types.U8), Mutability.Not);
                WriteType(literal.Value.Id, type);
            }
        }

        DemandPatternType(pattern.Span, expected, type, origin);
        return type;
    }

    private Ty CheckRangePattern(Hir.Pat pattern, Hir.PatKind.Range range, Ty expected, PatternOrigin origin)
    {
        Ty? start = CheckRangeEnd(range.Start, expected);
        Ty? end = CheckRangeEnd(range.End, expected);
        bool isBad = IsNoRangeEnd(start) || IsNoRangeEnd(end);
        if (isBad)
        {
            Report(PatternErrors.NoRangeEnds(pattern.Span,
                range.Start is { } s && start is not null ? (s.Span, NameOf(start), IsNoRangeEnd(start)) : null,
                range.End is { } e && end is not null ? (e.Span, NameOf(end), IsNoRangeEnd(end)) : null));
            return Types.Error;
        }

        foreach ((Hir.Expr? side, Ty? type) in new[] { (range.Start, start), (range.End, end) })
        {
            if (side is not null && type is not null && !DemandPatternType(side.Span, expected, type, origin))
            {
                return Types.Error;
            }
        }

        return start ?? end ?? expected;
    }

    private Ty? CheckRangeEnd(Hir.Expr? value, Ty expected) => value is null ? null : CheckExpression(value, Expectation.HasType(expected));

    private bool IsNoRangeEnd(Ty? type) => type is not null && TryResolve(type) is not (Ty.Int or Ty.Float or Ty.Char or Ty.Infer or Ty.Error);

    private Ty CheckSlicePattern(Hir.Pat pattern, Hir.PatKind.Slice slice, Ty expected, BindingDefault mode, PatternOrigin origin)
    {
        Ty type = Resolve(expected, pattern.Span);
        int least = slice.Before.Count + slice.After.Count;
        Ty element;
        Ty middle;
        switch (type)
        {
            case Ty.Array array:
                element = array.Element;
                middle = MiddleOfArray(pattern, slice, array, least);
                break;
            case Ty.Slice whole:
                element = whole.Element;
                middle = type;
                break;
            default:
                if (!type.Has(TyFlags.HasError))
                {
                    ReportNotASlice(pattern, type);
                }

                element = middle = Types.Error;
                type = Types.Error;
                break;
        }

        foreach (Hir.Pat one in slice.Before)
        {
            CheckPattern(one, element, mode, origin);
        }

        if (slice.Middle is { } rest)
        {
            CheckPattern(rest, middle, mode, origin);
        }

        foreach (Hir.Pat one in slice.After)
        {
            CheckPattern(one, element, mode, origin);
        }

        return type;
    }

    private Ty MiddleOfArray(Hir.Pat pattern, Hir.PatKind.Slice slice, Ty.Array array, int least)
    {
        if (KnownLength(array.Length) is { } length)
        {
            if (slice.Middle is null ? length != (ulong)least : length < (ulong)least)
            {
                Report(PatternErrors.ArrayLength(pattern.Span, least, length, slice.Middle is not null));
                return Types.Error;
            }

            return Types.Array(array.Element, (long)(length - (ulong)least));
        }

        if (slice.Middle is null)
        {
            if (_inference.Equate(Cause(pattern.Span), _environment, array.Length, Types.Value(Types.Usize, (ulong)least)))
            {
                return Types.Error;
            }
        }

        Report(PatternErrors.UnknownArrayLength(pattern.Span));
        return Types.Error;
    }

    private ulong? KnownLength(Const length) => _inference.Resolve(Types.Array(Types.U8, length)) is Ty.Array { Length: Const.Value { Bits: var bits } } ? (ulong)bits : null;

    /// <summary>The strongest <c>ref</c> that a pattern writes out.</summary>
    private static Mutability? ExplicitRefBinding(Hir.Pat pattern)
    {
        Mutability? found = null;
        foreach (Hir.PatKind.Binding binding in PatternWalk.Bindings(pattern))
        {
            found = binding.Mode.ByRef is { } mutability && found != Mutability.Mut ? mutability : found;
        }

        return found;
    }
}
