using System.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Mir.Printing;

/// <summary>
/// Prints one body: head, scopes with the names and locals declared in them, blocks. A local that a <c>debug</c> line names is a variable,
/// any other a temporary; where that is not so, an attribute says it.
/// </summary>
internal sealed class BodyPrinter(Body body, Definition definition, string name, TypeText types, CodeText code, OriginText origins, MirPrintOptions options)
{
    private readonly StringBuilder _text = new();

    /// <summary>The text.</summary>
    public string Print()
    {
        AppendHead();
        AppendScope(ScopeId.Function, "    ");
        foreach (BlockId block in body.Blocks.Ids)
        {
            AppendBlock(block, body.Blocks[block]);
        }

        return _text.Append("}\n").ToString();
    }

    /// <summary>The kind a local has when only its place in the text and the names for it are known.</summary>
    internal static LocalKind ExpectedKind(Body body, LocalId local)
    {
        if (local == LocalId.Return)
        {
            return LocalKind.Return;
        }

        return local.Index <= body.ArgumentCount ? LocalKind.Parameter
            : body.Variables.Any(v => v.Place.IsLocal && v.Place.Local == local) ? LocalKind.Variable
            : LocalKind.Temporary;
    }

    /// <summary>The parameter's number that a name has when only its place is known.</summary>
    internal static int? ExpectedArgument(Body body, Place place) =>
        place.IsLocal && place.Local.Index >= 1 && place.Local.Index <= body.ArgumentCount ? place.Local.Index : null;

    private void AppendHead()
    {
        IEnumerable<string> parameters = body.Arguments.Select(id => $"{(body.Locals[id].Mutability == Mutability.Mut ? "mut " : "")}{id}: {types.Of(body.Locals[id].Type)}");
        FnSig signature = body.Signature;
        _text.Append($"{TypeText.Qualifiers(signature)}fn {name}({string.Join(", ", parameters)}{TypeText.Rest(signature)}){types.Result(signature.Output)} {{");
        _text.Append(origins.At(body.Span)).Append('\n');
        if (options.Sources)
        {
            _text.Append($"    named{origins.At(definition.Span)}\n");
            foreach (LocalId argument in body.Arguments)
            {
                _text.Append($"    {argument}{origins.After(body.Locals[argument].Source)}\n");
            }
        }
    }

    private void AppendScope(ScopeId scope, string indent)
    {
        foreach (VarDebugInfo variable in body.Variables.Where(v => v.Scope == scope))
        {
            AppendVariable(variable, indent);
        }

        foreach (LocalId local in body.Locals.Ids.Where(id => id.Index == 0 || id.Index > body.ArgumentCount))
        {
            if (PrintedIn(local) == scope)
            {
                AppendLocal(local, indent);
            }
        }

        foreach (ScopeId child in body.Scopes.Ids.Where(id => body.Scopes[id].Parent == scope))
        {
            string inlined = body.Scopes[child].InlinedAt is { } at && options.Sources ? $"{indent}    inlined{origins.At(at)}\n" : "";
            _text.Append(FormattableString.Invariant($"{indent}scope {child.Index} {{{origins.At(body.Scopes[child].Span)}\n{inlined}"));
            AppendScope(child, indent + "    ");
            _text.Append(indent).Append("}\n");
        }
    }

    private ScopeId PrintedIn(LocalId local) => body.Locals[local].Kind == LocalKind.Variable ? body.Locals[local].Source.Scope : ScopeId.Function;

    private void AppendVariable(VarDebugInfo variable, string indent)
    {
        int? expected = ExpectedArgument(body, variable.Place);
        string argument = variable.Argument == expected ? "" : FormattableString.Invariant($" argument {variable.Argument ?? 0}");
        _text.Append($"{indent}debug {NameTable.Plain(variable.Name)} => {code.Of(variable.Place)}{argument}{origins.As(variable.Type)};{origins.At(variable.Span)}\n");
    }

    private void AppendLocal(LocalId local, string indent)
    {
        LocalDecl declaration = body.Locals[local];
        string kind = declaration.Kind == ExpectedKind(body, local) ? "" : $"#[kind {declaration.Kind}] ";
        string align = declaration.Align is { } bytes ? FormattableString.Invariant($"#[align {bytes}] ") : "";
        string mutability = declaration.Mutability == Mutability.Mut ? "mut " : "";
        _text.Append($"{indent}{kind}{align}let {mutability}{local}: {types.Of(declaration.Type)};{origins.After(declaration.Source)}\n");
    }

    private void AppendBlock(BlockId id, Block block)
    {
        _text.Append($"\n    {id}{(block.IsCleanup ? " (cleanup)" : "")}: {{\n");
        foreach (Statement statement in block.Statements.Where(s => options.Marks || s.Kind is not StatementKind.Mark))
        {
            _text.Append($"        {code.Of(statement.Kind)};{origins.After(statement.Source)}\n");
        }

        _text.Append($"        {code.Of(block.Terminator.Kind)};{origins.After(block.Terminator)}\n    }}\n");
    }
}
