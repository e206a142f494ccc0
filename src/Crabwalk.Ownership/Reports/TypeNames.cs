using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;
using Crabwalk.Ownership.Contracts;

namespace Crabwalk.Ownership.Reports;

/// <summary>Spells types for messages: names without paths, no regions but those with a name.</summary>
internal sealed class TypeNames(MirProgram program, IOwnershipContext context)
{
    /// <summary>The type as a message shows it.</summary>
    public string Of(GenericArg arg) => arg switch
    {
        Ty.Adt adt => adt.Definition.Name + Arguments(adt.Args),
        Ty.Ref reference => $"&{Lifetime(reference.Region)}{(reference.Mutability == Mutability.Mut ? "mut " : "")}{Of(reference.Referent)}",
        Ty.RawPtr pointer => $"*{(pointer.Mutability == Mutability.Mut ? "mut" : "const")} {Of(pointer.Pointee)}",
        Ty.Array array => $"[{Of(array.Element)}; {TyPrinter.Print(array.Length)}]",
        Ty.Slice slice => $"[{Of(slice.Element)}]",
        Ty.Tuple tuple => $"({string.Join(", ", tuple.Parts.Select(Of))}{(tuple.Parts.Count == 1 ? ",)" : ")")}",
        Ty.FnPtr pointer => Signature(pointer.Signature.Value),
        Ty.FnDef function => context.SignatureOf(function.Definition) is { } signature
            ? $"{Signature(signature.Substitute(program.Types, function.Args).Value)} {{{NameOf(function.Definition)}{Turbofish(function.Args)}}}"
            : NameOf(function.Definition),
        Ty.Dynamic dynamic => Dynamic(dynamic),
        Ty.Closure closure => ClosureName(closure.Definition),
        Ty.Alias { Kind: AliasKind.Projection, Args: [Ty self, ..] } alias => $"<{Of(self)} as {TraitOf(alias.Definition)}>::{NameOf(alias.Definition)}",
        Ty.Alias { Kind: AliasKind.Opaque } alias => $"impl {NameOf(alias.Definition)}",
        _ => TyPrinter.Print(arg),
    };

    private string TraitOf(DefId item) => program.Definitions[item].Parent is { } parent ? NameOf(parent) : "_";

    private string NameOf(DefId definition) => program.Definitions[definition].Name;

    private string Arguments(EquatableArray<GenericArg> args)
    {
        string[] shown = [.. args.Where(arg => arg is not Region || Lifetime((Region)arg).Length > 0).Select(arg => arg is Region region ? Lifetime(region).TrimEnd() : Of(arg))];
        bool hidesLifetimes = shown.Length == 0 && args.Any(arg => arg is Region);
        return shown.Length > 0 ? $"<{string.Join(", ", shown)}>" : hidesLifetimes ? $"<{string.Join(", ", args.Select(_ => "'_"))}>" : "";
    }

    private string Turbofish(EquatableArray<GenericArg> args) => Arguments(args) is { Length: > 0 } text ? $"::{text}" : "";

    private static string Lifetime(Region region) => region switch
    {
        Region.Static => "'static ",
        Region.EarlyParam { Name: not "'_" and var name } => $"{name} ",
        Region.LateParam { Variable.Name: not (null or "'_") and var name } => $"{name} ",
        Region.Bound { Variable.Name: not (null or "'_") and var name } => $"{name} ",
        _ => "",
    };

    private string Signature(FnSig signature)
    {
        string result = signature.Output is Ty.Tuple { Parts.IsEmpty: true } ? "" : $" -> {Of(signature.Output)}";
        return $"{(signature.IsUnsafe ? "unsafe " : "")}{(signature.Abi == Abi.C ? "extern \"C\" " : "")}fn({string.Join(", ", signature.Inputs.Select(Of))}){result}";
    }

    private string Dynamic(Ty.Dynamic dynamic)
    {
        var names = new List<string>();
        foreach (ExistentialPredicate predicate in dynamic.Predicates.Value)
        {
            string? name = predicate switch
            {
                ExistentialPredicate.Trait trait => NameOf(trait.Definition) + Arguments(trait.Args),
                ExistentialPredicate.AutoTrait auto => NameOf(auto.Definition),
                _ => null,
            };
            if (name is not null)
            {
                names.Add(name);
            }
        }

        return $"dyn {string.Join(" + ", names)}";
    }

    private string ClosureName(DefId closure)
    {
        Foundation.Text.Span span = program.Definitions[closure].Span;
        Foundation.Text.SourceText source = program.Sources[span.Source];
        Foundation.Text.LinePosition start = source.PositionOf(span.Start);
        Foundation.Text.LinePosition end = source.PositionOf(span.End);
        return FormattableString.Invariant($"{{closure@{source.Path}:{start.Line + 1}:{start.Column + 1}: {end.Line + 1}:{end.Column + 1}}}");
    }
}
