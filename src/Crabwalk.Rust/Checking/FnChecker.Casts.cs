using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Rust.Checking;

/// <content>Casts, looked at when the rest of the body is known (Rust Reference, type cast expressions).</content>
internal sealed partial class FnChecker
{
    private readonly List<PendingCast> _casts = [];

    /// <summary>A cast that waits for its types.</summary>
    private sealed record PendingCast(Hir.Expr Expression, Hir.Expr Operand, Ty From, Ty To, Span TypeSpan, Frame Frame);

    /// <summary>What a type is to casts.</summary>
    private enum CastForm
    {
        None,
        Integer,
        Number,
        Bool,
        Char,
        FieldlessEnum,
        Float,
        FunctionPointer,
        Pointer,
    }

    private void CheckCasts()
    {
        foreach (PendingCast cast in _casts)
        {
            _frame = cast.Frame;
            CheckPendingCast(cast);
        }

        _casts.Clear();
    }

    private void CheckPendingCast(PendingCast cast)
    {
        Ty from = Resolve(cast.From, cast.Operand.Span);
        Ty to = Resolve(cast.To, cast.TypeSpan);
        if (from.Has(TyFlags.HasError) || to.Has(TyFlags.HasError))
        {
            return;
        }

        if (to is Ty.Slice or Ty.Str or Ty.Dynamic)
        {
            ReportUnsizedCast(cast, from, to);
            return;
        }

        if (Coerce(cast.Operand, from, to, allowTwoPhase: false, Cause(cast.Operand.Span)))
        {
            _results.CoercionCasts.Add(cast.Expression.Id);
            return;
        }

        CheckPrimitiveCast(cast, from, to);
    }

    private static CastForm FormOf(Ty type) => type switch
    {
        Ty.Int => CastForm.Integer,
        Ty.Infer { Kind: InferKind.Integer } => CastForm.Integer,
        Ty.Infer { Kind: InferKind.Float } or Ty.Float => CastForm.Float,
        Ty.Bool => CastForm.Bool,
        Ty.Char => CastForm.Char,
        Ty.FnPtr => CastForm.FunctionPointer,
        Ty.RawPtr => CastForm.Pointer,
        Ty.Adt { Definition.Kind: AdtKind.Enum } adt when IsFieldless(adt) => CastForm.FieldlessEnum,
        _ => CastForm.None,
    };

    private static bool IsFieldless(Ty.Adt adt)
    {
        foreach (VariantDef variant in adt.Definition.Variants)
        {
            if (!variant.Fields.IsEmpty)
            {
                return false;
            }
        }

        return adt.Definition.Variants.Count > 0;
    }

    private void CheckPrimitiveCast(PendingCast cast, Ty from, Ty to)
    {
        CastForm target = FormOf(to);
        CastForm source = FormOf(from);
        if (source == CastForm.None && target != CastForm.None)
        {
            switch (from)
            {
                case Ty.FnDef function:
                    Ty.FnPtr pointer = PointerOf(function);
                    Apply(cast.Operand, [new(new AdjustKind.Pointer(CastKind.ReifyFnPointer), pointer)]);
                    source = CastForm.FunctionPointer;
                    break;
                case Ty.Ref reference:
                    CheckReferenceCast(cast, reference, to, target);
                    return;
            }
        }

        string? code = (source, target) switch
        {
            (CastForm.None, _) or (_, CastForm.None) or (_, CastForm.FieldlessEnum or CastForm.FunctionPointer) => "E0605",
            (_, CastForm.Bool) => "E0054",
            (CastForm.Integer, CastForm.Char) => from is Ty.Int { Kind: IntKind.U8 } or Ty.Infer ? null : "E0604",
            (_, CastForm.Char) => "E0604",
            (CastForm.Bool or CastForm.Char or CastForm.FieldlessEnum or CastForm.Pointer or CastForm.FunctionPointer, CastForm.Float) => "E0606",
            (CastForm.Float or CastForm.Bool or CastForm.Char or CastForm.FieldlessEnum, CastForm.Pointer) => "E0606",
            (CastForm.Pointer, CastForm.Pointer) => PointerCastFault((Ty.RawPtr)from, (Ty.RawPtr)to),
            (CastForm.Pointer, CastForm.Integer) => IsThin(((Ty.RawPtr)from).Pointee) ? null : "E0606",
            (CastForm.Integer, CastForm.Pointer) => IsThin(((Ty.RawPtr)to).Pointee) ? null : "E0606",
            (CastForm.FunctionPointer, CastForm.Pointer) => IsThin(((Ty.RawPtr)to).Pointee) ? null : "E0606",
            _ => null,
        };
        if (code is not null)
        {
            ReportCast(cast, from, to, code);
        }
    }

    /// <summary><c>&amp;[T; N] as *const T</c> is allowed; all else needs a dereference.</summary>
    private void CheckReferenceCast(PendingCast cast, Ty.Ref from, Ty to, CastForm target)
    {
        if (to is Ty.RawPtr pointer && TryResolve(from.Referent) is Ty.Array array && (from.Mutability == Mutability.Mut || pointer.Mutability == Mutability.Not)
            && Equate(Cause(cast.Operand.Span), array.Element, pointer.Pointee))
        {
            Ty decayed = Types.RawPtr(from.Referent, from.Mutability);
            Apply(cast.Operand, [new(new AdjustKind.Deref(null), from.Referent), new(new AdjustKind.RawBorrow(from.Mutability), decayed)]);
            return;
        }

        ReportCast(cast, from, to, target is CastForm.Integer or CastForm.Float ? "E0606" : target == CastForm.Pointer ? "E0606" : "E0605");
    }

    private bool IsThin(Ty type) => TailOf(type) is not (Ty.Slice or Ty.Str or Ty.Dynamic);

    private Ty TailOf(Ty type)
    {
        type = TryResolve(type);
        for (int depth = 0; depth < 64; depth++)
        {
            Ty? next = type switch
            {
                Ty.Adt { Definition.Kind: AdtKind.Struct } adt when !adt.Definition.Fields.IsEmpty => FieldType(adt, adt.Definition.Fields[^1], default),
                Ty.Tuple { Parts: { IsEmpty: false } parts } => parts[^1],
                _ => null,
            };
            if (next is null)
            {
                return type;
            }

            type = TryResolve(next);
        }

        return type;
    }

    private string? PointerCastFault(Ty.RawPtr from, Ty.RawPtr to) => (TailOf(from.Pointee), TailOf(to.Pointee)) switch
    {
        (Ty.Slice or Ty.Str, Ty.Slice or Ty.Str) => null,
        (Ty.Dynamic a, Ty.Dynamic b) => PrincipalOf(a) == PrincipalOf(b) || PrincipalOf(b) is null ? null : "E0606",
        (_, Ty.Slice or Ty.Str or Ty.Dynamic) => IsThin(from.Pointee) ? "E0607" : "E0606",
        _ => null,
    };
}
