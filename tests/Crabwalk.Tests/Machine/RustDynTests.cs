using Crabwalk.Machine.Time;

namespace Crabwalk.Tests.Machine;

/// <summary>Types known only at run time, and code that nobody wrote.</summary>
public class RustDynTests
{
    [Fact]
    public void A_method_may_take_a_dyn_value_itself() => Assert.Equal(43, MirSource.ExitCode(
        """
        trait Run;
        struct Job { amount: i32 }

        fn Run::run: for<type Self> fn(Self/#0, i32) -> i32;

        #[language Rust] #[phase Runnable]
        fn `<Job as Run>::run`(_1: Job, _2: i32) -> i32 {
            let mut _0: i32;

            bb0: {
                _0 = Add(copy (_1.0: i32), copy _2);
                return;
            }
        }

        #[language Rust] #[phase Runnable]
        fn main() -> i32 {
            let mut _0: i32;
            let mut _1: Job;
            let mut _2: *mut Job;
            let mut _3: *mut dyn (Run) + '_;

            bb0: {
                _1 = Job { amount: const 40_i32 };
                _2 = &raw mut _1;
                _3 = copy _2 as *mut dyn (Run) + '_ (Unsize);
                _0 = Run::run::<dyn (Run) + '_>(move (*_3), const 3_i32) -> [return: bb1, unwind continue];
            }

            bb1: {
                return;
            }
        }
        """));

    [Fact]
    public void A_counted_pointer_is_unsized_by_its_pointer_field() => Assert.Equal(7 + 64 + 32, MirSource.ExitCode(
        """
        trait Show;
        #[repr(align(32))]
        struct Big { head: i32 }
        #[may_be_unsized]
        #[repr(C)]
        struct Inner { count: usize, value: T/#0 }
        struct Counted { pointer: *const Inner<T/#0> }

        fn Show::show: for<type Self> fn(&'_ Self/#0) -> i32;
        intrinsic size_of_val: for<type T> extern "intrinsic" fn(*const T/#0) -> usize;
        intrinsic align_of_val: for<type T> extern "intrinsic" fn(*const T/#0) -> usize;

        #[language Rust] #[phase Runnable]
        fn `<Big as Show>::show`(_1: &Big) -> i32 {
            let mut _0: i32;

            bb0: {
                _0 = copy ((*_1).0: i32);
                return;
            }
        }

        #[language Rust] #[phase Runnable]
        fn main() -> i32 {
            let mut _0: i32;
            let mut _1: Inner<Big>;
            let mut _2: *const Inner<Big>;
            let mut _3: Counted<Big>;
            let mut _4: Counted<dyn (Show) + '_>;
            let mut _5: &dyn (Show) + '_;
            let mut _6: Big;
            let mut _7: usize;
            let mut _8: i32;
            let mut _9: *const Inner<dyn (Show) + '_>;

            bb0: {
                _6 = Big { head: const 7_i32 };
                _1 = Inner::<Big> { count: const 1_usize, value: copy _6 };
                _2 = &raw const _1;
                _3 = Counted::<Big> { pointer: copy _2 };
                _4 = copy _3 as Counted<dyn (Show) + '_> (Unsize);
                _5 = &((*(_4.0: *const Inner<dyn (Show) + '_>)).1: dyn (Show) + '_);
                _0 = Show::show::<dyn (Show) + '_>(copy _5) -> [return: bb1, unwind continue];
            }

            bb1: {
                _9 = copy (_4.0: *const Inner<dyn (Show) + '_>);
                _7 = size_of_val::<Inner<dyn (Show) + '_>>(copy _9) -> [return: bb2, unwind continue];
            }

            bb2: {
                _8 = copy _7 as i32 (IntToInt);
                _0 = Add(copy _0, copy _8);
                _7 = align_of_val::<Inner<dyn (Show) + '_>>(copy _9) -> [return: bb3, unwind continue];
            }

            bb3: {
                _8 = copy _7 as i32 (IntToInt);
                _0 = Add(copy _0, copy _8);
                return;
            }
        }
        """));

    [Fact]
    public void A_closure_behind_dyn_Fn_is_called_with_a_tuple() => Assert.Equal(352, MirSource.ExitCode(
        """
        trait Fn;
        fn Fn::call: for<type Self, type Args> extern "rust-call" fn(&'_ Self/#0, Args/#1) -> i32;

        #[kind Closure] #[language Rust] #[phase Runnable]
        fn `main::{closure#0}`(_1: &closure `main::{closure#0}`<i8, fn((i32, i32)) -> i32, (i32, i64)>, _2: i32, _3: i32) -> i32 {
            let mut _0: i32;
            let mut _4: i32;

            bb0: {
                _0 = copy ((*_1).0: i32);
                _0 = Mul(copy _0, const 100_i32);
                _2 = Mul(copy _2, const 10_i32);
                _0 = Add(copy _0, copy _2);
                _0 = Add(copy _0, copy _3);
                return;
            }
        }

        #[language Rust] #[phase Runnable]
        fn main() -> i32 {
            let mut _0: i32;
            let mut _1: closure `main::{closure#0}`<i8, fn((i32, i32)) -> i32, (i32, i64)>;
            let mut _2: &closure `main::{closure#0}`<i8, fn((i32, i32)) -> i32, (i32, i64)>;
            let mut _3: &dyn (Fn) + '_;
            let mut _4: (i32, i32);

            bb0: {
                _1 = closure `main::{closure#0}`<i8, fn((i32, i32)) -> i32, (i32, i64)> (const 3_i32, const 9_i64);
                _2 = &_1;
                _3 = copy _2 as &dyn (Fn) + '_ (Unsize);
                _4 = (const 5_i32, const 2_i32);
                _0 = Fn::call::<dyn (Fn) + '_, (i32, i32)>(copy _3, move _4) -> [return: bb1, unwind continue];
            }

            bb1: {
                return;
            }
        }
        """));

    [Fact]
    public void A_supertrait_has_its_vtable_in_that_of_the_trait() => Assert.Equal(5, MirSource.ExitCode(
        """
        trait Super;
        trait Sub;

        fn Super::low: for<type Self> fn(&'_ Self/#0) -> i32;
        fn Sub::high: for<type Self> fn(&'_ Self/#0) -> i32;
        fn super::Sub::Super: fn();

        #[language Rust] #[phase Runnable]
        fn `<i32 as Super>::low`(_1: &i32) -> i32 {
            let mut _0: i32;

            bb0: {
                _0 = copy (*_1);
                return;
            }
        }

        #[language Rust] #[phase Runnable]
        fn `<i32 as Sub>::high`(_1: &i32) -> i32 {
            let mut _0: i32;

            bb0: {
                _0 = const 100_i32;
                return;
            }
        }

        #[language Rust] #[phase Runnable]
        fn main() -> i32 {
            let mut _0: i32;
            let mut _1: i32;
            let mut _2: &i32;
            let mut _3: &dyn (Sub) + '_;
            let mut _4: &dyn (Super) + '_;

            bb0: {
                _1 = const 5_i32;
                _2 = &_1;
                _3 = copy _2 as &dyn (Sub) + '_ (Unsize);
                _4 = copy _3 as &dyn (Super) + '_ (Unsize);
                _0 = Super::low::<dyn (Super) + '_>(copy _4) -> [return: bb1, unwind continue];
            }

            bb1: {
                return;
            }
        }
        """));

    [Fact]
    public void A_tuple_of_arrays_clones_part_by_part() => Assert.Equal(1 + 20 + 300, MirSource.ExitCode(
        """
        fn Clone::clone: for<type Self> fn(&'_ Self/#0) -> Self/#0;

        #[language Rust] #[phase Runnable]
        fn main() -> i32 {
            let mut _0: i32;
            let mut _1: ([i32; 2], i32);
            let mut _2: ([i32; 2], i32);
            let mut _3: [i32; 2];
            let mut _4: &([i32; 2], i32);

            bb0: {
                _3 = [const 1_i32, const 20_i32];
                _1 = (copy _3, const 300_i32);
                _4 = &_1;
                _2 = Clone::clone::<([i32; 2], i32)>(copy _4) -> [return: bb1, unwind continue];
            }

            bb1: {
                _0 = copy (_2.0: [i32; 2])[0 of 2];
                _0 = Add(copy _0, copy (_2.0: [i32; 2])[1 of 2]);
                _0 = Add(copy _0, copy (_2.1: i32));
                return;
            }
        }
        """));

    [Fact]
    public void A_panic_is_walked_both_ways()
    {
        using Recording recording = MirSource.Record(
            """
            struct Guard { id: i32 }
            trait Show;
            fn Show::show: for<type Self> fn(&'_ Self/#0) -> i32;
            intrinsic catch_unwind: extern "intrinsic" fn(fn(*mut u8), *mut u8, fn(*mut u8, *mut u8)) -> i32;

            #[language Rust] #[phase Runnable]
            fn `<Guard as Show>::show`(_1: &Guard) -> i32 {
                let mut _0: i32;

                bb0: {
                    mark Enter;
                    _0 = copy ((*_1).0: i32);
                    mark Leave(copy _0);
                    return;
                }
            }

            #[language Rust] #[phase Runnable]
            fn risky(_1: *mut u8) {
                let mut _0: ();
                let mut _2: i32;
                let mut _3: bool;
                let mut _4: *mut i32;

                bb0: {
                    mark Enter;
                    _4 = copy _1 as *mut i32 (PtrToPtr);
                    _2 = copy (*_4);
                    mark Value(copy _2);
                    _3 = Lt(copy _2, const 3_i32);
                    assert(copy _3, Resumed("too large")) -> [success: bb1, unwind continue];
                }

                bb1: {
                    mark Leave;
                    return;
                }
            }

            #[language Rust] #[phase Runnable]
            fn caught(_1: *mut u8, _2: *mut u8) {
                let mut _0: ();

                bb0: {
                    mark Enter;
                    return;
                }
            }

            #[language Rust] #[phase Runnable]
            fn main() -> i32 {
                debug total => _7;
                let mut _0: i32;
                #[kind Variable] let mut _1: i32;
                let mut _2: *mut i32;
                let mut _3: *mut u8;
                let mut _4: i32;
                let mut _5: Guard;
                let mut _6: &dyn (Show) + '_;
                #[kind Variable] let mut _7: i32;
                let mut _8: bool;
                let mut _9: &Guard;

                bb0: {
                    mark Enter;
                    _1 = const 0_i32;
                    _7 = const 0_i32;
                    goto -> bb1;
                }

                bb1: {
                    mark Statement;
                    _2 = &raw mut _1;
                    _3 = copy _2 as *mut u8 (PtrToPtr);
                    _4 = catch_unwind(const {&fn risky as fn(*mut u8)}, copy _3, const {&fn caught as fn(*mut u8, *mut u8)}) -> [return: bb2, unwind continue];
                }

                bb2: {
                    _5 = Guard { id: copy _4 };
                    _9 = &_5;
                    _6 = copy _9 as &dyn (Show) + '_ (Unsize);
                    _0 = Show::show::<dyn (Show) + '_>(copy _6) -> [return: bb3, unwind continue];
                }

                bb3: {
                    _7 = Add(copy _7, copy _0);
                    mark Store(copy _7);
                    _1 = Add(copy _1, const 1_i32);
                    _8 = Lt(copy _1, const 6_i32);
                    switchInt(copy _8) -> [0: bb4, otherwise: bb1];
                }

                bb4: {
                    _0 = copy _7;
                    return;
                }
            }
            """);
        Assert.Equal(3, Assert.IsType<Crabwalk.Machine.Execution.RunEnd.Exited>(recording.Outcome.End).Code);
        ulong[] forwards = Hashes(recording.Cursor);
        for (long at = recording.Cursor.End; at >= 0; at -= 3)
        {
            recording.Cursor.MoveTo(at);
            Assert.Equal(forwards[at], recording.Cursor.StateHash);
        }
    }

    private static ulong[] Hashes(Cursor cursor)
    {
        var hashes = new ulong[cursor.End + 1];
        for (long at = 0; at <= cursor.End; at++)
        {
            cursor.MoveTo(at);
            hashes[at] = cursor.StateHash;
        }

        return hashes;
    }
}
