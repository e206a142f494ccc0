using Crabwalk.C.Checking;
using Crabwalk.C.Lowering;
using Crabwalk.C.Tree;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.C.Linking;

/// <summary>
/// Makes one program of several translation units and as much of the library as they reach. Names are settled first, over all units;
/// then bodies are lowered, starting from everything the user defines, each when something refers to it. So a body is lowered
/// knowing the definition behind every name, and what nobody reaches is never looked at.
/// </summary>
internal sealed class Linker
{
    private const string StartName = "__crabwalk_start";

    private readonly Dictionary<string, GlobalSymbol> _symbols = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DefId> _absent = new(StringComparer.Ordinal);
    private readonly Dictionary<Function, DefId> _labels = [];
    private readonly HashSet<string> _undefined = new(StringComparer.Ordinal);
    private readonly Queue<GlobalSymbol> _waiting = new();
    private readonly List<LinkUnit> _units = [];
    private readonly LibraryUse? _library;
    private readonly WarningOptions _warnings;
    private readonly LinkPurpose _purpose;
    private DefId? _hook;

    /// <summary>A linker that adds to a program.</summary>
    public Linker(MirProgram program, DiagnosticSink diagnostics, LibraryUse? library, WarningOptions warnings, LinkPurpose purpose)
    {
        _warnings = warnings;
        _purpose = purpose;
        Program = program;
        Diagnostics = diagnostics;
        _library = library;
        Records = new(program.Definitions);
        Strings = new(program);
        Intrinsics = new(program);
    }

    /// <summary>The program under construction.</summary>
    public MirProgram Program { get; }

    /// <summary>Where messages go.</summary>
    public DiagnosticSink Diagnostics { get; }

    /// <summary>The program's structures.</summary>
    public RecordTable Records { get; }

    /// <summary>The program's string literals.</summary>
    public StringPool Strings { get; }

    /// <summary>The machine's functions that the program uses.</summary>
    public IntrinsicPool Intrinsics { get; }

    /// <summary>Gives a warning if the user wants it.</summary>
    public void Warn(Diagnostic diagnostic)
    {
        if (_warnings.SeverityOf(diagnostic.Code) is { } severity)
        {
            Diagnostics.Add(diagnostic with { Severity = severity });
        }
    }

    /// <summary>Adds a unit of the user.</summary>
    public void Add(TranslationUnit unit, string file) => Add(new LinkUnit(this, unit, file, isLibrary: false));

    /// <summary>Settles all names and lowers everything that is reached.</summary>
    public void Link()
    {
        foreach (GlobalSymbol symbol in UserRoots().ToList())
        {
            Reach(symbol);
        }

        Program.Main = FindMain()?.Id;
        if (Program.Main is null && _purpose == LinkPurpose.Run)
        {
            Diagnostics.Error(LinkDiagnostics.NoMain());
            return;
        }

        Program.Start = Program.Main is null ? null : FindStart();
        LowerWaiting();
        BuildHook();
    }

    /// <summary>A function that another language calls by its name, lowered with everything that it reaches; null when there is none.</summary>
    public DefId? Demand(string name) => FindSymbol(name) is { Function.Definition: not null } symbol ? LowerNow(symbol) : null;

    /// <summary>The definition of an external name: a unit's own, or the library's, which is loaded for it when the program is going to run.</summary>
    public GlobalSymbol? FindSymbol(string name)
    {
        if (!_symbols.TryGetValue(name, out GlobalSymbol? symbol) && _purpose == LinkPurpose.Run && MayBeInLibrary(name) && _library?.Load(name) is { } unit)
        {
            Add(new LinkUnit(this, unit, "library", isLibrary: true));
            _symbols.TryGetValue(name, out symbol);
        }

        return symbol;
    }

    // What the checking machine does itself has code in the library where there is no such machine.
    private bool MayBeInLibrary(string name) => !IntrinsicNames.IsReserved(name) || name == StartName || Program.Target.PointerBytes == 4;

    /// <summary>Makes a definition a part of the program.</summary>
    public void Reach(GlobalSymbol symbol)
    {
        if (symbol.IsReached)
        {
            return;
        }

        symbol.IsReached = true;
        if (symbol.Function is { Definition: { } definition })
        {
            Program.Signatures[symbol.Id] = new(symbol.Unit.Context.Types.Signature(definition), []);
        }

        _waiting.Enqueue(symbol);
    }

    /// <summary>The bridge to <c>main</c>, for the library's start code.</summary>
    public DefId? MainHook(FnSig signature)
    {
        if (Program.Main is null)
        {
            return null;
        }

        if (_hook is null)
        {
            _hook = Program.Definitions.Add(new(DefKind.Function, StartCode.HookName, StartCode.HookName, null, default) { IsLibrary = true });
            Program.Signatures[_hook.Value] = new(signature, []);
        }

        return _hook;
    }

    /// <summary>A stand-in for a name that nobody defines.</summary>
    public DefId Absent(string name, Span span)
    {
        if (!_absent.TryGetValue(name, out DefId id))
        {
            id = Program.Definitions.Add(new(DefKind.Function, name, name, null, span));
            _absent.Add(name, id);
        }

        return id;
    }

    /// <summary>Reports a name that nobody defines, once. A program that is only looked at may take it from the library, and a part of one from anywhere.</summary>
    public void ReportUndefined(string name, string what, Span use, Span declaration)
    {
        bool isElsewhere = _purpose == LinkPurpose.CheckPart || (_purpose == LinkPurpose.Check && _library?.Defines(name) == true);
        if (!isElsewhere && _undefined.Add(name))
        {
            Diagnostics.Error(LinkDiagnostics.Undefined(name, what, use, declaration));
        }
    }

    /// <summary>The object whose bytes are a function's labels.</summary>
    public DefId AddLabels(Function owner, DefId function)
    {
        if (!_labels.TryGetValue(owner, out DefId id))
        {
            string path = $"{Program.Definitions[function].Path}::<labels>";
            id = Program.Definitions.Add(new(DefKind.Static, "<labels>", path, function, owner.Span) { IsLibrary = true });
            _labels.Add(owner, id);
            Ty type = Program.Types.Array(Program.Types.U8, owner.Definition!.Labels.Count + 1L);
            Program.Statics.Add(id, new(id, type, Allocation.Zero, Mutability.Not) { Kind = StaticKind.Constant });
        }

        return id;
    }

    private void Add(LinkUnit unit)
    {
        _units.Add(unit);
        foreach (GlobalSymbol symbol in unit.Functions)
        {
            if (symbol.Function is { Linkage: Tree.Linkage.External, IsInlineOnly: false } function)
            {
                Declare(LinkUnit.LinkName(function), symbol);
            }
        }

        foreach (GlobalSymbol symbol in unit.Variables)
        {
            if (symbol.Variable is { Linkage: Tree.Linkage.External } variable)
            {
                Declare(variable.Name, symbol);
            }
        }
    }

    // A user's own malloc or max wins over the library's, whether or not the library's file was loaded for another name.
    private void Declare(string name, GlobalSymbol symbol)
    {
        if (!_symbols.TryGetValue(name, out GlobalSymbol? first) || (first.IsWeak && !symbol.IsWeak))
        {
            _symbols[name] = symbol;
        }
        else if (!symbol.IsWeak)
        {
            Diagnostics.Error(LinkDiagnostics.MultipleDefinition(name, symbol.Span, first.Span));
        }
    }

    // What a header of ours defines, and static functions that nobody calls, are no parts of the program by themselves.
    private IEnumerable<GlobalSymbol> UserRoots()
    {
        foreach (LinkUnit unit in _units)
        {
            foreach (GlobalSymbol symbol in unit.Functions.Concat(unit.Variables))
            {
                bool isLibrary = Program.Definitions[symbol.Id].IsLibrary;
                bool isQuiet = symbol.Function is { Linkage: Tree.Linkage.Internal } or { IsInlineOnly: true };
                bool isInner = symbol.Variable is { Owner: not null } or { Name: "" };
                if (!isLibrary && !isQuiet && !isInner && IsChosen(symbol))
                {
                    yield return symbol;
                }
            }
        }
    }

    private bool IsChosen(GlobalSymbol symbol) => symbol.Function is not { } function
        || !_symbols.TryGetValue(LinkUnit.LinkName(function), out GlobalSymbol? chosen) || chosen == symbol;

    private GlobalSymbol? FindMain() => _symbols.TryGetValue("main", out GlobalSymbol? main) && main is { Function: not null, Unit.IsLibrary: false } ? main : null;

    // Without a library, running starts at main itself.
    private DefId? FindStart()
    {
        if (FindSymbol(StartName) is not { Function: not null } start)
        {
            return Program.Main;
        }

        Reach(start);
        return start.Id;
    }

    private void Lower(GlobalSymbol symbol)
    {
        if (symbol.Function is { Definition: { } definition })
        {
            Body body = FunctionLowering.Lower(symbol.Unit.Context, definition, symbol.Id);
            Program.Bodies[symbol.Id] = body;
            if (!Program.Definitions[symbol.Id].IsLibrary)
            {
                FlowWarnings.Check(body, definition, _warnings, Diagnostics);
            }
        }
        else if (symbol.Variable is not null)
        {
            Program.Statics[symbol.Id] = StaticLowering.Lower(symbol);
        }
    }

    private void BuildHook()
    {
        if (_hook is not { } hook || Program.Main is not { } main)
        {
            return;
        }

        List<DefId> constructors = [.. Reached(f => f.IsConstructor)];
        List<DefId> destructors = [.. Reached(f => f.IsDestructor)];
        DefId? atExit = destructors.Count > 0 && FindSymbol("atexit") is { } register ? LowerNow(register) : null;
        Program.Bodies[hook] = new StartCode(Program, main).Build(hook, Program.Signatures[hook].Value, constructors, destructors, atExit);
    }

    // A library file that does not compile ends the work: there is nothing sound to lower any more.
    private void LowerWaiting()
    {
        while (_library is not { IsBroken: true } && _waiting.TryDequeue(out GlobalSymbol? symbol))
        {
            Lower(symbol);
        }
    }

    private DefId LowerNow(GlobalSymbol symbol)
    {
        Reach(symbol);
        LowerWaiting();
        return symbol.Id;
    }

    private IEnumerable<DefId> Reached(Func<Function, bool> condition) => _units.Where(u => !u.IsLibrary)
        .SelectMany(u => u.Functions).Where(s => s.IsReached && condition(s.Function!)).Select(s => s.Id);
}

/// <summary>What a program is linked for.</summary>
public enum LinkPurpose
{
    /// <summary>To run: it has a <c>main</c>, and the library's code is a part of it.</summary>
    Run,

    /// <summary>To be looked at: it may lack a <c>main</c>, and of the library only the names are asked for.</summary>
    Check,

    /// <summary>As <see cref="Check"/>, and the files are not the whole: any name may be defined elsewhere.</summary>
    CheckPart,
}
