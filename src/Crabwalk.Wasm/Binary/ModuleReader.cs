using Crabwalk.Foundation.Collections;
using Crabwalk.Wasm.Modules;

namespace Crabwalk.Wasm.Binary;

/// <summary>
/// Reads modules of the kind that Crabwalk writes. What is cut short, garbled or beyond that kind is refused with its place and a reason; nothing is
/// believed about indexes and types, which <see cref="Validation.ModuleValidator"/> checks.
/// </summary>
public static class ModuleReader
{
    /// <summary>The module, or null and why there is none.</summary>
    public static WasmModule? Read(ReadOnlyMemory<byte> file, out ModuleProblem? problem)
    {
        try
        {
            problem = null;
            return new Sections(file).Read();
        }
        catch (MalformedException malformed)
        {
            problem = malformed.Problem;
            return null;
        }
    }

    /// <summary>The sections read so far.</summary>
    private sealed class Sections(ReadOnlyMemory<byte> file)
    {
        private const uint Magic = 0x6D736100;

        private readonly List<FunctionType> _types = [];
        private readonly List<FunctionImport> _imports = [];
        private readonly List<int> _functionTypes = [];
        private readonly List<Limits> _tables = [];
        private readonly List<Limits> _memories = [];
        private readonly List<int> _tags = [];
        private readonly List<Global> _globals = [];
        private readonly List<Export> _exports = [];
        private readonly List<ElementSegment> _elements = [];
        private readonly List<DataSegment> _data = [];
        private readonly List<WasmFunction> _functions = [];
        private NameReader? _names;
        private EquatableArray<(string, string, string)> _producers;

        public WasmModule Read()
        {
            var reader = new ByteReader(file, 0, file.Length);
            if (file.Length < 8 || reader.Fixed32() != Magic)
            {
                throw new MalformedException(0, "the file does not begin as a WebAssembly module does");
            }

            if (reader.Fixed32() != 1)
            {
                throw new MalformedException(4, "the version is not 1");
            }

            int last = 0;
            while (!reader.IsAtEnd)
            {
                int at = reader.Position;
                var id = (SectionId)reader.Byte();
                ByteReader section = reader.Part();
                if (id != SectionId.Custom)
                {
                    int order = OrderOf(id, at);
                    last = order > last ? order : throw new MalformedException(at, "sections stand in the wrong order");
                }

                ReadSection(id, section);
            }

            return _functions.Count == _functionTypes.Count ? Build() : throw new MalformedException(file.Length, "functions are declared without code");
        }

        private WasmModule Build() => new()
        {
            Name = _names?.ModuleName ?? "",
            Types = [.. _types],
            Imports = [.. _imports],
            Functions = [.. _functions.Select((function, i) => _names?.Named(function, _imports.Count + i) ?? function)],
            Table = _tables.FirstOrDefault(),
            Memory = _memories.FirstOrDefault(),
            Tags = [.. _tags],
            Globals = [.. _globals.Select((global, i) => global with { Name = _names?.GlobalName(i) ?? "" })],
            Exports = [.. _exports],
            Elements = [.. _elements],
            Data = [.. _data],
            Producers = _producers,
        };

        // The tag section was added late and stands between memory and global.
        private static int OrderOf(SectionId id, int at) => id switch
        {
            SectionId.Type => 1,
            SectionId.Import => 2,
            SectionId.Function => 3,
            SectionId.Table => 4,
            SectionId.Memory => 5,
            SectionId.Tag => 6,
            SectionId.Global => 7,
            SectionId.Export => 8,
            SectionId.Element => 10,
            SectionId.Code => 12,
            SectionId.Data => 13,
            _ => throw new MalformedException(at, $"sections of kind {(int)id} are not known here"),
        };

        private void ReadSection(SectionId id, ByteReader section)
        {
            switch (id)
            {
                case SectionId.Custom:
                    ReadCustom(section);
                    return;
                case SectionId.Type:
                    Items(section, _types, ReadType);
                    break;
                case SectionId.Import:
                    Items(section, _imports, ReadImport);
                    break;
                case SectionId.Function:
                    Items(section, _functionTypes, static reader => reader.Number());
                    break;
                case SectionId.Table:
                    Items(section, _tables, static reader => reader.Byte() == (byte)WasmType.FunctionReference ? ReadLimits(reader) : throw reader.Wrong("a table of this type is not known here"));
                    AtMostOne(section, _tables.Count, "table");
                    break;
                case SectionId.Memory:
                    Items(section, _memories, ReadLimits);
                    AtMostOne(section, _memories.Count, "memory");
                    break;
                case SectionId.Tag:
                    Items(section, _tags, static reader => reader.Byte() == 0 ? reader.Number() : throw reader.Wrong("a tag of this kind is not known here"));
                    break;
                case SectionId.Global:
                    Items(section, _globals, ReadGlobal);
                    break;
                case SectionId.Export:
                    Items(section, _exports, ReadExport);
                    break;
                case SectionId.Element:
                    Items(section, _elements, ReadElements);
                    break;
                case SectionId.Code:
                    ReadCode(section);
                    break;
                case SectionId.Data:
                    Items(section, _data, ReadData);
                    break;
            }

            if (!section.IsAtEnd)
            {
                throw section.Wrong("the section is longer than what it holds");
            }
        }

        private static void Items<T>(ByteReader section, List<T> items, Func<ByteReader, T> read)
        {
            for (int left = section.Count(); left > 0; left--)
            {
                items.Add(read(section));
            }
        }

        private static void AtMostOne(ByteReader section, int count, string what)
        {
            if (count > 1)
            {
                throw section.Wrong($"more than one {what} is not known here");
            }
        }

        private static FunctionType ReadType(ByteReader reader) => reader.Byte() == 0x60
            ? new(ReadTypes(reader), ReadTypes(reader))
            : throw reader.Wrong("only types of functions are known here");

        private static EquatableArray<WasmType> ReadTypes(ByteReader reader)
        {
            var types = new List<WasmType>();
            Items(reader, types, ReadWasmType);
            return [.. types];
        }

        private static WasmType ReadWasmType(ByteReader reader)
        {
            byte code = reader.Byte();
            return WasmTypes.IsKnown(code) ? (WasmType)code : throw reader.Wrong($"0x{code:x2} is no type of values");
        }

        private static FunctionImport ReadImport(ByteReader reader)
        {
            string module = reader.Name();
            string name = reader.Name();
            return reader.Byte() == (byte)ExternalKind.Function
                ? new(module, name, reader.Number())
                : throw reader.Wrong("only imports of functions are known here");
        }

        private static Limits ReadLimits(ByteReader reader) => reader.Byte() switch
        {
            0 => new(reader.Unsigned()),
            1 => new(reader.Unsigned(), reader.Unsigned()),
            var flags => throw reader.Wrong($"limits of kind {flags} are not known here"),
        };

        private static Global ReadGlobal(ByteReader reader)
        {
            WasmType type = ReadWasmType(reader);
            byte isMutable = reader.Byte();
            Instruction initial = ReadConstant(reader);
            if (TypeOf(initial.Opcode) != type)
            {
                throw reader.Wrong("a global's first value has another type than the global");
            }

            ulong bits = unchecked(type == WasmType.I32 ? (uint)(int)initial.Immediate : (ulong)initial.Immediate);
            return isMutable <= 1 ? new(type, isMutable == 1, bits) : throw reader.Wrong("mutability is 0 or 1");
        }

        private static WasmType TypeOf(Opcode constant) => constant switch
        {
            Opcode.I32Const => WasmType.I32,
            Opcode.I64Const => WasmType.I64,
            Opcode.F32Const => WasmType.F32,
            Opcode.F64Const => WasmType.F64,
            _ => WasmType.ExceptionReference,
        };

        private static Instruction ReadConstant(ByteReader reader)
        {
            Instruction constant = CodeReader.Read(reader);
            bool isConstant = constant.Opcode is Opcode.I32Const or Opcode.I64Const or Opcode.F32Const or Opcode.F64Const or Opcode.RefNull;
            return isConstant && CodeReader.Read(reader).Opcode == Opcode.End ? constant : throw reader.Wrong("only a single constant is known here as a first value");
        }

        private static Export ReadExport(ByteReader reader)
        {
            string name = reader.Name();
            byte kind = reader.Byte();
            return kind <= (byte)ExternalKind.Tag ? new(name, (ExternalKind)kind, reader.Number()) : throw reader.Wrong($"exports of kind {kind} are not known");
        }

        private static ElementSegment ReadElements(ByteReader reader)
        {
            if (reader.Number() != 0)
            {
                throw reader.Wrong("element segments of this kind are not known here");
            }

            int offset = ReadOffset(reader);
            var functions = new List<int>();
            Items(reader, functions, static item => item.Number());
            return new(offset, [.. functions]);
        }

        private static DataSegment ReadData(ByteReader reader)
        {
            if (reader.Number() != 0)
            {
                throw reader.Wrong("data segments of this kind are not known here");
            }

            uint offset = (uint)ReadOffset(reader);
            return new(offset, [.. reader.Bytes(reader.Count())]);
        }

        private static int ReadOffset(ByteReader reader)
        {
            Instruction offset = ReadConstant(reader);
            return offset.Opcode == Opcode.I32Const ? (int)offset.Immediate : throw reader.Wrong("an offset is an i32");
        }

        private void ReadCode(ByteReader section)
        {
            int count = section.Count();
            if (count != _functionTypes.Count)
            {
                throw section.Wrong($"{_functionTypes.Count} functions are declared, but {count} have code");
            }

            for (int i = 0; i < count; i++)
            {
                _functions.Add(CodeReader.ReadBody(section.Part(), _functionTypes[i]));
            }
        }

        private void ReadCustom(ByteReader section)
        {
            switch (section.Name())
            {
                case "name":
                    _names = NameReader.Read(section);
                    break;
                case "producers":
                    _producers = ReadProducers(section);
                    break;
                default:
                    break;
            }
        }

        private static EquatableArray<(string, string, string)> ReadProducers(ByteReader section)
        {
            var items = new List<(string, string, string)>();
            for (int fields = section.Count(); fields > 0; fields--)
            {
                string field = section.Name();
                for (int values = section.Count(); values > 0; values--)
                {
                    items.Add((field, section.Name(), section.Name()));
                }
            }

            return [.. items];
        }
    }
}
