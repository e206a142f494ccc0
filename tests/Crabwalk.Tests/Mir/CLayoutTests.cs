using System.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Types;
using Crabwalk.Tests.Fixtures;

namespace Crabwalk.Tests.Mir;

/// <summary>C's records lie in memory as gcc lays them.</summary>
public sealed class CLayoutTests
{
    private const string Prelude = """
        #include <stdio.h>
        #include <stddef.h>
        #include <string.h>
        static void bits(const char *name, const unsigned char *bytes, size_t size)
        {
            long first = -1, count = 0;
            for (size_t i = 0; i < size * 8; i++)
                if (bytes[i / 8] >> i % 8 & 1) { if (first < 0) first = (long)i; count++; }
            printf(" %s=bit %ld+%ld", name, first, count);
        }

        """;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Records_lie_as_gcc_lays_them(int seed)
    {
        Assert.SkipWhen(GccOracle.Gcc is null, "gcc is not installed");
        var types = new TyInterner();
        List<RandomCRecord> records = new RandomCRecords(types, seed).Make(300);
        using var scratch = new Scratch();
        string[] expected = AskGcc(records, scratch);
        var computer = new LayoutComputer(types, Target.X64);
        var wrong = new StringBuilder();
        for (int i = 0; i < records.Count; i++)
        {
            string actual = Describe(records[i], computer.LayoutOf(records[i].Type));
            if (actual != expected[i])
            {
                wrong.Append($"{records[i].Declaration}\n  gcc:  {expected[i]}\n  here: {actual}\n");
            }
        }

        Assert.True(wrong.Length == 0, wrong.ToString());
    }

    [Fact]
    public void Storage_units_stay_clear_of_other_members()
    {
        var types = new TyInterner();
        var computer = new LayoutComputer(types, Target.X64);
        foreach (RandomCRecord record in new RandomCRecords(types, 9).Make(300).Where(r => r.Type.Definition.Kind == AdtKind.Struct))
        {
            TypeLayout layout = computer.LayoutOf(record.Type);
            for (int i = 0; i < layout.Fields.Count; i++)
            {
                if (layout.Fields[i].Bits is { BitWidth: > 0 } bits)
                {
                    Assert.InRange(bits.BitOffset + bits.BitWidth, 1, bits.UnitBytes * 8);
                    Assert.InRange(layout.Fields[i].OffsetBytes + bits.UnitBytes, 1, layout.SizeBytes);
                }
            }
        }
    }

    [Fact]
    public void Wasm32_has_narrow_pointers_and_longs_are_the_front_end_s_matter()
    {
        var types = new TyInterner();
        var definition = new AdtDef(new(0), "node", AdtKind.Struct, new(IsC: true));
        Ty node = types.Adt(definition);
        definition.Complete([new("node", 0, [new("tag", types.Int(IntKind.I8)), new("next", types.RawPtr(node)), new("value", types.F64), new("n", types.Usize)])]);
        TypeLayout wasm = new LayoutComputer(types, Target.Wasm32).LayoutOf(node);
        TypeLayout x64 = new LayoutComputer(types, Target.X64).LayoutOf(node);
        Assert.Equal((24, 8, "0 4 8 16"), (wasm.SizeBytes, wasm.AlignBytes, Offsets(wasm)));
        Assert.Equal((32, 8, "0 8 16 24"), (x64.SizeBytes, x64.AlignBytes, Offsets(x64)));
    }

    private static string Offsets(TypeLayout layout) => string.Join(' ', layout.Fields.Select(f => f.OffsetBytes));

    private static string[] AskGcc(List<RandomCRecord> records, Scratch scratch)
    {
        var program = new StringBuilder(Prelude);
        foreach (RandomCRecord record in records)
        {
            program.Append(record.Declaration).Append('\n');
        }

        program.Append("int main(void)\n{\n");
        foreach (RandomCRecord record in records)
        {
            AppendProbe(program, record);
        }

        program.Append("    return 0;\n}\n");
        File.WriteAllText(scratch["layout.c"], program.ToString());
        Ended compiled = Processes.Run(GccOracle.Gcc!, ["-std=gnu17", "-w", "-o", scratch["layout"], scratch["layout.c"]]);
        Assert.True(compiled.Exit == 0, compiled.Stderr);
        return Processes.Run(scratch["layout"], []).Text.Split('\n');
    }

    private static void AppendProbe(StringBuilder program, RandomCRecord record)
    {
        string name = record.Name;
        program.Append($"    printf(\"{name} size=%zu align=%zu\", sizeof({name}), _Alignof({name}));\n");
        foreach (FieldDef field in record.Type.Definition.Fields.Where(f => f.Name.Length > 0))
        {
            program.Append(field.BitWidth is null
                ? $"    printf(\" {field.Name}=%zu\", offsetof({name}, {field.Name}));\n"
                : $"    {{ {name} x; memset(&x, 0, sizeof x); x.{field.Name} = -1; bits(\"{field.Name}\", (unsigned char *)&x, sizeof x); }}\n");
        }

        program.Append("    puts(\"\");\n");
    }

    private static string Describe(RandomCRecord record, TypeLayout layout)
    {
        var text = new StringBuilder($"{record.Name} size={layout.SizeBytes} align={layout.AlignBytes}");
        for (int i = 0; i < layout.Fields.Count; i++)
        {
            FieldDef field = record.Type.Definition.Fields[i];
            FieldLayout place = layout.Fields[i];
            if (field.Name.Length > 0)
            {
                text.Append(place.Bits is { } bits
                    ? $" {field.Name}=bit {(place.OffsetBytes * 8) + bits.BitOffset}+{bits.BitWidth}"
                    : $" {field.Name}={place.OffsetBytes}");
            }
        }

        return text.ToString();
    }
}
