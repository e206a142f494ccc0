using Crabwalk.Pictures.Scenes;
using Crabwalk.Tests.Machine;
using Crabwalk.Workbench.Walking;

namespace Crabwalk.Tests.Walking;

/// <summary>How far one step goes: all grains walk the same run, both ways, and know where they are in each other.</summary>
public sealed class GrainTests
{
    private const string Program = """
        #include <stdlib.h>
        static int next(int n) { return n + 1; }
        int main(void)
        {
            int *cell = malloc(sizeof *cell);
            *cell = 0;
            while (*cell < 3)
                *cell = next(*cell);
            int result = *cell;
            free(cell);
            return result;
        }
        """;

    [Fact]
    public void The_smallest_grain_goes_by_statements_and_terminators_of_the_users_functions()
    {
        using Walk walk = CSource.Walk("int main(void) { int a = 2; a = a * 3; if (a > 5) return a; return 0; }");
        string[] expected =
        [
            "_1 = const 2_i32", "_1 = MulUnchecked(copy _1, const 3_i32)", "_2 = Gt(copy _1, const 5_i32)",
            "switchInt(copy _2) -> [0: bb2, otherwise: bb1]", "_0 = copy _1", "return",
        ];
        long count = walk.CountOf(Grain.Instruction);
        Assert.Equal([.. expected.Select(e => $"Next: {e}."), "The program exited with 6. Its stack is empty."],
            walk.Scenes(Grain.Instruction, 1, count).Select(Sentence));
    }

    [Theory]
    [InlineData(Grain.Instruction)]
    [InlineData(Grain.Expression)]
    [InlineData(Grain.Statement)]
    [InlineData(Grain.Call)]
    public void Going_back_shows_what_going_forward_showed(Grain grain)
    {
        using Walk walk = CSource.Walk(Program);
        StepScene[] forward = [.. walk.Scenes(grain, 1, walk.CountOf(grain))];
        Assert.True(forward.Length > 3);
        for (int step = forward.Length; step >= 1; step--)
        {
            Assert.Equal(forward[step - 1], walk.SceneAt(grain, step));
        }
    }

    [Theory]
    [InlineData(Grain.Expression)]
    [InlineData(Grain.Statement)]
    [InlineData(Grain.Call)]
    public void A_moment_is_found_again_after_a_look_at_its_instructions(Grain grain)
    {
        using Walk walk = CSource.Walk(Program);
        for (long step = 1; step <= walk.CountOf(grain); step++)
        {
            long instruction = walk.Translate(grain, step, Grain.Instruction);
            long before = instruction == 1 ? 1 : walk.Translate(Grain.Instruction, instruction - 1, grain);
            long after = walk.Translate(Grain.Instruction, instruction, grain);
            Assert.InRange(step, before, after);
        }
    }

    [Fact]
    public void A_problem_is_shown_at_the_instruction_that_is_at_fault()
    {
        using Walk walk = CSource.Walk("int main(void) { int a = 2147483647; return a + 1; }");
        long step = walk.ProblemStep(Grain.Instruction)!.Value;
        StepScene fault = walk.SceneAt(Grain.Instruction, step);
        Assert.NotNull(fault.Problem);
        Assert.Contains("AddUnchecked", Sentence(walk.SceneAt(Grain.Instruction, step - 1)), StringComparison.Ordinal);
    }

    private static string Sentence(StepScene scene) => string.Concat(scene.Sentence.Select(run => run.Text));
}
