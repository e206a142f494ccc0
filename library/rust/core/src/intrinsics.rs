//! Operations that the machine and the WebAssembly back end carry out themselves; `docs/rust-intrinsics.md` tells what each does.

use crate::cmp::Ordering;
use crate::panic::Location;

macro_rules! intrinsics {
    ($($(#[$attr:meta])* fn $name:ident $(<$($g:ident $(: ?$b:ident)?),*>)? ($($a:ident: $t:ty),*) $(-> $r:ty)?;)*) => { $(
        $(#[$attr])*
        #[rustc_intrinsic]
        pub const unsafe fn $name $(<$($g $(: ?$b)?),*>)? ($($a: $t),*) $(-> $r)?;
    )* };
}

intrinsics! {
    fn size_of<T>() -> usize;
    fn align_of<T>() -> usize;
    fn size_of_val<T: ?Sized>(ptr: *const T) -> usize;
    fn align_of_val<T: ?Sized>(ptr: *const T) -> usize;
    fn needs_drop<T: ?Sized>() -> bool;
    fn type_id<T: ?Sized>() -> u128;
    fn type_name<T: ?Sized>() -> &'static str;
    fn variant_count<T>() -> usize;
    fn assert_inhabited<T>();
    fn vtable_size(vtable: *const ()) -> usize;
    fn vtable_align(vtable: *const ()) -> usize;

    fn transmute<S, D>(value: S) -> D;
    fn transmute_unchecked<S, D>(value: S) -> D;
    fn forget<T>(value: T);
    fn black_box<T>(value: T) -> T;
    fn drop_in_place<T: ?Sized>(to_drop: *mut T);
    fn raw_eq<T>(left: &T, right: &T) -> bool;

    fn read_via_copy<T>(ptr: *const T) -> T;
    fn write_via_move<T>(ptr: *mut T, value: T);
    fn volatile_load<T>(ptr: *const T) -> T;
    fn volatile_store<T>(ptr: *mut T, value: T);
    fn unaligned_load<T>(ptr: *const T) -> T;
    fn unaligned_store<T>(ptr: *mut T, value: T);
    fn copy<T>(src: *const T, dst: *mut T, count: usize);
    fn copy_nonoverlapping<T>(src: *const T, dst: *mut T, count: usize);
    fn write_bytes<T>(dst: *mut T, value: u8, count: usize);
    fn compare_bytes(left: *const u8, right: *const u8, count: usize) -> i32;
    fn find_byte(bytes: *const u8, count: usize, byte: u8) -> usize;
    fn typed_swap_nonoverlapping<T>(x: *mut T, y: *mut T);
    fn validate_utf8(bytes: *const u8, count: usize) -> usize;

    fn offset<P, D>(ptr: P, count: D) -> P;
    fn arith_offset<T>(ptr: *const T, count: isize) -> *const T;
    fn ptr_offset_from<T>(ptr: *const T, base: *const T) -> isize;
    fn ptr_offset_from_unsigned<T>(ptr: *const T, base: *const T) -> usize;
    fn ptr_metadata<P: ?Sized, M>(ptr: *const P) -> M;
    fn aggregate_raw_ptr<P, D, M>(data: D, meta: M) -> P;

    fn heap_alloc(size: usize, align: usize) -> *mut u8;
    fn heap_alloc_zeroed(size: usize, align: usize) -> *mut u8;
    fn heap_dealloc(ptr: *mut u8, size: usize, align: usize);
    fn heap_realloc(ptr: *mut u8, size: usize, align: usize, new_size: usize) -> *mut u8;

    fn wrapping_add<T>(x: T, y: T) -> T;
    fn wrapping_sub<T>(x: T, y: T) -> T;
    fn wrapping_mul<T>(x: T, y: T) -> T;
    fn add_with_overflow<T>(x: T, y: T) -> (T, bool);
    fn sub_with_overflow<T>(x: T, y: T) -> (T, bool);
    fn mul_with_overflow<T>(x: T, y: T) -> (T, bool);
    fn saturating_add<T>(x: T, y: T) -> T;
    fn saturating_sub<T>(x: T, y: T) -> T;
    fn unchecked_add<T>(x: T, y: T) -> T;
    fn unchecked_sub<T>(x: T, y: T) -> T;
    fn unchecked_mul<T>(x: T, y: T) -> T;
    fn unchecked_div<T>(x: T, y: T) -> T;
    fn unchecked_rem<T>(x: T, y: T) -> T;
    fn unchecked_shl<T, U>(x: T, y: U) -> T;
    fn unchecked_shr<T, U>(x: T, y: U) -> T;
    fn rotate_left<T>(x: T, shift: u32) -> T;
    fn rotate_right<T>(x: T, shift: u32) -> T;
    fn ctpop<T>(x: T) -> u32;
    fn ctlz<T>(x: T) -> u32;
    fn cttz<T>(x: T) -> u32;
    fn bswap<T>(x: T) -> T;
    fn bitreverse<T>(x: T) -> T;
    fn three_way_compare<T>(x: T, y: T) -> Ordering;
    fn wide_mul<T>(x: T, y: T, high: *mut T) -> T;
    fn integer_to_text<T>(value: T, radix: u32, buffer: *mut u8) -> usize;
    fn integer_from_text<T>(text: *const u8, count: usize, radix: u32, value: *mut T) -> u32;

    fn float_to_int_unchecked<F, I>(value: F) -> I;
    fn float_to_text<F>(value: F, style: u32, precision: i32, buffer: *mut u8, capacity: usize) -> usize;
    fn float_from_text<F>(text: *const u8, count: usize, value: *mut F) -> bool;

    fn abort() -> !;
    fn unreachable() -> !;
    fn assume(condition: bool);
    fn ub_check(condition: bool, rule: &'static str, message: &'static str);
    fn likely(condition: bool) -> bool;
    fn unlikely(condition: bool) -> bool;
    fn cold_path();
    fn caller_location() -> &'static Location<'static>;
    fn catch_unwind(f: fn(*mut u8), data: *mut u8, catch: fn(*mut u8, *mut u8)) -> i32;
    fn unwind(payload: *mut u8) -> !;
    fn report_panic(message: *const u8, count: usize);

    fn atomic_load<T>(src: *const T) -> T;
    fn atomic_store<T>(dst: *mut T, value: T);
    fn atomic_xchg<T>(dst: *mut T, value: T) -> T;
    fn atomic_cxchg<T>(dst: *mut T, old: T, new: T) -> (T, bool);
    fn atomic_xadd<T>(dst: *mut T, value: T) -> T;
    fn atomic_xsub<T>(dst: *mut T, value: T) -> T;
    fn atomic_and<T>(dst: *mut T, value: T) -> T;
    fn atomic_nand<T>(dst: *mut T, value: T) -> T;
    fn atomic_or<T>(dst: *mut T, value: T) -> T;
    fn atomic_xor<T>(dst: *mut T, value: T) -> T;
    fn atomic_max<T>(dst: *mut T, value: T) -> T;
    fn atomic_min<T>(dst: *mut T, value: T) -> T;
    fn atomic_fence();

    fn thread_spawn(f: fn(*mut u8), data: *mut u8) -> u64;
    fn thread_current() -> u64;
    fn thread_yield();
    fn thread_look();
    fn thread_wait(address: *const u32, expected: u32, nanoseconds: i64) -> u32;
    fn thread_wake(address: *const u32, count: usize) -> usize;
}

/// The discriminant of an enum's value.
#[rustc_intrinsic]
pub const fn discriminant_value<T>(v: &T) -> <T as crate::marker::DiscriminantKind>::Discriminant;

macro_rules! float_intrinsics {
    ($float:ident: $($name1:ident)*; $($name2:ident)*; $powi:ident $fma:ident) => {
        intrinsics! {
            $( fn $name1(x: $float) -> $float; )*
            $( fn $name2(x: $float, y: $float) -> $float; )*
            fn $powi(x: $float, n: i32) -> $float;
            fn $fma(x: $float, y: $float, z: $float) -> $float;
        }
    };
}

float_intrinsics! { f32:
    floorf32 ceilf32 truncf32 roundf32 round_ties_even_f32 sqrtf32 cbrtf32 expf32 exp2f32 expm1_f32 logf32 log2f32 log10f32 ln_1p_f32
    sinf32 cosf32 tanf32 asinf32 acosf32 atanf32 sinhf32 coshf32 tanhf32 asinhf32 acoshf32 atanhf32 fabsf32;
    powf32 atan2_f32 hypotf32 copysignf32 minnumf32 maxnumf32 fmodf32; powif32 fmaf32 }
float_intrinsics! { f64:
    floorf64 ceilf64 truncf64 roundf64 round_ties_even_f64 sqrtf64 cbrtf64 expf64 exp2f64 expm1_f64 logf64 log2f64 log10f64 ln_1p_f64
    sinf64 cosf64 tanf64 asinf64 acosf64 atanf64 sinhf64 coshf64 tanhf64 asinhf64 acoshf64 atanhf64 fabsf64;
    powf64 atan2_f64 hypotf64 copysignf64 minnumf64 maxnumf64 fmodf64; powif64 fmaf64 }
