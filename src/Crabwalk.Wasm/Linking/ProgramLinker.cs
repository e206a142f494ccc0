using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Instances;
using Crabwalk.Mir.Optimisation;
using Crabwalk.Mir.Types;
using Crabwalk.Wasm.ControlFlow;
using Crabwalk.Wasm.Generation;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Linking;

/// <summary>A function that code may call: its number, what it is declared as, and what that is as a type of functions.</summary>
internal sealed record FunctionDescription(int Number, FnSig Signature, CallShape Shape);

/// <summary>
/// Makes one module of a program: functions, statics and types get their numbers and places when something first names them, from where the
/// program starts. What nobody reaches is not there. Until the end, functions with code are numbered from 0 and imports downwards from
/// -1; then imports come first, as the format wants it.
/// </summary>
internal sealed class ProgramLinker
{
    /// <summary>The size of the shadow stack.</summary>
    public const long StackBytes = 1 << 20;

    private const int PageBytes = 65536;

    // The entries before it stay empty: 0 for null, and the small numbers that C programs and <signal.h> use for what is no function.
    private const int FirstEntry = 4;
    private const string WasiModule = "wasi_snapshot_preview1";

    private readonly List<FunctionType> _types = [];
    private readonly List<FunctionImport> _imports = [];
    private readonly Dictionary<Instance, FunctionDescription?> _known = [];
    private readonly List<(Instance Instance, FunctionDescription Description)> _functions = [];
    private readonly List<WasmFunction> _written = [];
    private readonly List<int> _table = [];
    private readonly Dictionary<Instance, int> _entries = [];
    private readonly HashSet<(string, Span)> _told = [];
    private readonly List<Diagnostic> _diagnostics = [];
    private readonly Optimiser _bodies;
    private int? _jumpTagType;

    private ProgramLinker(MirProgram program)
    {
        Program = program;
        Layouts = new(program.Types, program.Target, program.Resolver is { } resolver ? resolver.Normalize : null);
        Data = new(this);
        _bodies = new(program, new MonoBodies(program).Find);
    }

    /// <summary>The program.</summary>
    public MirProgram Program { get; }

    /// <summary>Its definitions.</summary>
    public DefTable Definitions => Program.Definitions;

    /// <summary>Its types.</summary>
    public TyInterner Types => Program.Types;

    /// <summary>Their layouts.</summary>
    public Layouts Layouts { get; }

    /// <summary>What lies in memory.</summary>
    public DataImage Data { get; }

    /// <summary>The global that holds the lowest address of the stack that is taken.</summary>
    public const int StackPointer = 0;

    /// <summary>The module of a program that starts somewhere.</summary>
    public static GeneratedModule Link(MirProgram program, string name)
    {
        var linker = new ProgramLinker(program);
        WasmModule module = linker.Link(name);
        return new(linker._diagnostics.Count == 0 ? module : null, [.. linker._diagnostics]);
    }

    /// <summary>The number of a type of functions.</summary>
    public int TypeIndex(FunctionType type)
    {
        int known = _types.IndexOf(type);
        if (known < 0)
        {
            _types.Add(type);
            known = _types.Count - 1;
        }

        return known;
    }

    /// <summary>The type with every alias in it replaced.</summary>
    public Ty Normalize(Ty type) => Program.Resolver is { } resolver ? resolver.Normalize(type.EraseRegions(Types)) : type;

    /// <summary>The instance that naming a function with concrete arguments means.</summary>
    public Instance Resolve(DefId function, EquatableArray<GenericArg> args)
    {
        if (Program.Resolver is not { } resolver || Definitions[function].Kind is DefKind.Closure or DefKind.Intrinsic)
        {
            return new(function, args);
        }

        return resolver.Resolve(function, args) ?? throw new UnsupportedException($"`{Definitions[function].Path}` for these types");
    }

    /// <summary>What is known of an instance; from now on it is a part of the program. Null when it has no code.</summary>
    public FunctionDescription? DescriptionOf(Instance instance)
    {
        if (!_known.TryGetValue(instance, out FunctionDescription? known))
        {
            if (_bodies.Find(instance) is { } body)
            {
                known = new(_functions.Count, body.Signature, CallShape.Of(body.Signature, Layouts));
                _functions.Add((instance, known));
            }

            _known.Add(instance, known);
        }

        return known;
    }

    /// <summary>The entry of a function in the table: what a function pointer to it is.</summary>
    public int TableEntry(Instance instance)
    {
        if (!_entries.TryGetValue(instance, out int entry))
        {
            FunctionDescription function = DescriptionOf(instance) ?? throw new UnsupportedException($"the address of `{Definitions[instance.Function].Path}`, which has no code");
            _table.Add(function.Number);
            entry = FirstEntry + _table.Count - 1;
            _entries.Add(instance, entry);
        }

        return entry;
    }

    /// <summary>The number of a function of the host.</summary>
    public int Import(string name, FunctionType type)
    {
        int known = _imports.FindIndex(import => import.Name == name && _types[import.Type] == type);
        if (known < 0)
        {
            _imports.Add(new(WasiModule, name, TypeIndex(type)));
            known = _imports.Count - 1;
        }

        return -1 - known;
    }

    /// <summary>The tag of the exception that a <c>longjmp</c> is: a jump buffer's address and a value.</summary>
    public int JumpTag()
    {
        _jumpTagType ??= TypeIndex(new([WasmType.I32, WasmType.I32], []));
        return 0;
    }

    /// <summary>Notes what cannot be translated, once for each place.</summary>
    public void Unsupported(string what, Span place)
    {
        if (_told.Add((what, place)))
        {
            _diagnostics.Add(new(Severity.Error, "CW0001", $"not supported by Crabwalk yet: {what}", place == default ? null : new Label(place)));
        }
    }

    private WasmModule Link(string name)
    {
        int? start = Program.Start is { } id ? DescriptionOf(new(id))?.Number : null;
        while (_written.Count < _functions.Count || RelocateData())
        {
            if (_written.Count < _functions.Count)
            {
                _written.Add(Write(_functions[_written.Count]));
            }
        }

        List<WasmFunction> functions = [.. _written];
        if (start is { } number)
        {
            functions.Add(StartFunction(number));
        }

        return Assemble(name, functions, hasStart: start is not null);
    }

    private bool RelocateData()
    {
        try
        {
            return Data.Relocate();
        }
        catch (UnsupportedException unsupported)
        {
            Unsupported(unsupported.Message, default);
            return false;
        }
    }

    private WasmFunction Write((Instance Instance, FunctionDescription Description) function)
    {
        Body body = _bodies.Find(function.Instance)!;
        JumpLanding? landing = JumpLandings.Add(body, Types, Definitions);
        ReducibleFlow.Make(body, Types);
        return FunctionGenerator.Generate(this, body, landing, function.Description.Shape, Definitions[function.Instance.Function].Path);
    }

    // WASI calls `_start`, which takes and gives nothing.
    private WasmFunction StartFunction(int number)
    {
        IEnumerable<Instruction> drops = _functions[number].Description.Shape.Type.Results.Select(_ => new Instruction(Opcode.Drop));
        return new(TypeIndex(new([], [])), [], [new(Opcode.Call, number), .. drops, new(Opcode.End)], "_start");
    }

    private WasmModule Assemble(string name, List<WasmFunction> functions, bool hasStart)
    {
        List<Export> exports = [new("memory", ExternalKind.Memory, 0)];
        if (hasStart)
        {
            exports.Add(new("_start", ExternalKind.Function, _imports.Count + functions.Count - 1));
        }

        // Without an indirect call nobody looks into the table, whatever addresses of functions are taken.
        bool hasTable = functions.Any(function => function.Code.Any(instruction => instruction.Opcode == Opcode.CallIndirect));
        long pages = (Data.End + PageBytes - 1) / PageBytes;
        return new()
        {
            Name = name,
            Types = [.. _types],
            Imports = [.. _imports],
            Functions = [.. functions.Select(function => function with { Code = [.. function.Code.Select(Numbered)] })],
            Table = hasTable ? new(FirstEntry + _table.Count, FirstEntry + _table.Count) : null,
            Memory = new(pages),
            Tags = _jumpTagType is { } jump ? [jump] : [],
            Globals = [new(WasmType.I32, true, StackBytes, "stack")],
            Exports = [.. exports],
            Elements = hasTable && _table.Count > 0 ? [new(FirstEntry, [.. _table.Select(FinalNumber)])] : [],
            Data = Data.Segments(),
            Statics = [.. Data.Named],
            Producers = [("processed-by", "Crabwalk", typeof(ProgramLinker).Assembly.GetName().Version?.ToString(3) ?? "")],
        };
    }

    private Instruction Numbered(Instruction instruction) => instruction.Opcode == Opcode.Call
        ? instruction with { Immediate = FinalNumber((int)instruction.Immediate) }
        : instruction;

    private int FinalNumber(int number) => number < 0 ? -1 - number : _imports.Count + number;
}
