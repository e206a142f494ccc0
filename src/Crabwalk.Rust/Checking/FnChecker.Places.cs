using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Solving;

namespace Crabwalk.Rust.Checking;

/// <content>Places: fields, indices, dereferences, borrows and assignments.</content>
internal sealed partial class FnChecker
{
    private static bool IsPlace(Hir.Expr expression) => expression.Kind switch
    {
        Hir.ExprKind.Path { Name: Hir.QPath.Resolved { Path.Res: Hir.Res.Local or Hir.Res.Error } } => true,
        Hir.ExprKind.Path => false,
        Hir.ExprKind.Unary { Operator: Syntax.UnaryOperator.Dereference } or Hir.ExprKind.Index or Hir.ExprKind.Error => true,
        Hir.ExprKind.Field => true,
        _ => false,
    };

    /// <summary>True for an expression that stands for memory: a variable, static, dereference, index or field.</summary>
    private bool IsSyntacticPlace(Hir.Expr expression) =>
        IsPlace(expression) || (expression.Kind is Hir.ExprKind.Path { Name: Hir.QPath.Resolved { Path.Res: Hir.Res.Def { Id: var id } } }
            && _context.Definitions[id].Kind == DefKind.Static);

    private Ty CheckAddressOf(Hir.Expr expression, Hir.ExprKind.AddressOf address, Expectation expected)
    {
        Expectation hint = Expectation.None;
        if (OnlyHasType(expected) is { } wanted)
        {
            Ty? behind = TryResolve(wanted) switch
            {
                Ty.Ref reference => reference.Referent,
                Ty.RawPtr pointer => pointer.Pointee,
                _ => null,
            };
            hint = behind is null ? Expectation.None
                : IsSyntacticPlace(address.Operand) ? Expectation.HasType(behind) : Expectation.RvalueHint(TryResolve(behind));
        }

        Ty type = CheckExpression(address.Operand, hint);
        if (address.Mutability == Mutability.Mut)
        {
            MakePlaceMutable(address.Operand);
        }

        if (type.Has(TyFlags.HasError))
        {
            return type;
        }

        if (!address.IsRaw)
        {
            return Types.Ref(_inference.FreshRegion(expression.Span), type, address.Mutability);
        }

        if (!IsSyntacticPlace(address.Operand) && address.Operand.Kind is not Hir.ExprKind.Error)
        {
            Report(PlaceErrors.RawBorrowOfTemporary(address.Operand.Span));
        }

        return Types.RawPtr(type, address.Mutability);
    }

    // Dereferences.

    private Ty CheckDereference(Hir.Expr expression, Hir.Expr operand, Ty type)
    {
        switch (type)
        {
            case Ty.Ref reference:
                return reference.Referent;
            case Ty.RawPtr pointer:
                return pointer.Pointee;
            case Ty.Adt adt when IsBox(adt):
                return (Ty)adt.Args[0];
            case Ty.Error:
                return type;
        }

        if (LookUpOperatorMethod("deref", "deref", type, null, Cause(expression.Span)) is { Signature: var signature } method
            && signature.Inputs is [Ty.Ref self] && _inference.Shallow(signature.Output) is Ty.Ref result)
        {
            Apply(operand, [new(new AdjustKind.Borrow(Mutability.Not, false), self)]);
            WriteMethod(expression.Id, method);
            return result.Referent;
        }

        return ReportAs(PlaceErrors.CannotDereference(expression.Span, NameOf(type)));
    }

    // Fields.

    private Ty CheckField(Hir.Expr expression, Hir.ExprKind.Field field)
    {
        Ty type = CheckExpression(field.Operand);
        Ty start = Resolve(type, field.Operand.Span);
        if (start.Has(TyFlags.HasError) && start is Ty.Error)
        {
            return start;
        }

        (DefId Adt, Hir.Field Field)? hidden = null;
        var autoderef = new Autoderef(this, start, expression.Span);
        while (autoderef.Next())
        {
            if (FieldIn(autoderef.Current, field.Name, expression.Span, ref hidden) is not { } found)
            {
                continue;
            }

            Apply(field.Operand, autoderef.Steps());
            autoderef.RegisterObligations();
            _results.FieldIndices[expression.Id] = found.Index;
            return found.Type;
        }

        return ReportNoField(expression, field, start, hidden);
    }

    private (int Index, Ty Type)? FieldIn(Ty type, Syntax.Ident name, Span span, ref (DefId Adt, Hir.Field Field)? hidden)
    {
        switch (type)
        {
            case Ty.Adt { Definition.Kind: not AdtKind.Enum } adt when VariantsOf(adt.Definition.Id) is [{ } variant]:
                int index = IndexOfField(variant, name.Name);
                if (index < 0)
                {
                    return null;
                }

                if (!Map.IsAccessible(variant.Fields[index].Definition, _owner))
                {
                    hidden ??= (adt.Definition.Id, variant.Fields[index]);
                    return null;
                }

                return (index, FieldType(adt, adt.Definition.Fields[index], span));
            case Ty.Tuple tuple when int.TryParse(_context.Symbols[name.Name], System.Globalization.NumberStyles.None, null, out int part) && part < tuple.Parts.Count:
                return (part, tuple.Parts[part]);
            default:
                return null;
        }
    }

    // Indices.

    private Ty CheckIndex(Hir.Expr expression, Hir.ExprKind.Index index)
    {
        Ty baseType = CheckExpression(index.Operand);
        Ty indexType = CheckExpression(index.At);
        if (baseType.Has(TyFlags.HasError))
        {
            return baseType;
        }

        if (indexType.Has(TyFlags.HasError))
        {
            return indexType;
        }

        baseType = Resolve(baseType, index.Operand.Span);
        if (LookUpIndex(expression, index, baseType, indexType) is not { } found)
        {
            return baseType.Has(TyFlags.HasError) ? baseType : ReportAs(PlaceErrors.CannotIndex(index.BracketSpan, NameOf(baseType)));
        }

        ObligationCause cause = Cause(index.At.Span);
        if (!Coerce(index.At, indexType, found.Index, allowTwoPhase: false, cause))
        {
            ReportMismatch(cause, found.Index, indexType, index.At);
        }

        return found.Element;
    }

    private (Ty Index, Ty Element)? LookUpIndex(Hir.Expr expression, Hir.ExprKind.Index index, Ty baseType, Ty indexType)
    {
        var autoderef = new Autoderef(this, baseType, index.Operand.Span);
        while (autoderef.Next())
        {
            if (TryIndexStep(expression, index, autoderef, autoderef.Current, indexType, unsize: false) is { } found)
            {
                return found;
            }
        }

        // An array by its last name: as a slice.
        if (autoderef.Current is Ty.Array array)
        {
            return TryIndexStep(expression, index, autoderef, Types.Slice(array.Element), indexType, unsize: true);
        }

        return null;
    }

    private (Ty Index, Ty Element)? TryIndexStep(Hir.Expr expression, Hir.ExprKind.Index index, Autoderef autoderef, Ty self, Ty indexType, bool unsize)
    {
        if (!unsize && ElementOf(self) is { } element && TryResolve(indexType) is (Ty.Int { Kind: IntKind.Usize } or Ty.Infer { Kind: InferKind.Integer }))
        {
            Apply(index.Operand, autoderef.Steps());
            autoderef.RegisterObligations();
            return (Types.Usize, element);
        }

        Ty input = FreshTy(index.At.Span);
        if (LookUpOperatorMethod("index", "index", self, input, Cause(index.At.Span)) is not { } method
            || method.Signature.Inputs is not [Ty.Ref receiver, ..] || _inference.Shallow(method.Signature.Output) is not Ty.Ref result)
        {
            return null;
        }

        List<Adjustment> steps = autoderef.Steps();
        steps.Add(new(new AdjustKind.Borrow(Mutability.Not, false), Types.Ref(receiver.Region, autoderef.Current, Mutability.Not)));
        if (unsize)
        {
            steps.Add(UnsizeTo(receiver));
        }

        Apply(index.Operand, steps);
        autoderef.RegisterObligations();
        WriteMethod(expression.Id, method);
        return (input, result.Referent);
    }

    // Mutable uses.

    /// <summary>
    /// A place that is borrowed mutably or assigned goes through <c>DerefMut</c> and <c>IndexMut</c> where it went through <c>Deref</c>
    /// and <c>Index</c> (rustc's <c>convert_place_derefs_to_mutable</c>).
    /// </summary>
    private void MakePlaceMutable(Hir.Expr expression)
    {
        var chain = new List<Hir.Expr> { expression };
        while (OperandOfPlace(chain[^1]) is { } operand)
        {
            chain.Add(operand);
        }

        for (int i = chain.Count - 1; i >= 0; i--)
        {
            Hir.Expr place = chain[i];
            MakeDerefsMutable(place);
            switch (place.Kind)
            {
                case Hir.ExprKind.Index index:
                    MakeOperatorMutable(place, index.Operand, "index_mut", "index_mut");
                    break;
                case Hir.ExprKind.Unary { Operator: Syntax.UnaryOperator.Dereference } unary:
                    MakeOperatorMutable(place, unary.Operand, "deref_mut", "deref_mut");
                    break;
            }
        }
    }

    private static Hir.Expr? OperandOfPlace(Hir.Expr place) => place.Kind switch
    {
        Hir.ExprKind.Field field => field.Operand,
        Hir.ExprKind.Index index => index.Operand,
        Hir.ExprKind.Unary { Operator: Syntax.UnaryOperator.Dereference } unary => unary.Operand,
        _ => null,
    };

    private void MakeDerefsMutable(Hir.Expr place)
    {
        if (!_adjustments.TryGetValue(place.Id, out List<Adjustment>? steps))
        {
            return;
        }

        Ty source = TypeOf(place);
        for (int i = 0; i < steps.Count; i++)
        {
            if (steps[i].Kind is AdjustKind.Deref { Overloaded: Mutability.Not }
                && LookUpOperatorMethod("deref_mut", "deref_mut", source, null, Cause(place.Span)) is not null)
            {
                steps[i] = steps[i] with { Kind = new AdjustKind.Deref(Mutability.Mut) };
            }

            source = steps[i].Target;
        }
    }

    private void MakeOperatorMutable(Hir.Expr place, Hir.Expr operand, string trait, string method)
    {
        if (!_results.Callees.ContainsKey(place.Id))
        {
            return;
        }

        Ty? self = AutoderefTargetOf(operand);
        if (self is null)
        {
            return;
        }

        Ty? argument = null;
        if (_results.NodeArgs.TryGetValue(place.Id, out EquatableArray<GenericArg> args) && args.Count > 1 && args[1] is Ty index)
        {
            argument = index;
        }

        if (LookUpOperatorMethod(trait, method, self, argument, Cause(place.Span)) is not { } callee)
        {
            return;
        }

        WriteMethod(place.Id, callee);
        MakeBorrowMutable(operand);
    }

    /// <summary>The type that the operand has before it is borrowed for the operator.</summary>
    private Ty? AutoderefTargetOf(Hir.Expr operand)
    {
        if (!_adjustments.TryGetValue(operand.Id, out List<Adjustment>? steps))
        {
            return null;
        }

        // With an unsizing step the operator's own type is the slice.
        if (steps is [.., { Kind: AdjustKind.Pointer, Target: Ty.Ref unsized }])
        {
            return unsized.Referent;
        }

        for (int i = steps.Count - 1; i >= 0; i--)
        {
            if (steps[i] is { Kind: AdjustKind.Borrow, Target: Ty.Ref reference })
            {
                return reference.Referent;
            }
        }

        return null;
    }

    private void MakeBorrowMutable(Hir.Expr operand)
    {
        List<Adjustment> steps = _adjustments[operand.Id];
        for (int i = 0; i < steps.Count; i++)
        {
            if (steps[i] is { Kind: AdjustKind.Borrow, Target: Ty.Ref reference })
            {
                // No two-phase borrow: the index is evaluated first.
                steps[i] = new(new AdjustKind.Borrow(Mutability.Mut, false), Types.Ref(reference.Region, reference.Referent, Mutability.Mut));
            }
            else if (steps[i] is { Kind: AdjustKind.Pointer, Target: Ty.Ref unsized })
            {
                steps[i] = steps[i] with { Target = Types.Ref(unsized.Region, unsized.Referent, Mutability.Mut) };
            }
        }
    }

    // Assignments.

    private Ty CheckAssign(Hir.Expr expression, Hir.ExprKind.Assign assign, Expectation expected)
    {
        if (OnlyHasType(expected) is Ty.Bool)
        {
            return ReportAssignmentAsCondition(expression, assign);
        }

        Ty place = CheckExpression(assign.Place);
        MakePlaceMutable(assign.Place);
        NoteAssignment(assign);
        Ty value = CheckExpression(assign.Value, Expectation.HasType(place));
        DemandCoerce(assign.Value, value, place, Cause(assign.Value.Span));
        CheckIsAssignable(assign.Place, assign.OperatorSpan, isCompound: false);
        RequireSized(place, assign.Place.Span, new CauseCode.Misc());
        return Types.Unit;
    }

    private void CheckIsAssignable(Hir.Expr place, Span operatorSpan, bool isCompound)
    {
        if (!IsSyntacticPlace(place))
        {
            Report(PlaceErrors.CannotAssign(place.Span, operatorSpan, isCompound));
        }
    }
}
