using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Rust.Parsing;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Resolution;

/// <summary>The words about modules, imports and visibilities; codes and texts are those that rustc's users search for.</summary>
internal static class ResolveErrors
{
    public static Diagnostic SelfImportOutsideList(Span span) =>
        Coded("E0429", span, "`self` imports are only allowed within a { } list");

    public static Diagnostic UnnamedCrateRoot(Span span, bool isCrate)
    {
        Diagnostic error = ParseErrors.At(span, "imports need to be explicitly named");
        return isCrate ? error.WithFix("try renaming it with a name", span.AtEnd, " as name") : error;
    }

    public static Diagnostic MacroItemsAreUnstable(Item item) =>
        Coded("E0658", item.Span, "`macro` is experimental");

    public static Diagnostic DeriveOnOther(Span attribute, Span item) =>
        Coded("E0774", attribute, "`derive` may only be applied to `struct`s, `enum`s and `union`s", "not applicable here") with
        {
            Labels = [new(item, "not a `struct`, `enum` or `union`")],
        };

    public static Diagnostic TooManySupers(Span span) =>
        Coded("E0433", span, "too many leading `super` keywords", "there are too many leading `super` keywords");

    public static Diagnostic UnresolvedVisibility(Ident name, SymbolTable symbols) =>
        Coded("E0433", name.Span, $"cannot find module or crate `{symbols[name.Name]}` in the crate root", $"use of unresolved module or unlinked crate `{symbols[name.Name]}`");

    public static Diagnostic VisibilityIsNoAncestor(Span span) =>
        Coded("E0742", span, "visibilities can only be restricted to ancestor modules");

    public static Diagnostic CircularModules(Span span, string file) => ParseErrors.At(span, $"circular modules: {file}");

    public static Diagnostic UnreadableModule(Span span, string name, string file, string reason) =>
        Coded("E0583", span, $"file not found for module `{name}`").WithHelp($"to create the module `{name}`, create file \"{file}\"").WithNote($"couldn't read `{file}`: {reason}");

    public static Diagnostic NoModuleFile(Span span, string name, string flat, string nested) =>
        Coded("E0583", span, $"file not found for module `{name}`")
            .WithHelp($"to create the module `{name}`, create file \"{flat}\" or \"{nested}\"")
            .WithNote($"if there is a `mod {name}` elsewhere in the crate already, import it with `use crate::...` instead");

    public static Diagnostic TwoModuleFiles(Span span, string name, string flat, string nested) =>
        Coded("E0584", span, $"file for module `{name}` found at both \"{flat}\" and \"{nested}\"")
            .WithHelp("delete or rename one of them to remove the ambiguity");

    public static Diagnostic UnknownCrate(Item item, string name) =>
        Coded("E0463", item.Span, $"can't find crate for `{name}`", "can't find crate");

    public static Diagnostic NoMain(string crate, Span end, string file) =>
        Coded("E0601", end, $"`main` function not found in crate `{crate}`", $"consider adding a `main` function to `{file}`");

    public static Diagnostic Coded(string code, Span span, string message, string label = "") =>
        ParseErrors.At(span, message, label) with { Code = code };
}
