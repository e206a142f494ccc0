using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Cfg;
using Crabwalk.Mir.Visiting;

namespace Crabwalk.Mir.Optimisation;

/// <summary>
/// A callee's code made part of a caller: its locals, scopes and blocks get new numbers, its returns go on behind the call, and where it
/// unwinds into its caller it goes where the call would have gone.
/// </summary>
internal sealed class BodySplice
{
    private readonly Body _caller;
    private readonly Body _callee;
    private readonly TerminatorKind.Call _call;
    private readonly SourceInfo _source;
    private readonly LocalId[] _locals;
    private readonly int _firstScope;
    private readonly int _firstBlock;

    /// <summary>Adds the callee's locals and scopes; its result goes into <paramref name="result"/>, or into a local of its own.</summary>
    public BodySplice(Body caller, Body callee, TerminatorKind.Call call, SourceInfo source, LocalId? result)
    {
        _caller = caller;
        _callee = callee;
        _call = call;
        _source = source;
        _firstScope = caller.Scopes.Count;
        _firstBlock = caller.Blocks.Count;
        foreach (SourceScope scope in callee.Scopes)
        {
            caller.Scopes.Add(scope with { Parent = scope.Parent is { } parent ? Scope(parent) : source.Scope, InlinedAt = scope.InlinedAt ?? source.Span });
        }

        _locals = new LocalId[callee.Locals.Count];
        foreach (LocalId local in callee.Locals.Ids)
        {
            bool isResult = local == LocalId.Return && result is not null;
            _locals[local.Index] = isResult ? result!.Value : caller.Locals.Add(InCaller(callee.Locals[local]));
        }

        foreach (VarDebugInfo variable in callee.Variables)
        {
            caller.Variables.Add(variable with { Place = variable.Place.MapLocals(Local), Scope = Scope(variable.Scope), Argument = null });
        }
    }

    /// <summary>What a local of the callee is in the caller.</summary>
    public LocalId Local(LocalId local) => _locals[local.Index];

    /// <summary>Adds the blocks and gives the one to enter by.</summary>
    public BlockId Append()
    {
        foreach (Block block in _callee.Blocks)
        {
            var statements = block.Statements.Select(statement => new Statement(statement.Kind.MapLocals(Local), In(statement.Source))).ToList();
            TerminatorKind terminator = Terminator(block, statements);
            _caller.Blocks.Add(new(statements, new(terminator, In(block.Terminator.Source)), block.IsCleanup));
        }

        return new(_firstBlock);
    }

    private LocalDecl InCaller(LocalDecl local) =>
        local with { Kind = local.Kind is LocalKind.Variable ? LocalKind.Variable : LocalKind.Temporary, Source = In(local.Source) };

    private SourceInfo In(SourceInfo source) => source with { Scope = Scope(source.Scope) };

    private ScopeId Scope(ScopeId scope) => new(_firstScope + scope.Index);

    private BlockId Block(BlockId block) => new(_firstBlock + block.Index);

    private TerminatorKind Terminator(Block block, List<Statement> statements)
    {
        switch (block.Terminator.Kind)
        {
            case TerminatorKind.Return:
                return Return(statements);
            case TerminatorKind.UnwindResume:
                return Resume();
            case var other:
                TerminatorKind moved = other.MapTargets(Block).MapPlaces(place => place.MapLocals(Local));
                return block.IsCleanup ? moved : Unwinding(moved);
        }
    }

    private TerminatorKind Return(List<Statement> statements)
    {
        if (_call.Target is not { } target)
        {
            return new TerminatorKind.Unreachable();
        }

        Place result = Local(LocalId.Return);
        if (_call.Destination != result)
        {
            Operand value = _caller.Language == SourceLanguage.C ? new Operand.Copy(result) : new Operand.Move(result);
            statements.Add(new(new StatementKind.Assign(_call.Destination, new Rvalue.Use(value)), _source));
        }

        return new TerminatorKind.Goto(target);
    }

    private TerminatorKind Resume() => _call.Unwind switch
    {
        UnwindAction.Cleanup(var block) => new TerminatorKind.Goto(block),
        UnwindAction.Terminate(var inCleanup) => new TerminatorKind.UnwindTerminate(inCleanup),
        UnwindAction.Unreachable => new TerminatorKind.Unreachable(),
        UnwindAction.Continue => new TerminatorKind.UnwindResume(),
    };

    private TerminatorKind Unwinding(TerminatorKind kind) => kind switch
    {
        TerminatorKind.Call { Unwind: UnwindAction.Continue } call => call with { Unwind = _call.Unwind },
        TerminatorKind.Drop { Unwind: UnwindAction.Continue } drop => drop with { Unwind = _call.Unwind },
        TerminatorKind.Assert { Unwind: UnwindAction.Continue } assert => assert with { Unwind = _call.Unwind },
        _ => kind,
    };
}
