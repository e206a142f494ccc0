using System.Text;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Layout;
using Crabwalk.Mir.Parsing;
using Crabwalk.Mir.Types;
using Crabwalk.Tests.Fixtures;

namespace Crabwalk.Tests.Mir;

/// <summary>Rust's types lie in memory as rustc lays them: the same declarations are read here and compiled there.</summary>
public sealed class RustLayoutTests
{
    private static readonly string? Rustc = Processes.Find("rustc");

    [Fact]
    public void Named_types_lie_as_rustc_lays_them()
    {
        string text = MirFiles.Read("layout/types.rs");
        string described = Describe(text);
        Golden.Check(MirFiles.PathOf("layout/types.sizes"), described);
        Assert.SkipWhen(Rustc is null, "rustc is not installed");
        Compare(AskRustc(text), described);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Made_up_types_lie_as_rustc_lays_them(int seed)
    {
        Assert.SkipWhen(Rustc is null, "rustc is not installed");
        string text = new RandomRustTypes(seed).Make(120);
        Compare(AskRustc(text), Describe(text));
    }

    private static void Compare(string expected, string actual) =>
        Assert.True(expected == actual, "- rustc, + here\n" + Golden.Diff(expected, actual));

    private static IReadOnlyDictionary<string, AdtDef> Parse(string text, TyInterner types)
    {
        IReadOnlyDictionary<string, AdtDef>? parsed = MirParser.ParseTypes(text, types, out MirParseError? error);
        Assert.True(error is null, error?.ToString());
        return parsed!;
    }

    private static IEnumerable<AdtDef> Measured(IReadOnlyDictionary<string, AdtDef> types) => types.Values.Where(adt => !IsGeneric(adt));

    private static bool IsGeneric(AdtDef adt) => adt.Variants.Any(v => v.Fields.Any(f => f.Type.Has(TyFlags.HasParam)));

    private static string Describe(string text)
    {
        var types = new TyInterner();
        IReadOnlyDictionary<string, AdtDef> parsed = Parse(text, types);
        var computer = new LayoutComputer(types, Target.X64);
        var described = new StringBuilder();
        foreach (AdtDef adt in Measured(parsed))
        {
            Ty type = types.Adt(adt);
            Ty once = types.Adt(parsed["Maybe"], [type]);
            TypeLayout layout = computer.LayoutOf(type);
            long twice = computer.LayoutOf(types.Adt(parsed["Maybe"], [once])).SizeBytes;
            described.Append($"{adt.Name}: size {layout.SizeBytes} align {layout.AlignBytes} maybe {computer.LayoutOf(once).SizeBytes} {twice}");
            for (int i = 0; adt.Kind == AdtKind.Struct && i < adt.Fields.Count; i++)
            {
                described.Append($" {adt.Fields[i].Name}@{layout.Fields[i].OffsetBytes}");
            }

            described.Append('\n');
        }

        return described.ToString();
    }

    private static string AskRustc(string text)
    {
        using var scratch = new Scratch();
        var program = new StringBuilder("#![allow(dead_code)]\nuse std::mem::*;\n").Append(text).Append("\nfn main() {\n");
        foreach (AdtDef adt in Measured(Parse(text, new())))
        {
            string name = adt.Name;
            program.Append($"    print!(\"{name}: size {{}} align {{}} maybe {{}} {{}}\", size_of::<{name}>(), align_of::<{name}>(), size_of::<Maybe<{name}>>(), size_of::<Maybe<Maybe<{name}>>>());\n");
            foreach (FieldDef field in adt.Kind == AdtKind.Struct ? adt.Fields : [])
            {
                program.Append($"    print!(\" {field.Name}@{{}}\", offset_of!({name}, {field.Name}));\n");
            }

            program.Append("    println!();\n");
        }

        File.WriteAllText(scratch["layout.rs"], program.Append("}\n").ToString());
        Ended compiled = Processes.Run(Rustc!, ["--edition", "2021", "-o", scratch["layout"], scratch["layout.rs"]]);
        Assert.True(compiled.Exit == 0, compiled.Stderr);
        return Processes.Run(scratch["layout"], []).Text;
    }
}
