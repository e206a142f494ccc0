using System.Text;
using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Workbench.Walking;

/// <summary>Writes Rust's types as people read them: without the hasher and lifetimes that nobody wrote, closures by their word.</summary>
public sealed class RustTypeText(DefTable definitions)
{
    /// <summary>The type in words.</summary>
    public string Of(Ty type)
    {
        var text = new StringBuilder();
        Append(text, type);
        return text.ToString();
    }

    private void Append(StringBuilder text, Ty type)
    {
        switch (type)
        {
            case Ty.Adt { Definition.Name: "RcInner" or "ArcInner", Args: [Ty inside, ..] } counted when definitions[counted.Definition.Id].IsLibrary:
                Append(text, inside);
                text.Append(" with counts");
                break;
            case Ty.Adt adt:
                text.Append(adt.Definition.Name);
                AppendArgs(text, adt.Args);
                break;
            case Ty.Array array:
                text.Append('[');
                Append(text, array.Element);
                text.Append("; ").Append(TyPrinter.Print(array.Length)).Append(']');
                break;
            case Ty.Slice slice:
                text.Append('[');
                Append(text, slice.Element);
                text.Append(']');
                break;
            case Ty.RawPtr pointer:
                text.Append(pointer.Mutability == Mutability.Mut ? "*mut " : "*const ");
                Append(text, pointer.Pointee);
                break;
            case Ty.Ref reference:
                text.Append(reference.Mutability == Mutability.Mut ? "&mut " : "&");
                Append(text, reference.Referent);
                break;
            case Ty.Tuple tuple:
                AppendTuple(text, tuple.Parts);
                break;
            case Ty.FnPtr pointer:
                AppendSignature(text, pointer.Signature.Value);
                break;
            case Ty.Dynamic dynamic:
                AppendDynamic(text, dynamic);
                break;
            case Ty.Closure:
                text.Append("closure");
                break;
            case Ty.FnDef function:
                text.Append("fn ").Append(definitions[function.Definition].Name);
                break;
            default:
                text.Append(type);
                break;
        }
    }

    private void AppendArgs(StringBuilder text, EquatableArray<GenericArg> args)
    {
        string separator = "<";
        foreach (GenericArg arg in args)
        {
            if (arg is Region or Ty.Adt { Definition.Name: "RandomState" })
            {
                continue;
            }

            text.Append(separator);
            separator = ", ";
            AppendArg(text, arg);
        }

        text.Append(separator == "<" ? "" : ">");
    }

    private void AppendArg(StringBuilder text, GenericArg arg)
    {
        if (arg is Ty type)
        {
            Append(text, type);
        }
        else
        {
            text.Append(TyPrinter.Print(arg));
        }
    }

    private void AppendTuple(StringBuilder text, EquatableArray<Ty> parts)
    {
        text.Append('(');
        AppendAll(text, parts);
        text.Append(parts.Count == 1 ? ",)" : ")");
    }

    private void AppendAll(StringBuilder text, EquatableArray<Ty> types)
    {
        string separator = "";
        foreach (Ty type in types)
        {
            text.Append(separator);
            separator = ", ";
            Append(text, type);
        }
    }

    private void AppendSignature(StringBuilder text, FnSig signature)
    {
        text.Append("fn(");
        AppendAll(text, signature.Inputs);
        text.Append(')');
        if (signature.Output is not Ty.Tuple { Parts.IsEmpty: true })
        {
            text.Append(" -> ");
            Append(text, signature.Output);
        }
    }

    private void AppendDynamic(StringBuilder text, Ty.Dynamic dynamic)
    {
        string separator = "dyn ";
        foreach (ExistentialPredicate predicate in dynamic.Predicates.Value)
        {
            switch (predicate)
            {
                case ExistentialPredicate.Trait(var definition, var args):
                    text.Append(separator).Append(definitions[definition].Name);
                    AppendArgs(text, args);
                    break;
                case ExistentialPredicate.AutoTrait(var definition):
                    text.Append(separator).Append(definitions[definition].Name);
                    break;
                case ExistentialPredicate.Projection:
                    continue;
            }

            separator = " + ";
        }
    }
}
