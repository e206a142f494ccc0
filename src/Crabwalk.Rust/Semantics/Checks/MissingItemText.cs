using Crabwalk.Mir.Types;

namespace Crabwalk.Rust.Semantics.Checks;

/// <summary>How rustc spells an item of a library's trait that an impl lacks.</summary>
internal static class MissingItemText
{
    /// <summary>The item as it could be written.</summary>
    public static string Of(ITypeContext context, AssocItem item)
    {
        string name = context.Symbols[item.Name];
        return item.Kind switch
        {
            AssocKind.Type => $"type {name} = /* Type */;",
            AssocKind.Const => $"const {name}: {TypeNames.Of(context, context.TypeOf(item.Definition))} = /* value */;",
            _ => FunctionText(context, item, name),
        };
    }

    private static string FunctionText(ITypeContext context, AssocItem item, string name)
    {
        FnSig signature = BoundRegions.Replace(context.SignatureOf(item.Definition), context.Types, _ => context.Types.Erased);
        var inputs = new List<string>();
        for (int i = 0; i < signature.Inputs.Count; i++)
        {
            inputs.Add(i == 0 && item.HasSelf ? Receiver(context, signature.Inputs[i]) : $"_: {TypeNames.Of(context, signature.Inputs[i])}");
        }

        string output = signature.Output is Ty.Tuple { Parts.IsEmpty: true } ? "" : $" -> {TypeNames.Of(context, signature.Output)}";
        string safety = signature.IsUnsafe ? "unsafe " : "";
        return $"{safety}fn {name}{GenericsText(context, item)}({string.Join(", ", inputs)}){output} {{ todo!() }}";
    }

    private static string GenericsText(ITypeContext context, AssocItem item)
    {
        var names = new List<string>();
        foreach (GenericParamDef parameter in context.GenericsOf(item.Definition).Params)
        {
            if (!parameter.IsSynthetic)
            {
                names.Add(parameter.Name);
            }
        }

        return names.Count == 0 ? "" : $"<{string.Join(", ", names)}>";
    }

    private static string Receiver(ITypeContext context, Ty type) => type switch
    {
        Ty.Param { Name: "Self" } => "self",
        Ty.Ref { Mutability: Mutability.Not, Referent: Ty.Param { Name: "Self" } } => "&self",
        Ty.Ref { Mutability: Mutability.Mut, Referent: Ty.Param { Name: "Self" } } => "&mut self",
        _ => $"self: {TypeNames.Of(context, type)}",
    };
}
