using System.Text;
using System.Text.RegularExpressions;
using Crabwalk.Foundation.Collections;
using Crabwalk.Foundation.Diagnostics;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Cfg;
using Crabwalk.Mir.Dataflow;
using Crabwalk.Mir.Definitions;
using Crabwalk.Mir.Instances;
using Crabwalk.Mir.Passes;
using Crabwalk.Mir.Printing;
using Crabwalk.Mir.Types;
using Crabwalk.Mir.Validation;
using Crabwalk.Tests.Fixtures;
using Crabwalk.Tests.Ownership;

namespace Crabwalk.Tests.Mir;

/// <summary>Analyses, passes and rules, each tried on small MIR programs whose comments tell what must come out.</summary>
public sealed partial class MirAnalysisTests
{
    /// <summary>Files with a fact behind each line of code.</summary>
    public static TheoryData<string> DataflowFiles() => MirFiles.In("dataflow");

    /// <summary>Files with a program before and after passes.</summary>
    public static TheoryData<string> PassFiles() => MirFiles.In("passes");

    /// <summary>Files with the destructor of a body's result behind it.</summary>
    public static TheoryData<string> GlueFiles() => MirFiles.In("glue");

    [Theory]
    [MemberData(nameof(DataflowFiles))]
    public void Facts_stand_behind_the_code(string name)
    {
        string text = MirFiles.Read(name);
        Body body = MirFiles.Parse(text).Bodies.Values.Single();
        Func<Location, string> factAt = FactsOf(TestHeader().Match(text).Groups[1].Value, body);
        string actual = Annotate(text, body, factAt);
        Assert.True(text == actual, Golden.Diff(text, actual));
    }

    [Theory]
    [MemberData(nameof(PassFiles))]
    public void Passes_turn_one_text_into_the_other(string name)
    {
        string text = MirFiles.Read(name);
        string[] halves = text.Split("// after:\n");
        MirProgram program = MirFiles.Parse(halves[0]);
        program.DropFacts = new MirTypeFacts(program, halves[0]);
        PassPipeline pipeline = PassTable.Of(PassHeader().Match(text).Groups[1].Value.Split(' '));
        pipeline.Run(program, validate: true);
        string actual = MirPrinter.Print(program.Bodies.Values.First(), program.Definitions, program.Sources);
        MirFiles.CheckEnd(name, "// after:\n", actual);
    }

    [Theory]
    [MemberData(nameof(GlueFiles))]
    public void Drop_glue_destroys_a_value_and_all_its_parts(string name)
    {
        string text = MirFiles.Read(name);
        string[] halves = text.Split("// glue:\n");
        MirProgram program = MirFiles.Parse(halves[0]);
        program.DropFacts = new MirTypeFacts(program, halves[0]);
        Ty type = program.Bodies.Values.Single().Locals[LocalId.Return].Type;
        Body glue = program.Bodies[program.DropGlue.Of(type)!.Value];
        Assert.Empty(Validator.Check(program, glue));
        string actual = MirPrinter.Print(glue, program.Definitions, program.Sources);
        MirFiles.CheckEnd(name, "// glue:\n", actual);
    }

    [Fact]
    public void A_forbidden_order_of_passes_is_refused_with_its_reason()
    {
        var refused = Assert.Throws<CompilerBugException>(() => PassTable.Of("simplify_cfg", "remove_nops"));
        Assert.Contains("must run after `remove_nops`: a block with nothing but idle statements", refused.Message, StringComparison.Ordinal);
        Assert.Equal(PassTable.All.Count, PassTable.Everything.Passes.Count);
    }

    [Fact]
    public void The_validator_names_each_broken_rule_at_its_line()
    {
        string text = MirFiles.Read("validate/broken.mir");
        MirProgram program = MirFiles.Parse(text);
        Body body = program.Bodies.Values.Single();
        var said = Validator.Check(program, body).Where(v => v.Location is not null).GroupBy(v => v.Location!.Value).ToDictionary(g => g.Key, g => g.First().Message);
        string actual = Annotate(text, body, at => said.TryGetValue(at, out string? message) ? "~ " + message : "");
        Assert.True(text == actual, Golden.Diff(text, actual));
    }

    [Fact]
    public void Uses_without_a_value_are_certain_or_possible()
    {
        Body body = MirFiles.Parse("""
            extern "C" fn f(_1: bool) -> i32 {
                debug sure => _2;
                debug maybe => _3;
                debug pointed => _4;
                let mut _0: i32;
                let mut _2: i32;
                let mut _3: i32;
                let mut _4: i32;
                let mut _5: *mut i32;

                bb0: {
                    _0 = copy _2;
                    _5 = &raw mut _4;
                    _0 = copy _4;
                    switchInt(copy _1) -> [0: bb1, otherwise: bb2];
                }

                bb1: {
                    _3 = const 1_i32;
                    goto -> bb2;
                }

                bb2: {
                    _0 = copy _3;
                    return;
                }
            }
            """).Bodies.Values.Single();
        IEnumerable<string> found = UninitializedUses.Find(body).Select(use => $"{use.Variable.Name} at {use.Location}{(use.IsCertain ? "" : " perhaps")}");
        Assert.Equal(["sure at bb0[0]", "maybe at bb2[0] perhaps"], found);
    }

    [Fact]
    public void A_loop_with_two_entries_is_irreducible()
    {
        const string Text = """
            fn f(_1: bool) {
                let mut _0: ();

                bb0: {
                    switchInt(copy _1) -> [0: bb1, otherwise: bb2];
                }

                bb1: {
                    goto -> bb2;
                }

                bb2: {
                    goto -> bb1;
                }
            }
            """;
        Assert.False(ControlFlow.Of(MirFiles.Parse(Text).Bodies.Values.Single()).IsReducible);
        Assert.True(ControlFlow.Of(MirFiles.Parse(MirFiles.Read("dataflow/dominators.mir")).Bodies.Values.Single()).IsReducible);
    }

    [Fact]
    public void Joins_obey_the_laws_of_a_lattice_on_every_small_set()
    {
        BitSet<LocalId>[] all = [.. Enumerable.Range(0, 8).Select(Of)];
        foreach (Analysis<BitSet<LocalId>> analysis in (Analysis<BitSet<LocalId>>[])[new MaybeUninitialized(), new DefinitelyInitialized(), new Liveness()])
        {
            foreach ((BitSet<LocalId> a, BitSet<LocalId> b) in all.SelectMany(_ => all, (a, b) => (a, b)))
            {
                Assert.Equal(Joined(analysis, a, b), Joined(analysis, b, a));
                Assert.Equal(a, Joined(analysis, a, a));
                Assert.Equal(Joined(analysis, a, b), Joined(analysis, Joined(analysis, a, b), b));
                Assert.All(all, c => Assert.Equal(Joined(analysis, a, Joined(analysis, b, c)), Joined(analysis, Joined(analysis, a, b), c)));
            }
        }
    }

    [Fact]
    public void Only_what_the_roots_need_is_collected()
    {
        MirProgram program = MirFiles.Parse("""
            static table: [fn(); 1] = zero at 0 &pointed_to;

            static unused: i32 = zero;

            fn puts: extern "C" fn(*const i8) -> i32;

            fn main() {
                let mut _0: ();

                bb0: {
                    _0 = id::<i32>() -> [return: bb1, unwind continue];
                }

                bb1: {
                    _0 = id::<bool>() -> [return: bb2, unwind continue];
                }

                bb2: {
                    _0 = const {&table as ()};
                    return;
                }
            }

            fn id() {
                let mut _0: ();

                bb0: {
                    _0 = inner::<T/#0>() -> [return: bb1, unwind continue];
                }

                bb1: {
                    return;
                }
            }

            fn inner() {
                let mut _0: ();

                bb0: {
                    _0 = puts() -> unwind continue;
                }
            }

            fn pointed_to() {
                let mut _0: ();

                bb0: {
                    return;
                }
            }

            fn unused_too() {
                let mut _0: ();

                bb0: {
                    return;
                }
            }
            """);
        DefId main = program.Bodies.Keys.Single(id => program.Definitions[id].Name == "main");
        ReachableProgram found = InstanceCollector.Collect(program, [new(main)]);
        string Name(Instance instance) => program.Definitions[instance.Function].Name + string.Concat(instance.Args.Select(a => $"<{a}>"));
        Assert.Equal(["main", "id<i32>", "id<bool>", "pointed_to", "inner<i32>", "inner<bool>"], found.Functions.Select(Name));
        Assert.Equal(["table"], found.Statics.Select(id => program.Definitions[id].Name));
        Assert.Equal(["puts"], found.Missing.Select(Name));
    }

    private static Func<Location, string> FactsOf(string analysis, Body body)
    {
        ControlFlow flow = ControlFlow.Of(body);
        return analysis switch
        {
            "liveness" => Locals(DataflowEngine.Run(new Liveness(), body)),
            "maybe_uninitialized" => Locals(DataflowEngine.Run(new MaybeUninitialized(), body)),
            "definitely_initialized" => Locals(DataflowEngine.Run(new DefinitelyInitialized(), body)),
            "storage_live" => Locals(DataflowEngine.Run(new MaybeStorageLive(), body)),
            "dominators" => at => (flow.ImmediateDominatorOf(at.Block)?.ToString() ?? "none") + (flow.LoopHeaders.Contains(at.Block) ? " loop" : ""),
            _ => throw new InvalidOperationException($"unknown analysis `{analysis}`"),
        };

        static Func<Location, string> Locals(DataflowResults<BitSet<LocalId>> results) => at => string.Join(' ', results.CursorAt(at).Members);
    }

    /// <summary>The text with each line of code followed by what is known there.</summary>
    private static string Annotate(string text, Body body, Func<Location, string> factAt)
    {
        var annotated = new StringBuilder();
        var block = new BlockId(-1);
        int statement = 0;
        foreach (string line in text.TrimEnd('\n').Split('\n'))
        {
            if (BlockHead().Match(line) is { Success: true } head)
            {
                block = new(int.Parse(head.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture));
                statement = 0;
            }

            bool isCode = block.Index >= 0 && line.StartsWith("        ", StringComparison.Ordinal) && statement <= body.Blocks[block].Statements.Count;
            string code = isCode ? line[..(line.IndexOf(" //", StringComparison.Ordinal) is >= 0 and var at ? at : line.Length)] : line;
            string fact = isCode ? factAt(new(block, statement++)) : "";
            annotated.Append(code).Append(fact.Length == 0 ? "" : fact[0] == '~' ? $" //{fact}" : $" // {fact}").Append('\n');
        }

        return annotated.ToString();
    }

    private static BitSet<LocalId> Of(int bits)
    {
        var set = new BitSet<LocalId>(3);
        for (int i = 0; i < 3; i++)
        {
            _ = (bits >> i & 1) != 0 && set.Add(new(i));
        }

        return set;
    }

    private static BitSet<LocalId> Joined(Analysis<BitSet<LocalId>> analysis, BitSet<LocalId> left, BitSet<LocalId> right)
    {
        BitSet<LocalId> result = analysis.Clone(left);
        analysis.Join(result, right);
        return result;
    }

    [GeneratedRegex(@"^// test: (\w+)$", RegexOptions.Multiline)]
    private static partial Regex TestHeader();

    [GeneratedRegex(@"^// pass: ([\w ]+)$", RegexOptions.Multiline)]
    private static partial Regex PassHeader();

    [GeneratedRegex(@"^    bb(\d+)( \(cleanup\))?: \{$")]
    private static partial Regex BlockHead();
}
