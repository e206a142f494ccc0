using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Text;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Binary;

/// <summary>The numbers of the sections (WebAssembly 3.0, 5.5.2).</summary>
internal enum SectionId : byte
{
    Custom = 0,
    Type = 1,
    Import = 2,
    Function = 3,
    Table = 4,
    Memory = 5,
    Global = 6,
    Export = 7,
    Start = 8,
    Element = 9,
    Code = 10,
    Data = 11,
    DataCount = 12,
    Tag = 13,
}

/// <summary>Where in the file an instruction stands and where in the source it comes from.</summary>
/// <param name="Offset">The place in the file, in bytes; it holds up to the next.</param>
/// <param name="Function">The function's number.</param>
/// <param name="Source">The text.</param>
public readonly record struct CodePlace(int Offset, int Function, Span Source);

/// <summary>A module as bytes, with the places of its code.</summary>
public sealed record WrittenModule(byte[] Bytes, EquatableArray<CodePlace> Places);

/// <summary>What is left out of a file.</summary>
public enum NameSections
{
    /// <summary>Names of functions and locals are kept, for stack traces and readers.</summary>
    Kept,

    /// <summary>Names are left out: the file is as small as it can be.</summary>
    Left,
}

/// <summary>Writes modules in the binary format. Equal modules give equal bytes.</summary>
public static class ModuleWriter
{
    private static readonly byte[] Header = [0x00, 0x61, 0x73, 0x6D, 0x01, 0x00, 0x00, 0x00];

    /// <summary>The bytes of a module.</summary>
    public static WrittenModule Write(WasmModule module, NameSections names = NameSections.Kept)
    {
        var file = new ByteWriter();
        file.Bytes(Header);
        Section(file, SectionId.Type, module.Types, WriteType);
        Section(file, SectionId.Import, module.Imports, WriteImport);
        Section(file, SectionId.Function, module.Functions, static (section, function) => section.Number(function.Type));
        Section(file, SectionId.Table, One(module.Table), static (section, table) =>
        {
            section.Byte((byte)WasmType.FunctionReference);
            WriteLimits(section, table);
        });
        Section(file, SectionId.Memory, One(module.Memory), WriteLimits);
        Section(file, SectionId.Tag, module.Tags, static (section, type) =>
        {
            section.Byte(0);
            section.Number(type);
        });
        Section(file, SectionId.Global, module.Globals, WriteGlobal);
        Section(file, SectionId.Export, module.Exports, static (section, export) =>
        {
            section.Name(export.Name);
            section.Byte((byte)export.Kind);
            section.Number(export.Index);
        });
        Section(file, SectionId.Element, module.Elements, WriteElements);
        EquatableArray<CodePlace> places = WriteCode(file, module);
        Section(file, SectionId.Data, module.Data, WriteData);
        if (names == NameSections.Kept)
        {
            CustomSections.WriteNames(file, module);
        }

        CustomSections.WriteProducers(file, module);
        return new(file.ToArray(), places);
    }

    private static EquatableArray<T> One<T>(T? item)
        where T : class => item is null ? [] : [item];

    private static void Section<T>(ByteWriter file, SectionId id, EquatableArray<T> items, Action<ByteWriter, T> write)
    {
        if (items.IsEmpty)
        {
            return;
        }

        var section = new ByteWriter();
        section.Number(items.Count);
        foreach (T item in items)
        {
            write(section, item);
        }

        file.Byte((byte)id);
        file.Sized(section);
    }

    private static void WriteType(ByteWriter section, FunctionType type)
    {
        section.Byte(0x60);
        WriteTypes(section, type.Parameters);
        WriteTypes(section, type.Results);
    }

    private static void WriteTypes(ByteWriter section, EquatableArray<WasmType> types)
    {
        section.Number(types.Count);
        foreach (WasmType type in types)
        {
            section.Byte((byte)type);
        }
    }

    private static void WriteImport(ByteWriter section, FunctionImport import)
    {
        section.Name(import.Module);
        section.Name(import.Name);
        section.Byte((byte)ExternalKind.Function);
        section.Number(import.Type);
    }

    private static void WriteLimits(ByteWriter section, Limits limits)
    {
        section.Byte(limits.Maximum is null ? (byte)0 : (byte)1);
        section.Unsigned((ulong)limits.Minimum);
        if (limits.Maximum is { } maximum)
        {
            section.Unsigned((ulong)maximum);
        }
    }

    private static void WriteGlobal(ByteWriter section, Global global)
    {
        section.Byte((byte)global.Type);
        section.Byte(global.IsMutable ? (byte)1 : (byte)0);
        CodeWriter.Write(section, ConstantOf(global));
        CodeWriter.Write(section, new(Opcode.End));
    }

    private static Instruction ConstantOf(Global global) => global.Type switch
    {
        WasmType.I32 => new(Opcode.I32Const, (int)(uint)global.Initial),
        WasmType.I64 => new(Opcode.I64Const, unchecked((long)global.Initial)),
        WasmType.F32 => new(Opcode.F32Const, unchecked((long)global.Initial)),
        WasmType.F64 => new(Opcode.F64Const, unchecked((long)global.Initial)),
        WasmType.FunctionReference or WasmType.ExceptionReference => new(Opcode.RefNull, (long)global.Type),
    };

    private static void WriteElements(ByteWriter section, ElementSegment segment)
    {
        section.Number(0);
        WriteOffset(section, segment.Offset);
        section.Number(segment.Functions.Count);
        foreach (int function in segment.Functions)
        {
            section.Number(function);
        }
    }

    private static void WriteData(ByteWriter section, DataSegment segment)
    {
        section.Number(0);
        WriteOffset(section, segment.Offset);
        section.Number(segment.Bytes.Count);
        section.Bytes(segment.Bytes.Span);
    }

    private static void WriteOffset(ByteWriter section, long offset)
    {
        CodeWriter.Write(section, new(Opcode.I32Const, unchecked((int)(uint)offset)));
        CodeWriter.Write(section, new(Opcode.End));
    }

    private static EquatableArray<CodePlace> WriteCode(ByteWriter file, WasmModule module)
    {
        if (module.Functions.IsEmpty)
        {
            return [];
        }

        var places = new List<CodePlace>();
        var section = new ByteWriter();
        section.Number(module.Functions.Count);
        for (int i = 0; i < module.Functions.Count; i++)
        {
            var body = new ByteWriter();
            List<CodePlace> inside = WriteBody(body, module.Functions[i], module.Imports.Count + i);
            int start = section.Sized(body);
            places.AddRange(inside.Select(place => place with { Offset = place.Offset + start }));
        }

        file.Byte((byte)SectionId.Code);
        int code = file.Sized(section);
        return [.. places.Select(place => place with { Offset = place.Offset + code })];
    }

    private static List<CodePlace> WriteBody(ByteWriter body, WasmFunction function, int number)
    {
        WriteLocals(body, function.Locals);
        var places = new List<CodePlace>();
        int next = 0;
        for (int i = 0; i < function.Code.Count; i++)
        {
            for (; next < function.Marks.Count && function.Marks[next].Instruction <= i; next++)
            {
                places.Add(new(body.Count, number, function.Marks[next].Source));
            }

            CodeWriter.Write(body, function.Code[i]);
        }

        return places;
    }

    // Neighbours of one type are written as a count and the type.
    private static void WriteLocals(ByteWriter body, EquatableArray<WasmType> locals)
    {
        var runs = new List<(int Count, WasmType Type)>();
        foreach (WasmType local in locals)
        {
            if (runs is [.., var last] && last.Type == local)
            {
                runs[^1] = (last.Count + 1, local);
            }
            else
            {
                runs.Add((1, local));
            }
        }

        body.Number(runs.Count);
        foreach ((int count, WasmType type) in runs)
        {
            body.Number(count);
            body.Byte((byte)type);
        }
    }
}
