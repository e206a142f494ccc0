//! How a panic is told and unwinds.

use core::mem::ManuallyDrop;
use core::ptr;

use crate::any::Any;
use crate::cell::Cell;
use crate::fmt;
use crate::intrinsics;
use crate::panic::{Location, PanicHookInfo};
use crate::prelude::v1::*;
use crate::sync::{Mutex, PoisonError};
use crate::thread;

type Hook = Box<dyn Fn(&PanicHookInfo<'_>) + Sync + Send + 'static>;

static HOOK: Mutex<Option<Hook>> = Mutex::new(None);

crate::thread_local! {
    /// How many panics are under way in this thread.
    static COUNT: Cell<usize> = Cell::new(0);
}

struct Count(Cell<usize>);

unsafe impl Sync for Count {}

pub(crate) fn panicking() -> bool {
    COUNT.get() > 0
}

pub fn set_hook(hook: Hook) {
    *HOOK.lock().unwrap_or_else(PoisonError::into_inner) = Some(hook);
}

#[must_use]
pub fn take_hook() -> Hook {
    let hook = HOOK.lock().unwrap_or_else(PoisonError::into_inner).take();
    hook.unwrap_or_else(|| Box::new(default_hook))
}

fn default_hook(info: &PanicHookInfo<'_>) {
    let message = info.payload_as_str().unwrap_or("Box<dyn Any>");
    let location = info.location().unwrap();
    thread::with_name_for_panic(|id, name| {
        crate::io::write_to_stderr(format_args!("\nthread '{name}' ({id}) panicked at {location}:\n{message}\n"));
    });
    static FIRST: Count = Count(Cell::new(0));
    if FIRST.0.get() == 0 {
        FIRST.0.set(1);
        crate::io::write_to_stderr(format_args!("note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\n"));
    }
}

/// Where `core`'s panics come out.
#[lang = "panic_impl"]
pub fn begin_panic_handler(message: fmt::Arguments<'_>, location: &'static Location<'static>, can_unwind: bool) -> ! {
    let payload: Box<dyn Any + Send> = match message.as_str() {
        Some(text) => Box::new(text),
        None => Box::new(crate::fmt::format(message)),
    };
    begin(payload, location, can_unwind)
}

pub(crate) fn begin(payload: Box<dyn Any + Send>, location: &'static Location<'static>, can_unwind: bool) -> ! {
    let nested = COUNT.get();
    COUNT.set(nested + 1);
    if nested > 2 {
        crate::io::write_to_stderr(format_args!("thread panicked while processing panic. aborting.\n"));
        crate::process::abort();
    }
    let info = PanicHookInfo::new(location, &*payload, can_unwind);
    if let Some(text) = info.payload_as_str() {
        unsafe { intrinsics::report_panic(text.as_ptr(), text.len()) };
    }
    crate::io::flush_at_exit();
    let hook = HOOK.lock().unwrap_or_else(PoisonError::into_inner);
    match &*hook {
        Some(hook) => hook(&info),
        None => default_hook(&info),
    }
    drop(hook);
    if !can_unwind {
        crate::io::write_to_stderr(format_args!("thread caused non-unwinding panic. aborting.\n"));
        crate::process::abort();
    }
    unwind(payload)
}

pub(crate) fn resume(payload: Box<dyn Any + Send>) -> ! {
    COUNT.set(COUNT.get() + 1);
    unwind(payload)
}

fn unwind(payload: Box<dyn Any + Send>) -> ! {
    // A thin pointer is needed, so the fat one goes into a box of its own.
    unsafe { intrinsics::unwind(Box::into_raw(Box::new(payload)) as *mut u8) }
}

/// The closure before the call, its result or the panic's payload after it.
union Data<F, R> {
    f: ManuallyDrop<F>,
    r: ManuallyDrop<R>,
    p: ManuallyDrop<Box<dyn Any + Send>>,
}

pub(crate) fn catch<R, F: FnOnce() -> R>(f: F) -> Result<R, Box<dyn Any + Send>> {
    fn do_call<F: FnOnce() -> R, R>(data: *mut u8) {
        unsafe {
            let data = &mut *(data as *mut Data<F, R>);
            let f = ManuallyDrop::take(&mut data.f);
            data.r = ManuallyDrop::new(f());
        }
    }

    fn do_catch<F: FnOnce() -> R, R>(data: *mut u8, payload: *mut u8) {
        unsafe {
            let data = &mut *(data as *mut Data<F, R>);
            let payload = Box::from_raw(payload as *mut Box<dyn Any + Send>);
            data.p = ManuallyDrop::new(*payload);
            COUNT.set(COUNT.get() - 1);
        }
    }

    let mut data = Data { f: ManuallyDrop::new(f) };
    let pointer = (&raw mut data) as *mut u8;
    unsafe {
        if intrinsics::catch_unwind(do_call::<F, R>, pointer, do_catch::<F, R>) == 0 {
            Ok(ManuallyDrop::into_inner(data.r))
        } else {
            Err(ManuallyDrop::into_inner(data.p))
        }
    }
}
