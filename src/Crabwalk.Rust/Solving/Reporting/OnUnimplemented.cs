using System.Text;
using Crabwalk.Rust.Semantics;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Solving.Reporting;

/// <summary>What a trait's <c>#[diagnostic::on_unimplemented]</c> says of a type that does not implement it.</summary>
/// <param name="Message">The headline; null for the usual one.</param>
/// <param name="Label">What stands at the place; null for the usual one.</param>
/// <param name="Notes">Further notes.</param>
internal sealed record OnUnimplemented(string? Message, string? Label, IReadOnlyList<string> Notes)
{
    private static readonly OnUnimplemented Nothing = new(null, null, []);

    /// <summary>The words for a type, its name and those of the trait's parameters put in.</summary>
    public static OnUnimplemented For(ITypeContext context, TraitRef reference)
    {
        if (ItemAttributes.Find(context.Hir.ItemOf(reference.Trait).Attributes, context.Symbols, "diagnostic::on_unimplemented") is not { } attribute)
        {
            return Nothing;
        }

        string? message = null;
        string? label = null;
        var notes = new List<string>();
        foreach (List<TokenTree> argument in ItemAttributes.Arguments(attribute))
        {
            if (ItemAttributes.StringOf(argument, context.Symbols) is not { } text)
            {
                continue;
            }

            string filled = Fill(context, reference, text);
            switch (ItemAttributes.NameOf(argument, context.Symbols))
            {
                case "message":
                    message ??= filled;
                    break;
                case "label":
                    label ??= filled;
                    break;
                case "note":
                    notes.Add(filled);
                    break;
            }
        }

        return new(message, label, notes);
    }

    private static string Fill(ITypeContext context, TraitRef reference, string text)
    {
        var filled = new StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is '{' or '}' && i + 1 < text.Length && text[i + 1] == text[i])
            {
                filled.Append(text[i++]);
            }
            else if (text[i] == '{' && text.IndexOf('}', i) is > 0 and var end)
            {
                filled.Append(ValueOf(context, reference, text[(i + 1)..end]));
                i = end;
            }
            else
            {
                filled.Append(text[i]);
            }
        }

        return filled.ToString();
    }

    private static string ValueOf(ITypeContext context, TraitRef reference, string name)
    {
        foreach (GenericParamDef parameter in context.GenericsOf(reference.Trait).Params)
        {
            if (parameter.Name == name && parameter.Index < reference.Args.Count)
            {
                return TypeNames.Of(context, reference.Args[parameter.Index]);
            }
        }

        return name == context.Definitions[reference.Trait].Name || name == "This" ? TypeNames.Of(context, reference) : $"{{{name}}}";
    }
}
