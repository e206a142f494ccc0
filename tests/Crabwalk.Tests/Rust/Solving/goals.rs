// What the trait solver must answer. A function `yes_..` states predicates that all hold, `no_..` one that does not: its where clauses
// are the questions. With parameters, the questions are asked in the environment of `assumes_..` of the same name.

#![no_core]
#![no_main]

#[lang = "sized"] pub trait Sized {}
#[lang = "copy"] pub trait Copy: Clone {}
#[lang = "clone"] pub trait Clone: Sized { fn clone(&self) -> Self; }
#[lang = "unsize"] pub trait Unsize<T: ?Sized> {}
#[lang = "coerce_unsized"] pub trait CoerceUnsized<T: ?Sized> {}
#[lang = "fn_once"] pub trait FnOnce<Args> { #[lang = "fn_once_output"] type Output; extern "rust-call" fn call_once(self, args: Args) -> Self::Output; }
#[lang = "fn_mut"] pub trait FnMut<Args>: FnOnce<Args> { extern "rust-call" fn call_mut(&mut self, args: Args) -> Self::Output; }
#[lang = "fn"] pub trait Fn<Args>: FnMut<Args> { extern "rust-call" fn call(&self, args: Args) -> Self::Output; }
#[lang = "phantom_data"] pub struct PhantomData<T: ?Sized>;
#[lang = "unsafe_cell"] pub struct UnsafeCell<T: ?Sized> { value: T }
pub unsafe auto trait Send {}
#[lang = "sync"] pub unsafe auto trait Sync {}
unsafe impl<T: Sync + ?Sized> Send for &T {}
impl<T: ?Sized> !Send for *const T {}
impl<T: ?Sized> !Send for *mut T {}
impl<T: ?Sized> !Sync for *mut T {}
impl<T: ?Sized> !Sync for UnsafeCell<T> {}
impl Clone for i32 { fn clone(&self) -> Self { *self } } impl Copy for i32 {}
impl Clone for u8 { fn clone(&self) -> Self { *self } } impl Copy for u8 {}
impl<T: ?Sized> Clone for &T { fn clone(&self) -> Self { *self } } impl<T: ?Sized> Copy for &T {}
impl<'a, T: ?Sized + Unsize<U>, U: ?Sized> CoerceUnsized<&'a U> for &'a T {}
pub enum Option<T> { None, Some(T) }
impl<T: Clone> Clone for Option<T> { fn clone(&self) -> Self { loop {} } }
impl<T: Copy> Copy for Option<T> {}
pub struct Box<T: ?Sized>(*const T);
unsafe impl<T: Send + ?Sized> Send for Box<T> {}
impl<T: Clone> Clone for Box<T> { fn clone(&self) -> Self { loop {} } }
impl<T: ?Sized + Unsize<U>, U: ?Sized> CoerceUnsized<Box<U>> for Box<T> {}
pub trait Iterator { type Item; fn next(&mut self) -> Option<Self::Item>; }
pub trait IntoIterator { type Item; type IntoIter: Iterator<Item = Self::Item>; fn into_iter(self) -> Self::IntoIter; }
impl<I: Iterator> IntoIterator for I { type Item = I::Item; type IntoIter = I; fn into_iter(self) -> I { self } }
impl<I: Iterator + ?Sized> Iterator for &mut I { type Item = I::Item; fn next(&mut self) -> Option<I::Item> { loop {} } }
pub struct Map<I, F> { iter: I, f: F }
impl<B, I: Iterator, F: FnMut(I::Item) -> B> Iterator for Map<I, F> { type Item = B; fn next(&mut self) -> Option<B> { loop {} } }
pub struct Range<T>(T, T);
impl Iterator for Range<i32> { type Item = i32; fn next(&mut self) -> Option<i32> { loop {} } }
pub struct List { next: Option<Box<List>> }
pub struct NoClone;
pub struct Tail<T: ?Sized> { n: i32, t: T }
pub trait Base { fn b(&self); } pub trait Derived: Base { fn d(&self); }
impl Base for i32 { fn b(&self) {} } impl Derived for i32 { fn d(&self) {} }
pub trait Gen<T> { type Out; } impl Gen<u8> for i32 { type Out = Box<i32>; } impl<T> Gen<Option<T>> for i32 { type Out = T; }
pub trait NotDyn { fn n() -> Self; }
pub trait Same<T: ?Sized> {} impl<T: ?Sized> Same<T> for T {}
pub trait Lend { type L<'a> where Self: 'a; } impl Lend for Box<i32> { type L<'a> = &'a i32; }


fn yes_clone()
where
    i32: Clone,
    Option<Box<Option<i32>>>: Clone,
    (i32, u8): Clone,
    [i32; 3]: Clone,
    fn(i32): Copy,
    &'static NoClone: Copy,
{}

fn no_clone1()
where
    NoClone: Clone,
{}

fn no_clone2()
where
    Option<Box<Option<NoClone>>>: Clone,
{}

fn no_clone3()
where
    (i32, NoClone): Clone,
{}

fn no_clone4()
where
    &'static mut i32: Clone,
{}

fn no_copy()
where
    Box<i32>: Copy,
{}

fn yes_sized()
where
    i32: Sized,
    Tail<i32>: Sized,
    &'static str: Sized,
{}

fn no_sized1()
where
    str: Sized,
{}

fn no_sized2()
where
    Tail<[i32]>: Sized,
{}

fn no_sized3()
where
    dyn Base: Sized,
{}

fn yes_send()
where
    i32: Send,
    List: Send,
    Option<List>: Send,
    (i32, fn()): Send,
    Tail<Option<u8>>: Send,
    &'static i32: Send,
{}

fn no_send1()
where
    *const i32: Send,
{}

fn no_send2()
where
    Tail<*const i32>: Send,
{}

fn no_send3()
where
    &'static UnsafeCell<i32>: Send,
{}

fn no_send4()
where
    dyn Base: Send,
{}

fn yes_send_dyn()
where
    (dyn Base + Send): Send,
    Box<dyn Base + Send>: Send,
{}

fn no_send_dyn()
where
    Box<dyn Base>: Send,
{}

fn yes_fn()
where
    fn(i32) -> u8: Fn(i32) -> u8,
    fn(&i32) -> u8: for<'a> Fn(&'a i32) -> u8,
    fn(i32): FnOnce(i32),
{}

fn no_fn1()
where
    fn(i32) -> u8: Fn(u8) -> u8,
{}

fn no_fn2()
where
    fn(i32) -> u8: Fn(i32) -> i32,
{}

fn no_fn3()
where
    unsafe fn(i32): Fn(i32),
{}

fn yes_iter()
where
    Range<i32>: Iterator<Item = i32>,
    &'static mut Range<i32>: Iterator<Item = i32>,
    Range<i32>: IntoIterator<Item = i32>,
    Map<Range<i32>, fn(i32) -> u8>: Iterator<Item = u8>,
    <Map<Range<i32>, fn(i32) -> u8> as IntoIterator>::Item: Copy,
{}

fn no_iter1()
where
    Range<u8>: Iterator,
{}

fn no_iter2()
where
    Range<i32>: Iterator<Item = u8>,
{}

fn no_iter3()
where
    Map<Range<i32>, fn(u8) -> u8>: Iterator,
{}

fn yes_dyn()
where
    dyn Derived: Base,
    dyn Base: Base,
    dyn Fn(i32) -> u8: Fn(i32) -> u8,
    dyn Iterator<Item = u8>: Iterator<Item = u8>,
{}

fn no_dyn()
where
    dyn Base: Derived,
{}

fn yes_unsize()
where
    i32: Unsize<dyn Base>,
    [i32; 3]: Unsize<[i32]>,
    Tail<[i32; 2]>: Unsize<Tail<[i32]>>,
    dyn Derived: Unsize<dyn Base>,
    Box<i32>: CoerceUnsized<Box<dyn Derived>>,
    &'static i32: CoerceUnsized<&'static dyn Base>,
    (dyn Base + Send): Unsize<dyn Base>,
{}

fn no_unsize1()
where
    u8: Unsize<dyn Base>,
{}

fn no_unsize2()
where
    [i32; 3]: Unsize<[u8]>,
{}

fn no_unsize3()
where
    dyn Base: Unsize<dyn Base + Send>,
{}

fn yes_gen()
where
    i32: Gen<u8, Out = Box<i32>>,
    i32: Gen<Option<u8>, Out = u8>,
    <i32 as Gen<u8>>::Out: Clone,
    <i32 as Gen<Option<u8>>>::Out: Same<u8>,
{}

fn no_gen()
where
    i32: Gen<i32>,
{}

fn yes_gat()
where
    for<'a> <Box<i32> as Lend>::L<'a>: Copy,
    <Box<i32> as Lend>::L<'static>: Same<&'static i32>,
{}

fn yes_box_clone()
where
    Box<Box<i32>>: Clone,
{}

fn no_box_clone()
where
    Box<[i32]>: Clone,
{}

fn assumes_params<T: Derived, I: Iterator<Item = T>, U: Fn(i32) -> T, V>() {}

fn yes_params<T, I, U, V>()
where
    T: Base,
    I: Iterator,
    <I as Iterator>::Item: Derived,
    I: IntoIterator,
    <I as IntoIterator>::Item: Base,
    <I as Iterator>::Item: Same<T>,
    U: FnOnce(i32) -> T,
    Option<&'static V>: Copy,
    Box<dyn Fn() -> V>: Sized,
{}

fn no_params1<T, I, U, V>() where V: Clone {}
fn no_params2<T, I, U, V>() where T: Clone {}
fn no_params3<T, I, U, V>() where V: Send {}
fn no_params4<T, I, U, V>() where U: Fn(u8) -> T {}
fn no_params5<T, I, U, V>() where I: Iterator<Item = V> {}
