using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Foundation.Text;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Instances;
using Crabwalk.Mir.Optimisation;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Typing;
using Crabwalk.Wasm.Constants;
using Crabwalk.Wasm.ControlFlow;
using Crabwalk.Wasm.Generation;
using Crabwalk.Wasm.Lowering;
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
    private readonly List<(Body Body, FunctionDescription Description)> _functions = [];
    private readonly List<WasmFunction> _written = [];
    private readonly List<int> _table = [];
    private readonly Dictionary<Instance, int> _entries = [];
    private readonly HashSet<(string, Span)> _told = [];
    private readonly List<Diagnostic> _diagnostics = [];
    private readonly Func<Instance, Body?> _bodies;
    private readonly WasmOptions _options;
    private readonly List<(string Name, int Type)> _tags = [];

    private ProgramLinker(MirProgram program, WasmOptions options)
    {
        Program = program;
        _options = options;
        Layouts = new(program.Types, program.Target, program.Resolver is { } resolver ? resolver.Normalize : null);
        Data = new(this);
        Constants = new(this);
        VTables = new(this);
        Locations = new(this);
        Texts = new(this);
        Unsizing = new(program.Types, Normalize);

        var written = new MonoBodies(program);
        _bodies = options.IsOptimised ? new Optimiser(program, written.Find).Find : written.Find;
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

    /// <summary>The values of constants.</summary>
    public ConstantEvaluator Constants { get; }

    /// <summary>The vtables.</summary>
    public VTables VTables { get; }

    /// <summary>Places in the source as data of the program.</summary>
    public CallerLocations Locations { get; }

    /// <summary>Texts that the program did not write.</summary>
    public TextPool Texts { get; }

    /// <summary>What unsizing changes.</summary>
    public Unsizing Unsizing { get; }

    /// <summary>True when a panic ends the program at once.</summary>
    public bool AbortsOnPanic => _options.AbortsOnPanic;

    /// <summary>The global that holds the lowest address of the stack that is taken.</summary>
    public const int StackPointer = 0;

    /// <summary>The module of a program that starts somewhere.</summary>
    public static GeneratedModule Link(MirProgram program, string name, WasmOptions options)
    {
        var linker = new ProgramLinker(program, options);
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
        if (Program.Resolver is not { } resolver || Definitions[function].Kind is DefKind.Closure or DefKind.Intrinsic
            || (Program.Bodies.TryGetValue(function, out Body? body) && body.Language == SourceLanguage.C))
        {
            return new(function, args);
        }

        return resolver.Resolve(function, args) ?? throw new UnsupportedException($"`{Definitions[function].Path}` for these types");
    }

    /// <summary>The instance that an unevaluated constant is: an item, or a part promoted out of a body.</summary>
    public Instance InstanceOf(ConstValue.Unevaluated constant)
    {
        if (constant.Promoted is { } index)
        {
            return new(constant.Constant, constant.Args, new Shim.Promoted(index));
        }

        return Definitions[constant.Constant].Kind == DefKind.AssociatedConstant ? Resolve(constant.Constant, constant.Args) : new(constant.Constant, constant.Args);
    }

    /// <summary>The code of an instance; null when it has none.</summary>
    public Body? BodyOf(Instance instance) => _bodies(instance);

    /// <summary>False when dropping a value of the type does nothing.</summary>
    public bool NeedsDrop(Ty type) => type is Ty.Dynamic || Program.DropGlue.Of(type) is not null;

    /// <summary>What is known of an instance; from now on it is a part of the program. Null when it has no code.</summary>
    public FunctionDescription? DescriptionOf(Instance instance)
    {
        if (!_known.TryGetValue(instance, out FunctionDescription? known))
        {
            known = BodyOf(instance) is { } body ? Described(body, TracksCaller(instance, body)) : OfAnotherLanguage(instance);
            _known.Add(instance, known);
        }

        return known;
    }

    /// <summary>A function of the library in C that code of Rust relies on.</summary>
    public FunctionDescription Helper(string name) =>
        _options.FindForeign(name) is { } function && DescriptionOf(new(function)) is { } known ? known : throw new UnsupportedException($"`{name}`, which the library does not have");

    /// <summary>A function of Rust's library that the language relies on, by its lang item.</summary>
    public Instance LangFunction(string name) => new(Program.Resolver?.LangItem(name) ?? throw new UnsupportedException($"a library without `{name}`"));

    /// <summary>True when a function gets the place of its caller as a last argument.</summary>
    private bool TracksCaller(Instance instance, Body body) => body.Language == SourceLanguage.Rust && instance.Shim is null
        && Definitions[instance.Function].Parent is not null && Program.Resolver?.TracksCaller(instance.Function) == true;

    private FunctionDescription Described(Body body, bool tracksCaller)
    {
        var shape = CallShape.Of(body.Signature, Layouts);
        var known = new FunctionDescription(_functions.Count, body.Signature, tracksCaller ? shape.WithCaller() : shape);
        _functions.Add((body, known));
        return known;
    }

    // What Rust declares in an extern block is defined in C.
    private FunctionDescription? OfAnotherLanguage(Instance instance) =>
        _options.FindForeign(Definitions[instance.Function].Name) is { } function && function != instance.Function ? DescriptionOf(new(function)) : null;

    /// <summary>The entry of a function in the table: what a function pointer to it is.</summary>
    public int TableEntry(Instance instance)
    {
        if (!_entries.TryGetValue(instance, out int entry))
        {
            FunctionDescription function = DescriptionOf(instance) ?? throw new UnsupportedException($"the address of `{Definitions[instance.Function].Path}`, which has no code");
            _table.Add(TableAdapters.For(this, instance, function) is { } adapter ? Described(adapter, tracksCaller: false).Number : function.Number);
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
    public int JumpTag() => Tag("longjmp", WasmType.I32, WasmType.I32);

    /// <summary>The tag of the exception that a panic is: the address of what it carries.</summary>
    public int PanicTag() => Tag("panic", WasmType.I32);

    private int Tag(string name, params WasmType[] values)
    {
        int known = _tags.FindIndex(tag => tag.Name == name);
        if (known < 0)
        {
            _tags.Add((name, TypeIndex(new([.. values], []))));
            known = _tags.Count - 1;
        }

        return known;
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

    private WasmFunction Write((Body Body, FunctionDescription Description) function)
    {
        Body body = function.Body;
        JumpLanding? landing = JumpLandings.Add(body, Types, Definitions);
        string name = Definitions[body.Definition].Path;
        try
        {
            UnwindLowering.Run(this, body);
        }
        catch (UnsupportedException unsupported)
        {
            Unsupported(unsupported.Message, body.Span);
        }

        ReducibleFlow.Make(body, Types);
        return FunctionGenerator.Generate(this, body, landing, function.Description.Shape, name);
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
            Tags = [.. _tags.Select(tag => tag.Type)],
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
