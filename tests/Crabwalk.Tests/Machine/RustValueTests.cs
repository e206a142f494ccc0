namespace Crabwalk.Tests.Machine;

/// <summary>Values that C does not have: fat pointers, enums, closures, wide integers.</summary>
public class RustValueTests
{
    [Fact]
    public void A_slice_knows_its_length_and_its_elements() => Assert.Equal(3 + 10 + 30 + 20 + 2, MirSource.ExitCode(
        """
        #[language Rust] #[phase Runnable]
        fn sum(_1: &[i32]) -> i32 {
            let mut _0: i32;
            let mut _2: usize;
            let mut _3: i32;
            let mut _4: usize;
            let mut _5: bool;
            let mut _6: &[i32];

            bb0: {
                _2 = Len((*_1));
                _0 = copy _2 as i32 (IntToInt);
                _4 = const 0_usize;
                _5 = Lt(copy _4, copy _2);
                assert(move _5, BoundsCheck(copy _2, copy _4)) -> [success: bb1, unwind continue];
            }

            bb1: {
                _3 = copy (*_1)[_4];
                _0 = Add(copy _0, copy _3);
                _3 = copy (*_1)[-1 of 1];
                _0 = Add(copy _0, copy _3);
                _6 = &(*_1)[1:-0];
                _3 = copy (*_6)[0 of 1];
                _0 = Add(copy _0, copy _3);
                _2 = PointerMetadata(copy _6);
                _3 = copy _2 as i32 (IntToInt);
                _0 = Add(copy _0, copy _3);
                return;
            }
        }

        #[language Rust] #[phase Runnable]
        fn main() -> i32 {
            let mut _0: i32;
            let mut _1: [i32; 3];
            let mut _2: &[i32; 3];
            let mut _3: &[i32];

            bb0: {
                _1 = [const 10_i32, const 20_i32, const 30_i32];
                _2 = &_1;
                _3 = copy _2 as &[i32] (Unsize);
                _0 = sum(copy _3) -> [return: bb1, unwind continue];
            }

            bb1: {
                return;
            }
        }
        """));

    [Fact]
    public void A_method_of_dyn_goes_through_the_vtable() => Assert.Equal(7 + 50 + 4, MirSource.ExitCode(
        """
        trait Show;
        struct Big { head: i64, tail: i32 }

        fn Show::show: for<type Self> fn(&'_ Self/#0) -> i32;

        #[language Rust] #[phase Runnable]
        fn `<i32 as Show>::show`(_1: &i32) -> i32 {
            let mut _0: i32;

            bb0: {
                _0 = copy (*_1);
                return;
            }
        }

        #[language Rust] #[phase Runnable]
        fn `<Big as Show>::show`(_1: &Big) -> i32 {
            let mut _0: i32;

            bb0: {
                _0 = copy ((*_1).1: i32);
                return;
            }
        }

        intrinsic size_of_val: for<type T> extern "intrinsic" fn(*const T/#0) -> usize;

        #[language Rust] #[phase Runnable]
        fn ask(_1: &dyn (Show) + '_) -> i32 {
            let mut _0: i32;

            bb0: {
                _0 = Show::show::<dyn (Show) + '_>(copy _1) -> [return: bb1, unwind continue];
            }

            bb1: {
                return;
            }
        }

        #[language Rust] #[phase Runnable]
        fn main() -> i32 {
            let mut _0: i32;
            let mut _1: i32;
            let mut _2: Big;
            let mut _3: &i32;
            let mut _4: &Big;
            let mut _5: &dyn (Show) + '_;
            let mut _6: i32;
            let mut _7: *const dyn (Show) + '_;
            let mut _8: usize;

            bb0: {
                _1 = const 7_i32;
                _2 = Big { head: const 1_i64, tail: const 50_i32 };
                _3 = &_1;
                _4 = &_2;
                _5 = copy _4 as &dyn (Show) + '_ (Unsize);
                _6 = ask(copy _5) -> [return: bb1, unwind continue];
            }

            bb1: {
                _5 = copy _3 as &dyn (Show) + '_ (Unsize);
                _0 = ask(copy _5) -> [return: bb2, unwind continue];
            }

            bb2: {
                _0 = Add(copy _0, copy _6);
                _7 = &raw const (*_5);
                _8 = size_of_val::<dyn (Show) + '_>(copy _7) -> [return: bb3, unwind continue];
            }

            bb3: {
                _6 = copy _8 as i32 (IntToInt);
                _0 = Add(copy _0, copy _6);
                return;
            }
        }
        """));
}
