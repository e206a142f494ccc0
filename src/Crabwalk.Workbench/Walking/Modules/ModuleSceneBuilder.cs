using System.Globalization;
using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Pictures.Scenes;
using Crabwalk.Wasm.Interpretation;
using Crabwalk.Wasm.Modules;
using Crabwalk.Wasm.Text;
using Crabwalk.Wasm.Validation;
using Crabwalk.Workbench.Building;

namespace Crabwalk.Workbench.Walking.Modules;

/// <summary>Fills the scenes of a module's walk.</summary>
internal sealed class ModuleSceneBuilder(WasmBuild build, string program)
{
    private const int SourceAround = 2;
    private const int InstructionsAround = 5;
    private const int MostFrames = 6;

    private readonly Dictionary<int, EquatableArray<string>> _instructions = [];
    private readonly Dictionary<SourceId, EquatableArray<EquatableArray<TextRun>>> _sources = [];

    private WasmModule Module => build.Module!;

    /// <summary>The scene of where a recording stands.</summary>
    /// <param name="recording">The recording, at a step.</param>
    /// <param name="before">The step before; null at the first.</param>
    /// <param name="output">What was printed.</param>
    public ModuleScene Build(ModuleRecording recording, ModuleState? before, string output)
    {
        Interpreter run = recording.Interpreter;
        List<(int Function, int Instruction)> calls = [.. run.Calls()];
        (int function, int instruction) = calls[0];
        WasmFunction code = Module.Functions[function - Module.Imports.Count];
        List<MemoryPart> memory = [.. Frames(run, calls, before), .. Statics(run, before)];
        EquatableArray<ModuleValue> operands = Operands(run, function, instruction, calls);
        Span? place = CodeMap.PlaceAt(Module, function, instruction) is { } span ? build.Sources.Outermost(span) : null;
        return new()
        {
            Step = recording.Position,
            StepCount = recording.StepCount,
            Place = place is { } known ? $"{build.Sources[known.Source].Path} line {build.Sources[known.Source].PositionOf(known.Start).Line + 1}" : program,
            Source = place is { } here ? SourceLines(here) : [],
            Function = $"func ${code.Name} {Module.Types[code.Type]}".TrimEnd(),
            Instructions = InstructionLines(function, instruction),
            Operands = operands,
            Locals = Locals(run, code, calls, before),
            Globals = Globals(run, before),
            Callers = [.. calls.Skip(1).Select(call => Module.NameOf(call.Function))],
            Memory = [.. memory],
            Sentence = ModuleSentences.Of(Module, code.Code[instruction], TextsOf(function)[instruction], operands),
            Output = output,
        };
    }

    private EquatableArray<NumberedLine> SourceLines(Span place)
    {
        SourceText text = build.Sources[place.Source];
        if (!_sources.TryGetValue(place.Source, out EquatableArray<EquatableArray<TextRun>> lines))
        {
            lines = SourceColours.Of(text);
            _sources.Add(place.Source, lines);
        }

        int here = text.PositionOf(place.Start).Line;
        return [.. Around(here, SourceAround, lines.Count).Select(line => new NumberedLine(line + 1, lines[line], line == here))];
    }

    private EquatableArray<NumberedLine> InstructionLines(int function, int here)
    {
        EquatableArray<string> texts = TextsOf(function);
        EquatableArray<Instruction> code = Module.Functions[function - Module.Imports.Count].Code;
        var lines = new List<NumberedLine>();
        int depth = 0;
        int[] shown = [.. Around(here, InstructionsAround, texts.Count)];
        for (int i = 0; i <= shown[^1]; i++)
        {
            depth -= code[i].Opcode is Opcode.End or Opcode.Else ? 1 : 0;
            if (i >= shown[0])
            {
                lines.Add(new(i, [new(new string(' ', Math.Max(0, depth) * 2)), new(texts[i], i == here ? TextStyle.Now : TextStyle.Plain)], i == here));
            }

            depth += code[i].Opcode is Opcode.Block or Opcode.Loop or Opcode.If or Opcode.Else or Opcode.TryTable ? 1 : 0;
        }

        return [.. lines];
    }

    private EquatableArray<string> TextsOf(int function)
    {
        if (!_instructions.TryGetValue(function, out EquatableArray<string> texts))
        {
            texts = WatWriter.Instructions(Module, function);
            _instructions.Add(function, texts);
        }

        return texts;
    }

    private EquatableArray<ModuleValue> Operands(Interpreter run, int function, int instruction, List<(int Function, int Instruction)> calls)
    {
        EquatableArray<WasmType?> types = ModuleValidator.OperandsBefore(Module, function, instruction);
        var values = new List<ModuleValue>();
        ReadOnlySpan<ulong> operands = run.OperandsOf(0);
        for (int i = 0; i < operands.Length; i++)
        {
            WasmType? type = i < types.Count ? types[i] : null;
            values.Add(new("", type?.Spelled() ?? "", ModuleValues.Of(type, operands[i]), type == WasmType.I32 ? NameAt(run, calls, operands[i]) : ""));
        }

        return [.. values];
    }

    private EquatableArray<ModuleValue> Locals(Interpreter run, WasmFunction code, List<(int Function, int Instruction)> calls, ModuleState? before)
    {
        FunctionType type = Module.Types[code.Type];
        var values = new List<ModuleValue>();
        ReadOnlySpan<ulong> locals = run.LocalsOf(0);
        for (int i = 0; i < locals.Length; i++)
        {
            WasmType of = i < type.Parameters.Count ? type.Parameters[i] : code.Locals[i - type.Parameters.Count];
            string name = i < code.LocalNames.Count && code.LocalNames[i].Length > 0 ? code.LocalNames[i] : i.ToString(CultureInfo.InvariantCulture);
            bool changed = before is not null && before.Depth == run.Depth && i < before.Locals.Length && before.Locals[i] != locals[i];
            values.Add(new(name, of.Spelled(), ModuleValues.Of(of, locals[i]), of == WasmType.I32 ? NameAt(run, calls, locals[i]) : "", changed));
        }

        return [.. values];
    }

    private EquatableArray<ModuleValue> Globals(Interpreter run, ModuleState? before)
    {
        ulong[] now = run.Globals.ToArray();
        return [.. Module.Globals.Select((global, i) => new ModuleValue(global.Name, global.Type.Spelled(), ModuleValues.Of(global.Type, now[i]), "", before is not null && before.Globals[i] != now[i]))];
    }

    private IEnumerable<MemoryPart> Frames(Interpreter run, List<(int Function, int Instruction)> calls, ModuleState? before)
    {
        for (int call = 0; call < Math.Min(calls.Count, MostFrames); call++)
        {
            WasmFunction code = Module.Functions[calls[call].Function - Module.Imports.Count];
            if (FrameOf(run, code, call) is { } address && !code.Frame.IsEmpty && (call == 0 || IsOwn(code)))
            {
                yield return new($"frame of {code.Name} at {address}", [.. code.Frame.Select(variable => Variable(run, variable, address, before))]);
            }
        }
    }

    private bool IsOwn(WasmFunction code) => code.Marks.Any(mark => mark.Source != default && !build.Sources.IsLibrary(mark.Source));

    private IEnumerable<MemoryPart> Statics(Interpreter run, ModuleState? before)
    {
        ModuleValue[] values = [.. Module.Statics.Where(item => item.Source != default && !build.Sources.IsLibrary(item.Source)).Select(item => Variable(run, item, 0, before))];
        return values.Length > 0 ? [new("static", [.. values])] : [];
    }

    private static ModuleValue Variable(Interpreter run, NamedMemory variable, long start, ModuleState? before)
    {
        long address = start + variable.Offset;
        if (address + variable.SizeBytes > run.Memory.Length)
        {
            return new(variable.Name, variable.Type, "outside of memory");
        }

        ReadOnlySpan<byte> bytes = run.Memory.Bytes.Slice((int)address, (int)variable.SizeBytes);
        bool changed = before is not null && address + variable.SizeBytes <= before.Memory.Length && !bytes.SequenceEqual(before.Memory.AsSpan((int)address, (int)variable.SizeBytes));
        return new(variable.Name, variable.Type + " ", ModuleValues.Of(variable.Type, bytes), "", changed);
    }

    // Before its first instructions a function has not taken its frame yet.
    private static uint? FrameOf(Interpreter run, WasmFunction code, int call) =>
        code.FrameLocal >= 0 && unchecked((uint)run.LocalsOf(call)[code.FrameLocal]) is > 0 and var address ? address : null;

    /// <summary>The variable that an address lies in; empty for none.</summary>
    private string NameAt(Interpreter run, List<(int Function, int Instruction)> calls, ulong address)
    {
        for (int call = 0; call < Math.Min(calls.Count, MostFrames); call++)
        {
            WasmFunction code = Module.Functions[calls[call].Function - Module.Imports.Count];
            if (FrameOf(run, code, call) is { } frame && Named(code.Frame, unchecked((long)address - frame)) is { Length: > 0 } name)
            {
                return name;
            }
        }

        return Named(Module.Statics, unchecked((long)address));
    }

    private static string Named(EquatableArray<NamedMemory> variables, long offset)
    {
        NamedMemory? found = variables.FirstOrDefault(variable => offset >= variable.Offset && offset < variable.Offset + variable.SizeBytes);
        return found is null ? "" : offset == found.Offset ? found.Name : $"{found.Name} + {offset - found.Offset}";
    }

    private static IEnumerable<int> Around(int here, int around, int count)
    {
        int first = Math.Max(0, here - around);
        return Enumerable.Range(first, Math.Min(count, here + around + 1) - first);
    }
}
