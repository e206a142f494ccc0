using System.Globalization;
using System.Text;
using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Text;

/// <summary>
/// Writes modules in the text format (WebAssembly 3.0, 6), one instruction a line, indented by block, with names and, where the sources are
/// at hand, the line of the source before the instructions that come from it.
/// </summary>
public sealed class WatWriter
{
    private readonly WasmModule _module;
    private readonly SourceMap? _sources;
    private readonly StringBuilder _text = new();
    private readonly string[] _functions;
    private readonly string[] _globals;

    private WatWriter(WasmModule module, SourceMap? sources)
    {
        _module = module;
        _sources = sources;
        _functions = Identifiers([.. Enumerable.Range(0, module.Imports.Count + module.Functions.Count).Select(module.NameOf)]);
        _globals = Identifiers([.. module.Globals.Select(global => global.Name)]);
    }

    /// <summary>The text of a module; <paramref name="sources"/> brings the lines of the source.</summary>
    public static string Write(WasmModule module, SourceMap? sources = null) => new WatWriter(module, sources).Write();

    /// <summary>The instructions of a function, as its text has them, without their indentation.</summary>
    public static EquatableArray<string> Instructions(WasmModule module, int function)
    {
        var writer = new WatWriter(module, null);
        WasmFunction written = module.Functions[function - module.Imports.Count];
        string[] locals = LocalNames(written, module.Types[written.Type]);
        return [.. written.Code.Select(instruction => writer.InstructionText(instruction, locals))];
    }

    private static string[] LocalNames(WasmFunction function, FunctionType type) =>
        Identifiers([.. Enumerable.Range(0, type.Parameters.Count + function.Locals.Count).Select(i => i < function.LocalNames.Count ? function.LocalNames[i] : "")]);

    private string Write()
    {
        Line(0, _module.Name.Length > 0 ? $"(module ${Identifier(_module.Name)}" : "(module");
        for (int i = 0; i < _module.Types.Count; i++)
        {
            Line(1, $"(type (;{i};) (func{Spaced(_module.Types[i].ToString())}))");
        }

        for (int i = 0; i < _module.Imports.Count; i++)
        {
            FunctionImport import = _module.Imports[i];
            Line(1, $"(import {Quoted(import.Module)} {Quoted(import.Name)} (func {_functions[i]} (type {import.Type})))");
        }

        WriteStores();
        for (int i = 0; i < _module.Functions.Count; i++)
        {
            WriteFunction(_module.Functions[i], _functions[_module.Imports.Count + i]);
        }

        foreach (DataSegment segment in _module.Data)
        {
            Line(1, $"(data (i32.const {segment.Offset}) \"{Escaped(segment.Bytes.Span)}\")");
        }

        Line(0, ")");
        return _text.ToString();
    }

    private void WriteStores()
    {
        if (_module.Table is { } table)
        {
            Line(1, $"(table {LimitsText(table)} funcref)");
        }

        if (_module.Memory is { } memory)
        {
            Line(1, $"(memory {LimitsText(memory)})");
        }

        for (int i = 0; i < _module.Tags.Count; i++)
        {
            Line(1, $"(tag (;{i};) (type {_module.Tags[i]}))");
        }

        for (int i = 0; i < _module.Globals.Count; i++)
        {
            Global global = _module.Globals[i];
            string type = global.IsMutable ? $"(mut {global.Type.Spelled()})" : global.Type.Spelled();
            Line(1, $"(global {_globals[i]} {type} ({global.Type.Spelled()}.const {InitialText(global)}))");
        }

        foreach (Export export in _module.Exports)
        {
            Line(1, $"(export {Quoted(export.Name)} ({KindText(export.Kind)} {(export.Kind == ExternalKind.Function ? _functions[export.Index] : export.Index.ToString(CultureInfo.InvariantCulture))}))");
        }

        foreach (ElementSegment segment in _module.Elements)
        {
            Line(1, $"(elem (i32.const {segment.Offset}) func {string.Join(' ', segment.Functions.Select(function => _functions[function]))})");
        }
    }

    private void WriteFunction(WasmFunction function, string name)
    {
        FunctionType type = _module.Types[function.Type];
        string[] locals = LocalNames(function, type);
        string parameters = string.Concat(type.Parameters.Select((parameter, i) => $" (param {locals[i]} {parameter.Spelled()})"));
        string results = type.Results.IsEmpty ? "" : $" (result {string.Join(' ', type.Results.Select(result => result.Spelled()))})";
        Line(1, $"(func {name} (type {function.Type}){parameters}{results}");
        for (int i = 0; i < function.Locals.Count; i++)
        {
            Line(2, $"(local {locals[type.Parameters.Count + i]} {function.Locals[i].Spelled()})");
        }

        WriteCode(function, locals);
        Line(1, ")");
    }

    private void WriteCode(WasmFunction function, string[] locals)
    {
        int depth = 2;
        int mark = 0;
        string shown = "";
        for (int i = 0; i < function.Code.Count - 1; i++)
        {
            for (; mark < function.Marks.Count && function.Marks[mark].Instruction <= i; mark++)
            {
                string line = SourceLine(function.Marks[mark].Source);
                if (line.Length > 0 && line != shown)
                {
                    Line(depth, $";; {line}");
                    shown = line;
                }
            }

            Instruction instruction = function.Code[i];
            depth -= instruction.Opcode is Opcode.End or Opcode.Else ? 1 : 0;
            Line(depth, InstructionText(instruction, locals));
            depth += instruction.Opcode is Opcode.Block or Opcode.Loop or Opcode.If or Opcode.Else or Opcode.TryTable ? 1 : 0;
        }
    }

    private string SourceLine(Span span)
    {
        if (_sources is null || span.Source.Index < 0)
        {
            return "";
        }

        Span written = _sources.Outermost(span);
        SourceText text = _sources[written.Source];
        int line = text.PositionOf(written.Start).Line;
        return $"{text.Path}:{line + 1}: {text.LineText(line).Trim()}";
    }

    private string InstructionText(Instruction instruction, string[] locals)
    {
        OpcodeInfo info = instruction.Opcode.Info();
        string rest = info.Immediate switch
        {
            ImmediateKind.None or ImmediateKind.MemoryIndex or ImmediateKind.TwoMemories => "",
            ImmediateKind.Block => BlockText(instruction.Immediate),
            ImmediateKind.Try => BlockText(instruction.Immediate) + string.Concat(((InstructionList.Catches)instruction.List!).Clauses.Select(ClauseText)),
            ImmediateKind.Labels => string.Concat(((InstructionList.Labels)instruction.List!).Depths.Select(depth => $" {depth}")),
            ImmediateKind.Function => $" {_functions[instruction.Immediate]}",
            ImmediateKind.Indirect => $" (type {instruction.Immediate})",
            ImmediateKind.Local => $" {locals[instruction.Immediate]}",
            ImmediateKind.Global => $" {_globals[instruction.Immediate]}",
            ImmediateKind.Memory => AccessText(instruction, info),
            ImmediateKind.F32 => $" {FloatText.Of((uint)instruction.Immediate)}",
            ImmediateKind.F64 => $" {FloatText.Of(unchecked((ulong)instruction.Immediate))}",
            ImmediateKind.RefType => " exn",
            ImmediateKind.Label or ImmediateKind.Tag or ImmediateKind.I32 or ImmediateKind.I64 => $" {instruction.Immediate.ToString(CultureInfo.InvariantCulture)}",
        };
        return info.Text + rest;
    }

    private static string AccessText(Instruction instruction, OpcodeInfo info)
    {
        string offset = instruction.Immediate == 0 ? "" : $" offset={instruction.Immediate}";
        return instruction.Second == info.NaturalAlignment ? offset : $"{offset} align={1 << instruction.Second}";
    }

    private static string ClauseText(CatchClause clause) => clause.Kind switch
    {
        CatchKind.Tag => $" (catch {clause.Tag} {clause.Label})",
        CatchKind.TagWithReference => $" (catch_ref {clause.Tag} {clause.Label})",
        CatchKind.All => $" (catch_all {clause.Label})",
        CatchKind.AllWithReference => $" (catch_all_ref {clause.Label})",
    };

    private static string BlockText(long immediate) => immediate switch
    {
        BlockType.Empty => "",
        >= 0 => $" (type {immediate})",
        _ => $" (result {((WasmType)(immediate + 128)).Spelled()})",
    };

    private static string InitialText(Global global) => global.Type switch
    {
        WasmType.I32 => ((int)(uint)global.Initial).ToString(CultureInfo.InvariantCulture),
        WasmType.F32 => FloatText.Of((uint)global.Initial),
        WasmType.F64 => FloatText.Of(global.Initial),
        WasmType.I64 or WasmType.FunctionReference or WasmType.ExceptionReference => unchecked((long)global.Initial).ToString(CultureInfo.InvariantCulture),
    };

    private static string LimitsText(Limits limits) => limits.Maximum is { } maximum ? $"{limits.Minimum} {maximum}" : $"{limits.Minimum}";

    private static string KindText(ExternalKind kind) => kind switch
    {
        ExternalKind.Function => "func",
        ExternalKind.Table => "table",
        ExternalKind.Memory => "memory",
        ExternalKind.Global => "global",
        ExternalKind.Tag => "tag",
    };

    /// <summary>Names as identifiers, each once: what has no name, or one that is taken, is called by its number.</summary>
    private static string[] Identifiers(string[] names)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return [.. names.Select((name, i) => name.Length > 0 && taken.Add(Identifier(name)) ? $"${Identifier(name)}" : i.ToString(CultureInfo.InvariantCulture))];
    }

    private static string Identifier(string name) =>
        string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-./:<=>?@\\^_`|~".Contains(c, StringComparison.Ordinal) ? c : '_'));

    private static string Quoted(string text) => $"\"{Escaped(Encoding.UTF8.GetBytes(text))}\"";

    private static string Escaped(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        foreach (byte b in bytes)
        {
            if (b is >= 0x20 and < 0x7F and not (byte)'"' and not (byte)'\\')
            {
                text.Append((char)b);
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"\\{b:x2}");
            }
        }

        return text.ToString();
    }

    private static string Spaced(string text) => text.Length == 0 ? "" : $" {text}";

    private void Line(int depth, string text) => _text.Append(' ', depth * 2).Append(text).Append('\n');
}
