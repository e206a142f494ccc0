using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Rust.Resolution;
using Crabwalk.Rust.Syntax;

namespace Crabwalk.Rust.Expansion;

internal sealed class MacroExpander(RustSession session)
{
    private void No(MacroCall call) => session.Sink.Error(new(Severity.Error, "CW0001", "not supported by Crabwalk yet: macros", new(call.Span)));

    public EquatableArray<Item> ExpandItems(Invocation call, MacroDefinition macro, CrateData crate) { No(call.Call); return []; }

    public EquatableArray<Item> ExpandDerive(DeriveCall derive, MacroDefinition macro, CrateData crate) => session.Symbols is null ? [] : [];

    public EquatableArray<Statement> ExpandStatements(MacroCall call, CallSite site, CrateData crate, bool hasSemicolon) { No(call); return []; }

    public Expression? ExpandExpression(MacroCall call, CallSite site, CrateData crate) { No(call); return null; }

    public Pattern? ExpandPattern(MacroCall call, CallSite site, CrateData crate) { No(call); return null; }

    public Syntax.Type? ExpandType(MacroCall call, CallSite site, CrateData crate) { No(call); return null; }
}
internal static class BuiltInMacros { public static bool IsKnown(string name) => name is "Clone"; }
internal sealed class MacroRules { }
internal sealed class MacroErrors(RustSession session, CrateData crate)
{
    public Diagnostic NotFound(Path path, PathResult result, Module from, MacroScope? scope, string kind) =>
        Parsing.ParseErrors.At(path.Span, $"cannot find {kind} `{string.Join("::", path.Segments.Select(s => session.Symbols[s.Ident.Name]))}` in this scope{(crate.IsLibrary ? "" : "")}");
}
