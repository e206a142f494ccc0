using Crabwalk.Machine.Constants;
using Crabwalk.Mir.Bodies;
using Crabwalk.Mir.Definitions;

namespace Crabwalk.Tests.Machine;

/// <summary>Constants are run by the machine.</summary>
public class ConstEvaluationTests
{
    private const string Text =
        """
        #[language Rust] #[phase Runnable]
        fn square(_1: u8) -> u8 {
            let mut _0: u8;
            let mut _2: (u8, bool);

            bb0: {
                _2 = MulWithOverflow(copy _1, copy _1);
                assert(!move (_2.1: bool), Overflow(Mul, copy _1, copy _1)) -> [success: bb1, unwind continue];
            }

            bb1: {
                _0 = move (_2.0: u8);
                return;
            }
        }

        #[kind Constant] #[language Rust] #[phase Runnable]
        fn GOOD() -> u8 {
            let mut _0: u8;

            bb0: {
                _0 = square(const 15_u8) -> [return: bb1, unwind continue];
            }

            bb1: {
                return;
            }
        }

        #[kind Constant] #[language Rust] #[phase Runnable]
        fn BAD() -> u8 {
            let mut _0: u8;

            bb0: {
                _0 = square(const 16_u8) -> [return: bb1, unwind continue];
            }

            bb1: {
                return;
            }
        }

        #[kind Constant] #[language Rust] #[phase Runnable]
        fn LIST() -> &'_ [u8] {
            let mut _0: &[u8];
            let mut _1: [u8; 2];
            let mut _2: &[u8; 2];
            let mut _3: u8;

            bb0: {
                _3 = const {eval GOOD as u8};
                _1 = [copy _3, const 7_u8];
                _2 = &_1;
                _0 = copy _2 as &[u8] (Unsize);
                return;
            }
        }

        #[kind Constant] #[language Rust] #[phase Runnable]
        fn LOOP() -> u8 {
            let mut _0: u8;

            bb0: {
                _0 = const {eval LOOP as u8};
                return;
            }
        }

        #[language Rust] #[phase Runnable]
        fn main() -> i32 {
            let mut _0: i32;
            let mut _1: &[u8];
            let mut _2: u8;
            let mut _3: usize;
            let mut _4: i32;

            bb0: {
                _1 = const {eval LIST as &[u8]};
                _2 = copy (*_1)[1 of 2];
                _3 = Len((*_1));
                _0 = copy _2 as i32 (IntToInt);
                _4 = copy _3 as i32 (IntToInt);
                _0 = Add(copy _0, copy _4);
                return;
            }
        }
        """;

    private static ConstResult Evaluate(MirProgram program, string name)
    {
        DefId id = program.Bodies.Keys.Single(d => program.Definitions[d].Name == name);
        return new ConstEvaluator(program).Evaluate(new Instance(id));
    }

    [Fact]
    public void A_constant_is_what_its_body_gives() =>
        Assert.Equal((UInt128)225, Assert.IsType<ConstResult.Value>(Evaluate(MirSource.Program(Text), "GOOD")).Bits);

    [Theory]
    [InlineData("BAD", "attempt to compute `16_u8 * 16_u8`, which would overflow")]
    [InlineData("LOOP", "the constant `LOOP`: its value depends on itself")]
    public void A_constant_without_a_value_says_why(string name, string reason) =>
        Assert.Equal(reason, Assert.IsType<ConstResult.Failure>(Evaluate(MirSource.Program(Text), name)).Reason);

    [Fact]
    public void What_a_constant_points_to_becomes_a_static()
    {
        MirProgram program = MirSource.Program(Text);
        ConstResult.Value value = Assert.IsType<ConstResult.Value>(Evaluate(program, "LIST"));
        Assert.Null(value.Bits);
        Relocation target = Assert.Single(value.Bytes.Relocations.ToArray());
        Assert.Equal([225, 7], program.Statics[target.Base].Initial.Bytes.ToArray());
    }

    [Fact]
    public void A_program_reads_its_constants() => Assert.Equal(7 + 2, MirSource.ExitCode(Text));
}
