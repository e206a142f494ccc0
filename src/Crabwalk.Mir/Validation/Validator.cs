using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Cfg;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;

namespace Crabwalk.Mir.Validation;

/// <summary>
/// Checks that a body keeps the rules of MIR. In every phase:
/// <list type="bullet">
/// <item>local 0 has the result's type, the next ones the parameters' types; every local, block and scope that is named exists;</item>
/// <item>each step of a place fits the type before it: a dereference a pointer, an index an array or slice and an integer local, a field
/// its definition's type, a downcast an enum that has the variant;</item>
/// <item>an assignment's two sides, an operation's operands, an aggregate's parts and a call's arguments and result have types that agree;</item>
/// <item>a switch looks at a truth value, character, integer or pointer, names no value twice and none that does not fit;</item>
/// <item>unwinding goes to cleanup blocks, cleanup blocks go only to cleanup blocks and never return, other blocks never resume;</item>
/// <item>return place and parameters have storage of their own; a local of slice type gets its storage dynamically, any other does not;</item>
/// <item>C bodies have no moves, references, drops or false edges.</item>
/// </list>
/// From <see cref="MirPhase.Analysed"/> on: no fake or two-phase borrows, fake reads or type ascriptions. From
/// <see cref="MirPhase.Runnable"/> on: no false edges or mentions, and every local's type without parameters has a layout. In
/// <see cref="MirPhase.Optimised"/>: no type parameters at all.
/// </summary>
public sealed class Validator
{
    private readonly MirProgram _program;
    private readonly Body _body;
    private readonly LayoutComputer _layouts;
    private readonly List<Violation> _found = [];
    private readonly CodeRules _code;

    private Validator(MirProgram program, Body body, LayoutComputer layouts)
    {
        _program = program;
        _body = body;
        _layouts = layouts;
        _code = new(program, body, layouts, Report);
    }

    /// <summary>All violations of a program, by function.</summary>
    public static IReadOnlyList<Violation> Check(MirProgram program)
    {
        var layouts = new LayoutComputer(program.Types, program.Target);
        return [.. program.Bodies.Values.OrderBy(body => body.Definition.Index).SelectMany(body => Check(program, body, layouts))];
    }

    /// <summary>All violations of one body, in the order of its code.</summary>
    public static IReadOnlyList<Violation> Check(MirProgram program, Body body, LayoutComputer? layouts = null)
    {
        var validator = new Validator(program, body, layouts ?? new(program.Types, program.Target));
        validator.CheckAll();
        return validator._found;
    }

    private void CheckAll()
    {
        CheckSignature();
        CheckLocals();
        CheckNames();
        if (_body.Blocks.Count == 0)
        {
            Report(null, "there is no entry block");
        }

        foreach (BlockId id in _body.Blocks.Ids)
        {
            CheckBlock(id, _body.Blocks[id]);
        }
    }

    private void CheckSignature()
    {
        if (_body.Locals.Count <= _body.ArgumentCount)
        {
            Report(null, $"there are {_body.Locals.Count} locals for {_body.ArgumentCount} parameters and the return place");
            return;
        }

        _code.Expect(_body.Signature.Output, _body.Locals[LocalId.Return].Type, null, "the return place");
        for (int i = 0; i < _body.ArgumentCount; i++)
        {
            _code.Expect(_body.Signature.Inputs[i], _body.Locals[new(i + 1)].Type, null, $"parameter _{i + 1}");
        }

        foreach (LocalId local in _body.Locals.Ids)
        {
            bool isParameter = local.Index >= 1 && local.Index <= _body.ArgumentCount;
            LocalKind kind = _body.Locals[local].Kind;
            if ((local.Index == 0) != (kind == LocalKind.Return) || isParameter != (kind == LocalKind.Parameter))
            {
                Report(null, $"{local} cannot be of kind {kind}");
            }
        }
    }

    private void CheckLocals()
    {
        foreach (LocalId local in _body.Locals.Ids)
        {
            LocalDecl declaration = _body.Locals[local];
            CheckScope(declaration.Source, null);
            bool isGeneric = declaration.Type.Has(TyFlags.HasParam | TyFlags.HasAlias | TyFlags.HasError);
            if (_body.Phase == MirPhase.Optimised && isGeneric)
            {
                Report(null, $"{local} of type `{declaration.Type}` is generic in an optimised body");
            }
            else if (_body.Phase >= MirPhase.Runnable && !isGeneric)
            {
                CheckLayout(local, declaration.Type);
            }
        }
    }

    private void CheckLayout(LocalId local, Ty type)
    {
        TypeLayout? layout = _layouts.TryLayoutOf(type, out LayoutProblem? problem);
        if (layout is null)
        {
            Report(null, $"{local} has no layout: {problem!.Message}");
        }
        else if (!layout.IsSized && type is not Ty.Slice)
        {
            Report(null, $"{local} of type `{type}` is unsized");
        }
    }

    private void CheckNames()
    {
        foreach (VarDebugInfo variable in _body.Variables)
        {
            _code.CheckPlace(variable.Place, null);
            if (variable.Scope.Index >= _body.Scopes.Count)
            {
                Report(null, $"the scope of `{variable.Name}` does not exist");
            }
        }
    }

    private void CheckBlock(BlockId id, Block block)
    {
        for (int i = 0; i < block.Statements.Count; i++)
        {
            var at = new Location(id, i);
            CheckScope(block.Statements[i].Source, at);
            _code.CheckStatement(block.Statements[i].Kind, at);
        }

        var end = new Location(id, block.Statements.Count);
        CheckScope(block.Terminator.Source, end);
        if (CheckEdges(block, end))
        {
            _code.CheckTerminator(block.Terminator.Kind, end);
        }
    }

    private void CheckScope(SourceInfo source, Location? at)
    {
        if (source.Scope.Index < 0 || source.Scope.Index >= _body.Scopes.Count)
        {
            Report(at, $"scope {source.Scope.Index} does not exist");
        }
    }

    private bool CheckEdges(Block block, Location at)
    {
        TerminatorKind kind = block.Terminator.Kind;
        foreach (BlockId next in kind.Successors())
        {
            if (next.Index < 0 || next.Index >= _body.Blocks.Count)
            {
                Report(at, $"{next} does not exist");
                return false;
            }
        }

        if (block.IsCleanup)
        {
            CheckCleanup(kind, at);
        }
        else
        {
            CheckOrdinary(kind, at);
        }

        return true;
    }

    private void CheckCleanup(TerminatorKind kind, Location at)
    {
        if (kind is TerminatorKind.Return)
        {
            Report(at, "a cleanup block returns");
        }

        if (kind.UnwindOf() is UnwindAction.Cleanup or UnwindAction.Continue)
        {
            Report(at, "unwinding starts anew in a cleanup block");
        }

        foreach (BlockId next in kind.Successors().Where(next => !_body.Blocks[next].IsCleanup))
        {
            Report(at, $"a cleanup block goes on to {next}, which is none");
        }
    }

    private void CheckOrdinary(TerminatorKind kind, Location at)
    {
        if (kind is TerminatorKind.UnwindResume)
        {
            Report(at, "a block that is no cleanup block resumes unwinding");
        }

        BlockId? cleanup = kind.UnwindOf() is UnwindAction.Cleanup(var block) ? block : null;
        if (cleanup is { } target && !_body.Blocks[target].IsCleanup)
        {
            Report(at, $"unwinding goes to {target}, which is no cleanup block");
        }

        foreach (BlockId next in kind.Successors().Where(next => next != cleanup && _body.Blocks[next].IsCleanup))
        {
            Report(at, $"control goes to the cleanup block {next} without unwinding");
        }
    }

    private void Report(Location? at, string message) => _found.Add(new(_body.Definition, at, message));
}
