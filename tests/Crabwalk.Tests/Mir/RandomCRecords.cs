using System.Globalization;
using Crabwalk.Foundation.Collections;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Types;

namespace Crabwalk.Tests.Mir;

/// <summary>A C struct or union twice: as C declares it, and as MIR defines it.</summary>
internal sealed record RandomCRecord(string Name, string Declaration, Ty.Adt Type);

/// <summary>Makes up C structs and unions with every feature that layout depends on; the same seed makes the same ones.</summary>
internal sealed class RandomCRecords(TyInterner types, int seed)
{
    private readonly Random _random = new(seed);
    private readonly List<RandomCRecord> _made = [];

    /// <summary>The first <paramref name="count"/> records.</summary>
    public List<RandomCRecord> Make(int count)
    {
        while (_made.Count < count)
        {
            _made.Add(MakeOne(_made.Count));
        }

        return _made;
    }

    private RandomCRecord MakeOne(int number)
    {
        bool isUnion = _random.Next(5) == 0;
        string name = $"{(isUnion ? "union" : "struct")} r{number}";
        bool isPacked = _random.Next(5) == 0;
        int? align = _random.Next(8) == 0 ? 1 << _random.Next(1, 6) : null;
        var lines = new List<string>();
        var fields = new List<FieldDef>();
        int count = _random.Next(1, 8);
        for (int i = 0; i < count; i++)
        {
            (string line, FieldDef field) = _random.Next(2) == 0 ? BitField(i) : Member(i, isPacked);
            lines.Add(line);
            fields.Add(field);
        }

        if (!isUnion && _random.Next(8) == 0)
        {
            lines.Add("char named; int tail[];");
            fields.Add(new("named", types.Int(IntKind.I8)));
            fields.Add(new("tail", types.Slice(types.I32)) { SourceType = new SourceType.Array("int []", new SourceType.Number("int")) });
        }

        string attributes = (isPacked ? " __attribute__((packed))" : "") + (align is { } a ? $" __attribute__((aligned({a})))" : "");
        var definition = new AdtDef(new(number), name, isUnion ? AdtKind.Union : AdtKind.Struct, new(IsC: true, isPacked ? 1 : null, align));
        definition.Complete([new(name, 0, fields.ToEquatableArray())]);
        return new(name, $"{name} {{ {string.Join(' ', lines)} }}{attributes};", types.Adt(definition));
    }

    private (string Line, FieldDef Field) Member(int number, bool isPacked)
    {
        (string before, string after, Ty type) = MemberType();
        int? align = !isPacked && _random.Next(10) == 0 ? 1 << _random.Next(1, 6) : null;
        string attribute = align is { } a ? $" __attribute__((aligned({a})))" : "";
        return ($"{before} f{number}{after}{attribute};", new($"f{number}", type) { Align = align });
    }

    private (string Before, string After, Ty Type) MemberType()
    {
        if (_made.Count > 0 && _random.Next(7) == 0)
        {
            RandomCRecord inner = _made[_random.Next(_made.Count)];
            bool isOpen = inner.Type.Definition.Fields is [.., { Type: Ty.Slice }];
            return isOpen ? ("int", "", types.I32) : (inner.Name, "", inner.Type);
        }

        (string name, Ty type) = Scalar();
        int length = _random.Next(0, 5);
        return _random.Next(5) == 0 ? (name, $"[{length}]", types.Array(type, length)) : (name, "", type);
    }

    private (string Name, Ty Type) Scalar() => _random.Next(12) switch
    {
        0 => ("char", types.Int(IntKind.I8)),
        1 => ("unsigned short", types.Int(IntKind.U16)),
        2 => ("int", types.I32),
        3 => ("long", types.Int(IntKind.I64)),
        4 => ("_Bool", types.Bool),
        5 => ("float", types.F32),
        6 => ("double", types.F64),
        7 => ("long double", types.LongDouble),
        8 => ("void *", types.RawPtr(types.Unit)),
        9 => ("__int128", types.Int(IntKind.I128)),
        10 => ("signed char", types.Int(IntKind.I8)),
        _ => ("unsigned long long", types.Int(IntKind.U64)),
    };

    private (string Line, FieldDef Field) BitField(int number)
    {
        (string name, Ty type, int bits) = _random.Next(8) switch
        {
            0 => ("signed char", (Ty)types.Int(IntKind.I8), 8),
            1 => ("unsigned short", types.Int(IntKind.U16), 16),
            2 => ("_Bool", types.Bool, 1),
            3 => ("long", types.Int(IntKind.I64), 64),
            4 => ("unsigned long", types.Int(IntKind.U64), 64),
            5 => ("int", types.I32, 32),
            _ => ("unsigned", types.Int(IntKind.U32), 32),
        };
        int kind = _random.Next(10);
        int width = kind == 0 ? 0 : _random.Next(1, bits + 1);
        string field = kind <= 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"f{number}");
        return ($"{name} {field} : {width};", new(field, type) { BitWidth = width });
    }
}
