using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Rust.Checking;
using Crabwalk.Rust.Semantics;

namespace Crabwalk.Rust.Solving;

/// <summary>The ways in which the compiler itself implements a trait for a type.</summary>
internal sealed class BuiltinCandidates(Inference inference)
{
    private readonly UnsizeCandidates _unsizing = new(inference);
    private BuiltinTraits? _traits;

    private TypeContext Context => inference.Context;

    private TyInterner Types => Context.Types;

    /// <summary>Adds what there is; true when that depends on something not known yet.</summary>
    public bool Add(Obligation obligation, TraitRef wanted, Ty self, List<Candidate> candidates)
    {
        _traits ??= new(Context);
        switch (_traits.Of(wanted.Trait))
        {
            case BuiltinTrait.AlwaysHolds:
                candidates.Add(new Candidate.Builtin([]));
                return false;
            case BuiltinTrait.Sized:
                return AddParts(SizedParts(self), candidates);
            case BuiltinTrait.Copy or BuiltinTrait.Clone:
                return AddParts(CopyParts(self, out bool isOpen), candidates) || isOpen;
            case BuiltinTrait.Fn:
                return AddCallable(self, ClosureTraitKind.Fn, obligation, candidates);
            case BuiltinTrait.FnMut:
                return AddCallable(self, ClosureTraitKind.FnMut, obligation, candidates);
            case BuiltinTrait.FnOnce:
                return AddCallable(self, ClosureTraitKind.FnOnce, obligation, candidates);
            case BuiltinTrait.Unsize:
                return _unsizing.Add(self, inference.Shallow((Ty)wanted.Args[1]), candidates);
            case BuiltinTrait.Tuple:
                return AddParts(self is Ty.Tuple ? [] : null, candidates);
            case BuiltinTrait.FnPointer:
                return AddParts(self is Ty.FnPtr ? [] : null, candidates);
            default:
                return Context.IsAutoTrait(wanted.Trait) && AddAuto(wanted.Trait, self, candidates);
        }
    }

    /// <summary>The signature by which a type is called, parameters spread and late-bound lifetimes fresh; null when it cannot be.</summary>
    public FnSig? CallSignature(Ty self, Obligation obligation)
    {
        Binder<FnSig>? signature = self switch
        {
            Ty.FnDef function => Context.SignatureOf(function.Definition).Substitute(Types, function.Args),
            Ty.FnPtr pointer => pointer.Signature,
            Ty.Closure closure when inference.Shallow(ClosureTypes.SignatureTypeOf(closure)) is Ty.FnPtr pointer => pointer.Signature,
            _ => null,
        };
        if (signature is null || signature.Value.IsUnsafe || signature.Value.Variadic != Variadic.None)
        {
            return null;
        }

        return ClosureTypes.Spread(inference.InstantiateWithFresh(signature, obligation.Cause.Span));
    }

    private static bool AddParts(EquatableArray<Ty>? parts, List<Candidate> candidates)
    {
        if (parts is { } all)
        {
            candidates.Add(new Candidate.Builtin(all));
        }

        return false;
    }

    private EquatableArray<Ty>? SizedParts(Ty self) => self switch
    {
        Ty.Str or Ty.Slice or Ty.Dynamic or Ty.Foreign or Ty.Param or Ty.Placeholder => null,
        Ty.Alias => null,
        Ty.Adt { Definition: { Kind: AdtKind.Struct, Fields: [.., var last] } } adt => last.Type is Ty.Param or Ty.Alias or Ty.Slice or Ty.Str or Ty.Dynamic or Ty.Adt
            ? [last.Type.Substitute(Types, adt.Args)]
            : [],
        Ty.Tuple { Parts: [.., var last] } => [last],
        _ => [],
    };

    private EquatableArray<Ty>? CopyParts(Ty self, out bool isOpen)
    {
        isOpen = false;
        switch (self)
        {
            case Ty.Bool or Ty.Char or Ty.Int or Ty.Float or Ty.Never or Ty.RawPtr or Ty.FnDef or Ty.FnPtr or Ty.Infer:
            case Ty.Ref { Mutability: Mutability.Not }:
                return [];
            case Ty.Tuple tuple:
                return tuple.Parts;
            case Ty.Array array:
                return [array.Element];
            case Ty.Closure closure:
                Ty captures = inference.Shallow(ClosureTypes.CapturesOf(closure));
                isOpen = captures is Ty.Infer;
                return captures is Ty.Tuple parts ? parts.Parts : null;
            default:
                return null;
        }
    }

    private bool AddCallable(Ty self, ClosureTraitKind wanted, Obligation obligation, List<Candidate> candidates)
    {
        if (self is Ty.Closure closure)
        {
            ClosureTraitKind? kind = ClosureTypes.KindOf(inference.Shallow(ClosureTypes.KindTypeOf(closure)));
            if (kind is null && wanted != ClosureTraitKind.FnOnce)
            {
                return true;
            }

            if (kind < wanted)
            {
                return false;
            }

            if (inference.Shallow(ClosureTypes.SignatureTypeOf(closure)) is Ty.Infer)
            {
                return true;
            }
        }

        if (CallSignature(self, obligation) is { } signature)
        {
            candidates.Add(new Candidate.Callable(signature));
        }

        return false;
    }

    /// <summary>An auto trait holds for a type when it holds for all that the type is made of.</summary>
    private bool AddAuto(DefId trait, Ty self, List<Candidate> candidates)
    {
        switch (self)
        {
            case Ty.Param or Ty.Placeholder or Ty.Alias { Kind: not AliasKind.Opaque } or Ty.Foreign:
                return false;
            case Ty.Dynamic dynamic:
                return AddParts(ObjectTypes.HasAuto(Context, dynamic, trait) ? [] : null, candidates);
            case Ty.Alias opaque:
                return AddParts(HiddenParts(opaque), candidates);
            case Ty.Closure closure:
                Ty captures = inference.Shallow(ClosureTypes.CapturesOf(closure));
                return captures is Ty.Infer || AddParts(captures is Ty.Tuple parts ? parts.Parts : [], candidates);
            case Ty.Adt adt:
                return AddParts(FieldsOf(adt), candidates);
            default:
                return AddParts(DirectParts(self), candidates);
        }
    }

    private EquatableArray<Ty>? HiddenParts(Ty.Alias opaque)
    {
        if (Context.Hir.ItemOf(opaque.Definition).Kind is Hir.ItemKind.Opaque item && Context.IsBeingChecked(item.Owner))
        {
            return [];
        }

        return [Context.HiddenTypeOf(opaque.Definition).Substitute(Types, opaque.Args)];
    }

    private static EquatableArray<Ty> DirectParts(Ty self) => self switch
    {
        Ty.Tuple tuple => tuple.Parts,
        Ty.Array array => [array.Element],
        Ty.Slice slice => [slice.Element],
        Ty.Ref reference => [reference.Referent],
        Ty.RawPtr pointer => [pointer.Pointee],
        _ => [],
    };

    private EquatableArray<Ty> FieldsOf(Ty.Adt adt)
    {
        if (adt.Definition.Id == Context.Hir.LangItem("phantom_data"))
        {
            return [.. adt.Args.Span.ToArray().OfType<Ty>()];
        }

        var fields = new List<Ty>();
        foreach (VariantDef variant in adt.Definition.Variants)
        {
            foreach (FieldDef field in variant.Fields)
            {
                fields.Add(field.Type.Substitute(Types, adt.Args));
            }
        }

        return fields.ToEquatableArray();
    }
}
