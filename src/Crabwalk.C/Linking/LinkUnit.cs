using Crabwalk.C.Checking;
using Crabwalk.C.Lowering;
using Crabwalk.C.Tree;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.C.Linking;

/// <summary>One translation unit in a program, and what the names in it mean (C17 6.2.2).</summary>
internal sealed class LinkUnit : IResolver
{
    private readonly Linker _linker;
    private readonly Dictionary<Function, GlobalSymbol> _ownFunctions = [];
    private readonly Dictionary<Variable, GlobalSymbol> _ownVariables = [];
    private readonly Dictionary<Function, ResolvedFunction> _functions = [];
    private readonly Dictionary<Variable, ResolvedVariable> _variables = [];

    /// <summary>A unit whose own definitions are known to itself; the linker declares the external ones to the others.</summary>
    public LinkUnit(Linker linker, TranslationUnit unit, string file, bool isLibrary)
    {
        _linker = linker;
        IsLibrary = isLibrary;
        File = file;
        var spelled = new SourceTypes();
        var types = new TypeLowering(linker.Program.Types, linker.Program.Target, linker.Records, spelled);
        Context = new(unit, linker.Program.Types, types, spelled, linker.Program.Sources, this, linker.Diagnostics);
        foreach (FunctionDefinition definition in unit.Definitions)
        {
            _ownFunctions.TryAdd(definition.Function, Define(definition.Function));
        }

        foreach (Variable variable in unit.Globals)
        {
            if (variable.IsDefined)
            {
                _ownVariables.TryAdd(variable, Define(variable));
            }
        }
    }

    /// <summary>True for a file of Crabwalk's own library.</summary>
    public bool IsLibrary { get; }

    /// <summary>The file's name, for names that are only its own.</summary>
    public string File { get; }

    /// <summary>What lowering needs.</summary>
    public UnitContext Context { get; }

    /// <summary>The functions with a body here.</summary>
    public IEnumerable<GlobalSymbol> Functions => _ownFunctions.Values;

    /// <summary>The variables with storage here.</summary>
    public IEnumerable<GlobalSymbol> Variables => _ownVariables.Values;

    /// <inheritdoc/>
    public ResolvedFunction Resolve(Function function, Span use)
    {
        if (!_functions.TryGetValue(function, out ResolvedFunction found))
        {
            found = Find(function, use);
            _functions.Add(function, found);
        }

        return found;
    }

    /// <inheritdoc/>
    public ResolvedVariable Resolve(Variable variable, Span use)
    {
        if (!_variables.TryGetValue(variable, out ResolvedVariable found))
        {
            found = Find(variable, use);
            _variables.Add(variable, found);
        }

        return found;
    }

    /// <inheritdoc/>
    public DefId Resolve(StringData text, Span use) => _linker.Strings.Add(text, use);

    /// <inheritdoc/>
    public DefId ResolveLabels(Function owner) => _linker.AddLabels(owner, _ownFunctions[owner].Id);

    /// <inheritdoc/>
    public DefId Intrinsic(string name, FnSig signature) => _linker.Intrinsics.Add(name, signature);

    /// <summary>The name by which other units know a function.</summary>
    public static string LinkName(Function function) => function.AssemblerName ?? function.Name;

    private ResolvedFunction Find(Function function, Span use)
    {
        if (function.AliasOf is { } alias && Context.Unit.Functions.FirstOrDefault(f => f.Name == alias) is { } target && target != function)
        {
            return Resolve(target, use);
        }

        if (function.Linkage == Tree.Linkage.Internal && _ownFunctions.TryGetValue(function, out GlobalSymbol? own))
        {
            return Reached(own);
        }

        string name = LinkName(function);
        if (_linker.FindSymbol(name) is { Function: not null } symbol)
        {
            CheckType(function, symbol);
            return Reached(symbol);
        }

        // 6.7.4p7: the inline definition serves where there is no other.
        if (_ownFunctions.TryGetValue(function, out GlobalSymbol? inlined))
        {
            return Reached(inlined);
        }

        return FindWithoutBody(function, name, use);
    }

    private ResolvedFunction FindWithoutBody(Function function, string name, Span use)
    {
        FnSig signature = Context.Types.Signature(function.Type);
        if (name == StartCode.HookName && _linker.MainHook(signature) is { } hook)
        {
            return new(hook, signature);
        }

        if (IntrinsicNames.WithoutCode(name) is { } known)
        {
            FnSig intrinsic = signature with { Abi = Abi.Intrinsic };
            return new(_linker.Intrinsics.Add(known, intrinsic), intrinsic);
        }

        if (!function.IsWeak)
        {
            _linker.ReportUndefined(name, "function", use, function.Span);
        }

        return new(_linker.Absent(name, function.Span), signature, IsAbsent: true);
    }

    private ResolvedFunction Reached(GlobalSymbol symbol)
    {
        _linker.Reach(symbol);
        return new(symbol.Id, symbol.Unit.Context.Types.Signature(symbol.Function!.Definition!)) { IsLibrary = symbol.Unit.IsLibrary };
    }

    private ResolvedVariable Find(Variable variable, Span use)
    {
        GlobalSymbol? symbol = variable.Linkage == Tree.Linkage.External ? _linker.FindSymbol(variable.Name) : null;
        symbol ??= _ownVariables.GetValueOrDefault(variable);
        if (symbol?.Variable is not { } defined)
        {
            _linker.ReportUndefined(variable.Name, "variable", use, variable.Span);
            return new(_linker.Absent(variable.Name, variable.Span), Context.Types.Lower(variable.Type), false);
        }

        _linker.Reach(symbol);
        return new(symbol.Id, symbol.Unit.Context.Types.Lower(defined.Type), StaticLowering.IsConst(defined.Type));
    }

    // Units may see a structure that others do not: pointers are not compared.
    private void CheckType(Function declared, GlobalSymbol symbol)
    {
        Function defined = symbol.Function!;
        bool isWarnedOf = symbol.Unit.IsLibrary && LibraryPrototypes.HeaderOf(declared.Name) is not null;
        if (symbol.Unit == this || isWarnedOf || !declared.Type.HasPrototype || !defined.Type.HasPrototype)
        {
            return;
        }

        FnSig mine = Context.Types.Signature(declared.Type);
        FnSig theirs = symbol.Unit.Context.Types.Signature(defined.Type);
        if (!SignatureComparison.AreAlike(mine, theirs))
        {
            _linker.Warn(LinkDiagnostics.TypeMismatch(declared.Name, declared.Type.ToString(), declared.Span, defined.Type.ToString(), defined.Span));
        }
    }

    private GlobalSymbol Define(Function function)
    {
        string path = function.Linkage == Tree.Linkage.Internal ? $"{File}::{function.Name}" : function.Name;
        bool isLibrary = IsLibrary || _linker.Program.Sources.IsLibrary(function.Span);
        DefId id = _linker.Program.Definitions.Add(new(DefKind.Function, function.Name, path, null, function.Span) { IsLibrary = isLibrary });
        return new(this, function, null, id);
    }

    private GlobalSymbol Define(Variable variable)
    {
        bool isOwn = variable.Linkage != Tree.Linkage.External;
        string owner = variable.Owner is { } function ? $"{function.Name}::" : "";
        string path = isOwn ? $"{File}::{owner}{variable.Name}" : variable.Name;
        bool isLibrary = IsLibrary || _linker.Program.Sources.IsLibrary(variable.Span);
        DefId id = _linker.Program.Definitions.Add(new(DefKind.Static, variable.Name, path, null, variable.Span) { IsLibrary = isLibrary });
        return new(this, null, variable, id);
    }
}
