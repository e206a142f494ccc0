using Crabwalk.Machine.Execution;

namespace Crabwalk.Tests.Machine;

/// <summary>Closures, function pointers, destructors, panics and unwinding.</summary>
public class RustCallTests
{
    private const string Fns =
        """
        fn FnOnce::call_once: for<type Self, type Args> extern "rust-call" fn(Self/#0, Args/#1) -> i32;
        fn Fn::call: for<type Self, type Args> extern "rust-call" fn(&'_ Self/#0, Args/#1) -> i32;
        """;

    // The captures: an i32 by value, so the closure lives in a register.
    private const string Closure =
        """
        #[kind Closure] #[language Rust] #[phase Runnable]
        fn `main::{closure#0}`(_1: &closure `main::{closure#0}`<i8, fn((i32, i64)) -> i32, (i32,)>, _2: i32, _3: i64) -> i32 {
            let mut _0: i32;
            let mut _4: i32;

            bb0: {
                _4 = copy _3 as i32 (IntToInt);
                _0 = copy ((*_1).0: i32);
                _0 = Mul(copy _0, const 100_i32);
                _2 = Mul(copy _2, const 10_i32);
                _0 = Add(copy _0, copy _2);
                _0 = Add(copy _0, copy _4);
                return;
            }
        }
        """;

    [Theory]
    [InlineData("Fn::call", "copy _2", "&closure `main::{closure#0}`<i8, fn((i32, i64)) -> i32, (i32,)>")]
    [InlineData("FnOnce::call_once", "move _1", "closure")]
    public void A_closure_takes_its_arguments_from_a_tuple(string function, string self, string _) => Assert.Equal(345, MirSource.ExitCode(
        $$"""
        {{Fns}}
        {{Closure}}
        #[language Rust] #[phase Runnable]
        fn main() -> i32 {
            let mut _0: i32;
            let mut _1: closure `main::{closure#0}`<i8, fn((i32, i64)) -> i32, (i32,)>;
            let mut _2: &closure `main::{closure#0}`<i8, fn((i32, i64)) -> i32, (i32,)>;
            let mut _3: (i32, i64);

            bb0: {
                _1 = closure `main::{closure#0}`<i8, fn((i32, i64)) -> i32, (i32,)> (const 3_i32);
                _2 = &_1;
                _3 = (const 4_i32, const 5_i64);
                _0 = {{function}}::<closure `main::{closure#0}`<i8, fn((i32, i64)) -> i32, (i32,)>, (i32, i64)>({{self}}, move _3) -> [return: bb1, unwind continue];
            }

            bb1: {
                return;
            }
        }
        """));

    [Fact]
    public void A_function_pointer_is_called_through_the_traits() => Assert.Equal(42, MirSource.ExitCode(
        $$"""
        {{Fns}}
        #[language Rust] #[phase Runnable]
        fn double(_1: i32) -> i32 {
            let mut _0: i32;

            bb0: {
                _0 = Mul(copy _1, const 2_i32);
                return;
            }
        }

        #[language Rust] #[phase Runnable]
        fn main() -> i32 {
            let mut _0: i32;
            let mut _1: fn(i32) -> i32;
            let mut _2: (i32,);

            bb0: {
                _1 = const double as fn(i32) -> i32 (ReifyFnPointer);
                _2 = (const 21_i32,);
                _0 = FnOnce::call_once::<fn(i32) -> i32, (i32,)>(copy _1, move _2) -> [return: bb1, unwind continue];
            }

            bb1: {
                return;
            }
        }
        """));

    private const string Guards =
        """
        struct Guard { id: i32 }
        struct Pair { a: Guard, b: Guard }

        static mut log: i32 = zero;

        #[language Rust] #[phase Runnable]
        fn `<Guard as Drop>::drop`(_1: &mut Guard) {
            let mut _0: ();
            let mut _2: *mut i32;
            let mut _3: i32;

            bb0: {
                _2 = const {&log as *mut i32};
                _3 = copy ((*_1).0: i32);
                (*_2) = Mul(copy (*_2), const 10_i32);
                (*_2) = Add(copy (*_2), copy _3);
                return;
            }
        }

        intrinsic catch_unwind: extern "intrinsic" fn(fn(*mut u8), *mut u8, fn(*mut u8, *mut u8)) -> i32;
        intrinsic unwind: extern "intrinsic" fn(*mut u8) -> !;

        #[language Rust] #[phase Runnable]
        fn caught(_1: *mut u8, _2: *mut u8) {
            let mut _0: ();
            let mut _3: *mut i32;

            bb0: {
                _3 = copy _1 as *mut i32 (PtrToPtr);
                (*_3) = Add(copy (*_3), const 1000_i32);
                return;
            }
        }
        """;

    [Fact]
    public void A_value_is_dropped_field_by_field() => Assert.Equal(12, MirSource.ExitCode(
        $$"""
        {{Guards}}
        #[language Rust] #[phase Runnable]
        fn main() -> i32 {
            let mut _0: i32;
            let mut _1: Pair;
            let mut _2: Guard;
            let mut _3: Guard;
            let mut _4: *mut i32;

            bb0: {
                _2 = Guard { id: const 1_i32 };
                _3 = Guard { id: const 2_i32 };
                _1 = Pair { a: move _2, b: move _3 };
                drop(_1) -> [return: bb1, unwind continue];
            }

            bb1: {
                _4 = const {&log as *mut i32};
                _0 = copy (*_4);
                return;
            }
        }
        """));

    private const string Panicking =
        """
        #[language Rust] #[phase Runnable]
        fn risky(_1: *mut u8) {
            let mut _0: ();
            let mut _2: Guard;
            let mut _3: (i32, bool);
            let mut _4: i32;
            let mut _5: *mut i32;

            bb0: {
                _2 = Guard { id: const 7_i32 };
                _5 = copy _1 as *mut i32 (PtrToPtr);
                _4 = copy (*_5);
                _3 = AddWithOverflow(copy _4, const 2147483647_i32);
                assert(!move (_3.1: bool), Overflow(Add, copy _4, const 2147483647_i32)) -> [success: bb1, unwind: bb3];
            }

            bb1: {
                drop(_2) -> [return: bb2, unwind continue];
            }

            bb2: {
                return;
            }

            bb3 (cleanup): {
                drop(_2) -> [return: bb4, unwind terminate(cleanup)];
            }

            bb4 (cleanup): {
                resume;
            }
        }

        #[language Rust] #[phase Runnable]
        fn main() -> i32 {
            let mut _0: i32;
            let mut _1: i32;
            let mut _2: *mut i32;
            let mut _3: *mut u8;
            let mut _4: i32;
            let mut _5: *mut i32;

            bb0: {
                _1 = const 5_i32;
                _2 = &raw mut _1;
                _3 = copy _2 as *mut u8 (PtrToPtr);
                _4 = catch_unwind(const {&risky as fn(*mut u8)}, copy _3, const {&caught as fn(*mut u8, *mut u8)}) -> [return: bb1, unwind continue];
            }

            bb1: {
                _5 = const {&log as *mut i32};
                _0 = Mul(copy _4, const 10_i32);
                _0 = Add(copy _0, copy (*_5));
                _0 = Add(copy _0, copy _1);
                return;
            }
        }
        """;

    [Fact]
    public void A_panic_drops_what_is_alive_and_is_caught() => Assert.Equal((1 * 10) + 7 + 1005, MirSource.ExitCode(Guards + Panicking));

    [Fact]
    public void A_panic_that_nobody_catches_ends_the_run_with_its_message()
    {
        RunOutcome outcome = MirSource.Run(
            """
            #[language Rust] #[phase Runnable]
            fn main() -> i32 {
                let mut _0: i32;
                let mut _1: [i32; 2];
                let mut _2: usize;
                let mut _3: bool;

                bb0: {
                    _1 = [const 1_i32; 2];
                    _2 = const 2_usize;
                    _3 = Lt(copy _2, const 2_usize);
                    assert(move _3, BoundsCheck(const 2_usize, copy _2)) -> [success: bb1, unwind continue];
                }

                bb1: {
                    _0 = copy _1[_2];
                    return;
                }
            }
            """);
        Assert.Equal("index out of bounds: the len is 2 but the index is 2", Assert.IsType<RunEnd.Panicked>(outcome.End).Text);
    }
}
