using Crabwalk.Machine.Execution;
using Crabwalk.Pictures.Scenes;
using Crabwalk.Pictures.Text;
using Crabwalk.Workbench.Auditing;
using Crabwalk.Workbench.Building;
using Crabwalk.Workbench.Running;
using Crabwalk.Workbench.Walking;
using Crabwalk.Workbench.Walking.Modules;

namespace Crabwalk.Tests.Wasm;

/// <summary>The walk through a program's WebAssembly: the same both ways, with the source's names, up to where it ends.</summary>
public sealed class ModuleWalkTests
{
    private const string Program = """
        #include <stdio.h>
        int total = 2;
        static int twice(int n) { return n == 0 ? 0 : twice(n - 1) + 2; }
        int main(void)
        {
            int a[3] = {1, 2, 3};
            int *p = a;
            for (int i = 0; i < 3; i++) {
                total += twice(*p++);
                printf("%d\n", total);
            }
            return total - 14;
        }
        """;

    [Fact]
    public void A_step_is_the_same_from_both_sides()
    {
        ModuleWalk walk = WalkOf(Program);
        Assert.InRange(walk.StepCount, 50, 1000);
        List<ModuleScene> forwards = [.. Steps(walk).Select(walk.SceneAt)];
        foreach (long step in Steps(walk).Reverse().Concat(Steps(walk).Select(step => (step * 37 % walk.StepCount) + 1)))
        {
            Assert.Equal(forwards[(int)step - 1], walk.SceneAt(step));
        }
    }

    [Fact]
    public void What_lies_in_memory_has_its_name_and_value()
    {
        ModuleWalk walk = WalkOf(Program);
        ModuleScene last = walk.SceneAt(walk.StepCount);
        Assert.Equal("exited with 0", last.Ending);
        Assert.Equal("4\n8\n14\n", last.Output);
        Assert.Contains(last.Memory.SelectMany(part => part.Values), value => value is { Name: "total", Value: "14" });
        Assert.Contains(Steps(walk).Select(walk.SceneAt).SelectMany(scene => scene.Memory).SelectMany(part => part.Values), value => value is { Name: "a", Value: "[1, 2, 3]" });
        Assert.Contains(Steps(walk).Select(walk.SceneAt), scene => scene.Operands.Any(value => value.Note == "a + 4"));
    }

    [Fact]
    public void What_has_no_use_is_walked_as_it_was_written()
    {
        ModuleWalk walk = WalkOf("static int g(int a) { return a * 2; } int main(void) { int sum = g(10); }");
        Assert.Contains(Steps(walk).Select(walk.SceneAt), scene => scene.Sentence.StartsWith("Call program.c::g", StringComparison.Ordinal));
    }

    [Fact]
    public void A_call_is_stepped_over_both_ways()
    {
        ModuleWalk walk = WalkOf(Program);
        long call = Steps(walk).First(step => walk.SceneAt(step).Sentence.StartsWith("Call program.c::twice", StringComparison.Ordinal));
        long after = walk.Over(call, 1);
        Assert.True(after > call + 1, $"{call} to {after}");
        Assert.StartsWith("func $main", walk.SceneAt(after).Function, StringComparison.Ordinal);
        Assert.Equal(call, walk.Over(after, -1));
    }

    [Fact]
    public void A_picture_shows_source_instruction_and_operands()
    {
        ModuleWalk walk = WalkOf(Program);
        long adding = Steps(walk).First(step => walk.SceneAt(step) is { Sentence: "Carry out i32.add on 0 and 2." } scene && scene.Function.Contains("twice", StringComparison.Ordinal));
        string text = ModulePicture.Render(walk.SceneAt(adding), new()).PlainText;
        Assert.Contains("▶   3 | static int twice(int n)", text, StringComparison.Ordinal);
        Assert.Matches(@"▶ +\d+ \| +i32\.add", text);
        Assert.Contains("operand stack, top first", text, StringComparison.Ordinal);
        Assert.True(text.Split('\n').All(line => line.Length <= 140), text);
    }

    [Fact]
    public void A_trap_ends_the_walk_at_its_place()
    {
        ModuleWalk walk = WalkOf("int zero;\nint main(void)\n{\n    return 7 / zero;\n}\n");
        Assert.Equal(new Ending.Killed("a number is divided by zero"), walk.Ending);
        Assert.NotNull(walk.EndPlace);
        Assert.Equal("program.c line 4", walk.SceneAt(walk.StepCount).Place);
        Assert.Equal(walk.Ending.Words, walk.SceneAt(walk.StepCount).Ending);
    }

    [Fact]
    public void A_walk_without_end_is_cut_and_kept()
    {
        ModuleWalk walk = WalkOf("volatile int n;\nint main(void)\n{\n    for (;;) n++;\n}\n", new() { MaxSteps = 5000 });
        Assert.IsType<Ending.OverBudget>(walk.Ending);
        Assert.Equal(5000, walk.StepCount);
        Assert.NotEqual(walk.SceneAt(5000).Memory, walk.SceneAt(20).Memory);
    }

    private static IEnumerable<long> Steps(ModuleWalk walk) => Enumerable.Range(1, (int)walk.StepCount).Select(step => (long)step);

    private static ModuleWalk WalkOf(string text, RunSettings? settings = null)
    {
        WasmBuild build = WasmSource.Build(text, isOptimised: false);
        return ModuleWalk.Record(build, "program", settings ?? new(), new ClosedHost([], default), new SceneOptions());
    }
}
