using System.Globalization;
using System.Text;
using Crabwalk.Foundation.Collections;

namespace Crabwalk.Mir.Types;

/// <summary>Prints a type in Rust's syntax, as rustc's MIR dumps do; definitions print as their own name.</summary>
public static class TyPrinter
{
    /// <summary>The type as text.</summary>
    public static string Print(GenericArg arg)
    {
        var text = new StringBuilder();
        Append(text, arg);
        return text.ToString();
    }

    /// <summary>An integer type's name.</summary>
    public static string NameOf(IntKind kind) => kind switch
    {
        IntKind.I8 => "i8",
        IntKind.I16 => "i16",
        IntKind.I32 => "i32",
        IntKind.I64 => "i64",
        IntKind.I128 => "i128",
        IntKind.Isize => "isize",
        IntKind.U8 => "u8",
        IntKind.U16 => "u16",
        IntKind.U32 => "u32",
        IntKind.U64 => "u64",
        IntKind.U128 => "u128",
        IntKind.Usize => "usize",
    };

    /// <summary>A floating type's name.</summary>
    public static string NameOf(FloatKind kind) => kind switch
    {
        FloatKind.F32 => "f32",
        FloatKind.F64 => "f64",
        FloatKind.LongDouble => "long_double",
    };

    private static void Append(StringBuilder text, GenericArg arg)
    {
        switch (arg)
        {
            case Ty type:
                AppendTy(text, type);
                break;
            case Region region:
                text.Append(NameOf(region));
                break;
            case Const constant:
                text.Append(NameOf(constant));
                break;
        }
    }

    private static string NameOf(Region region) => region switch
    {
        Region.Static => "'static",
        Region.EarlyParam parameter => parameter.Name,
        Region.Bound bound => bound.Variable.Name ?? $"'^{bound.Binder}.{bound.Variable.Index}",
        Region.LateParam parameter => parameter.Variable.Name ?? $"'late{parameter.Variable.Index}",
        Region.Var variable => $"'?{variable.Vid.Index}",
        Region.Placeholder placeholder => placeholder.Variable.Name ?? $"'!{placeholder.Universe}.{placeholder.Variable.Index}",
        Region.Erased => "'_",
        Region.Error => "'{error}",
        _ => "'?",
    };

    private static string NameOf(Const constant) => constant switch
    {
        Const.Value value => value.Bits.ToString(CultureInfo.InvariantCulture),
        Const.Param parameter => parameter.Name,
        Const.Infer infer => $"?{infer.Vid}c",
        Const.Unevaluated unevaluated => $"const#{unevaluated.Definition.Index}",
        Const.Bound bound => $"^{bound.Binder}.{bound.Variable.Index}",
        Const.Error => "{const error}",
        _ => "?",
    };

    private static void AppendTy(StringBuilder text, Ty type)
    {
        switch (type)
        {
            case Ty.Adt adt:
                text.Append(adt.Definition.Name);
                AppendArgs(text, adt.Args);
                break;
            case Ty.Array array:
                text.Append('[');
                AppendTy(text, array.Element);
                text.Append("; ").Append(NameOf(array.Length)).Append(']');
                break;
            case Ty.Slice slice:
                text.Append('[');
                AppendTy(text, slice.Element);
                text.Append(']');
                break;
            case Ty.RawPtr pointer:
                text.Append(pointer.Mutability == Mutability.Mut ? "*mut " : "*const ");
                AppendTy(text, pointer.Pointee);
                break;
            case Ty.Ref reference:
                text.Append('&');
                if (reference.Region is not Region.Erased)
                {
                    text.Append(NameOf(reference.Region)).Append(' ');
                }

                text.Append(reference.Mutability == Mutability.Mut ? "mut " : "");
                AppendTy(text, reference.Referent);
                break;
            case Ty.FnPtr pointer:
                AppendSignature(text, pointer.Signature);
                break;
            case Ty.Dynamic dynamic:
                AppendDynamic(text, dynamic);
                break;
            case Ty.Tuple tuple:
                AppendTuple(text, tuple);
                break;
            default:
                AppendLeaf(text, type);
                break;
        }
    }

    private static void AppendLeaf(StringBuilder text, Ty type)
    {
        switch (type)
        {
            case Ty.FnDef function:
                text.Append("fn#").Append(function.Definition.Index);
                AppendArgs(text, function.Args);
                break;
            case Ty.Closure closure:
                text.Append("{closure#").Append(closure.Definition.Index).Append('}');
                break;
            case Ty.Alias alias:
                text.Append("alias#").Append(alias.Definition.Index);
                AppendArgs(text, alias.Args);
                break;
            default:
                text.Append(LeafName(type));
                break;
        }
    }

    private static string LeafName(Ty type) => type switch
    {
        Ty.Bool => "bool",
        Ty.Char => "char",
        Ty.Int integer => NameOf(integer.Kind),
        Ty.Float number => NameOf(number.Kind),
        Ty.Str => "str",
        Ty.Never => "!",
        Ty.Foreign foreign => $"extern#{foreign.Definition.Index}",
        Ty.Param parameter => parameter.Name,
        Ty.Bound bound => bound.Variable.Name ?? $"^{bound.Binder}.{bound.Variable.Index}",
        Ty.Placeholder placeholder => $"!{placeholder.Universe}.{placeholder.Variable.Index}",
        Ty.Infer { Kind: InferKind.Integer } => "{integer}",
        Ty.Infer { Kind: InferKind.Float } => "{float}",
        Ty.Infer => "_",
        _ => "{type error}",
    };

    private static void AppendSignature(StringBuilder text, Binder<FnSig> signature)
    {
        FnSig inner = signature.Value;
        text.Append(inner.IsUnsafe ? "unsafe " : "");
        text.Append(inner.Abi == Abi.C ? "extern \"C\" " : "");
        text.Append("fn(").AppendJoin(", ", inner.Inputs.Select(Print));
        text.Append(inner.Variadic switch
        {
            Variadic.None => "",
            Variadic.Ellipsis => inner.Inputs.IsEmpty ? "..." : ", ...",
            Variadic.Unprototyped => "?",
        });
        text.Append(')');
        if (inner.Output is not Ty.Tuple { Parts.IsEmpty: true })
        {
            text.Append(" -> ");
            AppendTy(text, inner.Output);
        }
    }

    private static void AppendDynamic(StringBuilder text, Ty.Dynamic dynamic)
    {
        text.Append("dyn ");
        text.AppendJoin(" + ", dynamic.Predicates.Value.Select(predicate => predicate switch
        {
            ExistentialPredicate.Trait trait => $"trait#{trait.Definition.Index}",
            ExistentialPredicate.Projection projection => $"[{projection.Definition.Index} = {Print(projection.Term)}]",
            ExistentialPredicate.AutoTrait auto => $"trait#{auto.Definition.Index}",
        }));
    }

    private static void AppendTuple(StringBuilder text, Ty.Tuple tuple)
    {
        text.Append('(').AppendJoin(", ", tuple.Parts.Select(Print));
        text.Append(tuple.Parts.Count == 1 ? ",)" : ")");
    }

    private static void AppendArgs(StringBuilder text, EquatableArray<GenericArg> args)
    {
        if (!args.IsEmpty)
        {
            text.Append('<').AppendJoin(", ", args.Select(Print)).Append('>');
        }
    }
}
