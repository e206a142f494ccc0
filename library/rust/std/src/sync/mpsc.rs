//! Queues from many threads to one.

use crate::cell::{Cell, RefCell};
use crate::collections::VecDeque;
use crate::error::Error;
use crate::fmt;
use crate::intrinsics;
use crate::marker::PhantomData;
use crate::prelude::v1::*;
use crate::sync::Arc;
use crate::sys;
use crate::time::{Duration, Instant};

/// Nobody will take what was sent.
#[derive(PartialEq, Eq, Clone, Copy)]
pub struct SendError<T>(pub T);

/// Nothing is there, and nobody will send anything.
#[derive(PartialEq, Eq, Clone, Copy, Debug)]
pub struct RecvError;

/// Why nothing was taken.
#[derive(PartialEq, Eq, Clone, Copy, Debug)]
pub enum TryRecvError {
    Empty,
    Disconnected,
}

/// Why nothing was taken in time.
#[derive(PartialEq, Eq, Clone, Copy, Debug)]
pub enum RecvTimeoutError {
    Timeout,
    Disconnected,
}

/// Why something was not sent.
#[derive(PartialEq, Eq, Clone, Copy)]
pub enum TrySendError<T> {
    Full(T),
    Disconnected(T),
}

struct Channel<T> {
    queue: RefCell<VecDeque<T>>,
    // How many may wait in the queue; none says no end.
    bound: Option<usize>,
    senders: Cell<usize>,
    is_open: Cell<bool>,
    // Counts what came and who left; the receiver waits for it to change.
    came: Cell<u32>,
    // Counts what was taken; senders wait for it to change.
    taken: Cell<u32>,
}

impl<T> Channel<T> {
    fn new(bound: Option<usize>) -> Arc<Channel<T>> {
        Arc::new(Channel {
            queue: RefCell::new(VecDeque::new()),
            bound,
            senders: Cell::new(1),
            is_open: Cell::new(true),
            came: Cell::new(0),
            taken: Cell::new(0),
        })
    }

    fn is_full(&self) -> bool {
        match self.bound {
            // Without room one may stand in the door until the receiver takes it.
            Some(bound) => self.queue.borrow().len() >= bound.max(1),
            None => false,
        }
    }

    fn put(&self, value: T) {
        self.queue.borrow_mut().push_back(value);
        self.note(&self.came);
    }

    fn note(&self, counter: &Cell<u32>) {
        counter.set(counter.get().wrapping_add(1));
        sys::wake(counter, usize::MAX);
    }

    #[track_caller]
    fn send(&self, value: T) -> Result<(), SendError<T>> {
        while self.is_open.get() && self.is_full() {
            let taken = self.taken.get();
            sys::wait(&self.taken, taken, None);
        }
        if !self.is_open.get() {
            return Err(SendError(value));
        }
        let before = self.taken.get();
        self.put(value);
        if self.bound == Some(0) {
            while self.is_open.get() && self.taken.get() == before {
                sys::wait(&self.taken, before, None);
            }
        }
        Ok(())
    }

    fn take(&self) -> Result<T, TryRecvError> {
        let value = self.queue.borrow_mut().pop_front();
        match value {
            Some(value) => {
                self.note(&self.taken);
                Ok(value)
            }
            None if self.senders.get() == 0 => Err(TryRecvError::Disconnected),
            None => Err(TryRecvError::Empty),
        }
    }

    fn leave(&self) {
        self.senders.set(self.senders.get() - 1);
        self.note(&self.came);
    }
}

/// Sends without waiting.
pub struct Sender<T> {
    channel: Arc<Channel<T>>,
}

unsafe impl<T: Send> Send for Sender<T> {}
unsafe impl<T: Send> Sync for Sender<T> {}

/// Sends when there is room.
pub struct SyncSender<T> {
    channel: Arc<Channel<T>>,
}

unsafe impl<T: Send> Send for SyncSender<T> {}
unsafe impl<T: Send> Sync for SyncSender<T> {}

/// Takes what was sent.
pub struct Receiver<T> {
    channel: Arc<Channel<T>>,
    not_sync: PhantomData<*const ()>,
}

unsafe impl<T: Send> Send for Receiver<T> {}
impl<T> !Sync for Receiver<T> {}

#[must_use]
pub fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let channel = Channel::new(None);
    (Sender { channel: channel.clone() }, Receiver { channel, not_sync: PhantomData })
}

#[must_use]
pub fn sync_channel<T>(bound: usize) -> (SyncSender<T>, Receiver<T>) {
    let channel = Channel::new(Some(bound));
    (SyncSender { channel: channel.clone() }, Receiver { channel, not_sync: PhantomData })
}

impl<T> Sender<T> {
    pub fn send(&self, t: T) -> Result<(), SendError<T>> {
        self.channel.send(t)
    }
}

impl<T> SyncSender<T> {
    #[track_caller]
    pub fn send(&self, t: T) -> Result<(), SendError<T>> {
        self.channel.send(t)
    }

    pub fn try_send(&self, t: T) -> Result<(), TrySendError<T>> {
        unsafe { intrinsics::thread_look() };
        if !self.channel.is_open.get() {
            Err(TrySendError::Disconnected(t))
        } else if self.channel.is_full() || self.channel.bound == Some(0) {
            Err(TrySendError::Full(t))
        } else {
            self.channel.put(t);
            Ok(())
        }
    }
}

impl<T> Clone for Sender<T> {
    fn clone(&self) -> Sender<T> {
        self.channel.senders.set(self.channel.senders.get() + 1);
        Sender { channel: self.channel.clone() }
    }
}

impl<T> Clone for SyncSender<T> {
    fn clone(&self) -> SyncSender<T> {
        self.channel.senders.set(self.channel.senders.get() + 1);
        SyncSender { channel: self.channel.clone() }
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        self.channel.leave();
    }
}

impl<T> Drop for SyncSender<T> {
    fn drop(&mut self) {
        self.channel.leave();
    }
}

impl<T> Receiver<T> {
    pub fn try_recv(&self) -> Result<T, TryRecvError> {
        unsafe { intrinsics::thread_look() };
        self.channel.take()
    }

    #[track_caller]
    pub fn recv(&self) -> Result<T, RecvError> {
        loop {
            let came = self.channel.came.get();
            match self.channel.take() {
                Ok(value) => return Ok(value),
                Err(TryRecvError::Disconnected) => return Err(RecvError),
                Err(TryRecvError::Empty) => sys::wait(&self.channel.came, came, None),
            };
        }
    }

    pub fn recv_timeout(&self, timeout: Duration) -> Result<T, RecvTimeoutError> {
        let start = Instant::now();
        loop {
            let came = self.channel.came.get();
            match self.channel.take() {
                Ok(value) => return Ok(value),
                Err(TryRecvError::Disconnected) => return Err(RecvTimeoutError::Disconnected),
                Err(TryRecvError::Empty) => match timeout.checked_sub(start.elapsed()) {
                    Some(rest) => sys::wait(&self.channel.came, came, Some(rest)),
                    None => return Err(RecvTimeoutError::Timeout),
                },
            };
        }
    }

    pub fn iter(&self) -> Iter<'_, T> {
        Iter { receiver: self }
    }

    pub fn try_iter(&self) -> TryIter<'_, T> {
        TryIter { receiver: self }
    }
}

impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        self.channel.is_open.set(false);
        let left = self.channel.queue.take();
        drop(left);
        self.channel.note(&self.channel.taken);
    }
}

/// Takes until nobody sends any more.
#[derive(Debug)]
pub struct Iter<'a, T: 'a> {
    receiver: &'a Receiver<T>,
}

impl<'a, T> Iterator for Iter<'a, T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        self.receiver.recv().ok()
    }
}

/// Takes what is there.
#[derive(Debug)]
pub struct TryIter<'a, T: 'a> {
    receiver: &'a Receiver<T>,
}

impl<'a, T> Iterator for TryIter<'a, T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        self.receiver.try_recv().ok()
    }
}

/// Takes until nobody sends any more, and owns the receiver.
#[derive(Debug)]
pub struct IntoIter<T> {
    receiver: Receiver<T>,
}

impl<T> Iterator for IntoIter<T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        self.receiver.recv().ok()
    }
}

impl<'a, T> IntoIterator for &'a Receiver<T> {
    type Item = T;
    type IntoIter = Iter<'a, T>;

    fn into_iter(self) -> Iter<'a, T> {
        self.iter()
    }
}

impl<T> IntoIterator for Receiver<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;

    fn into_iter(self) -> IntoIter<T> {
        IntoIter { receiver: self }
    }
}

impl<T> fmt::Debug for Sender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sender").finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for SyncSender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SyncSender").finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver").finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for SendError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SendError").finish_non_exhaustive()
    }
}

impl<T> fmt::Display for SendError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("sending on a closed channel")
    }
}

impl<T> Error for SendError<T> {}

impl<T> fmt::Debug for TrySendError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TrySendError::Full(..) => f.write_str("Full(..)"),
            TrySendError::Disconnected(..) => f.write_str("Disconnected(..)"),
        }
    }
}

impl<T> fmt::Display for TrySendError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            TrySendError::Full(..) => "sending on a full channel",
            TrySendError::Disconnected(..) => "sending on a closed channel",
        })
    }
}

impl<T> Error for TrySendError<T> {}

impl fmt::Display for RecvError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("receiving on a closed channel")
    }
}

impl Error for RecvError {}

impl fmt::Display for TryRecvError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            TryRecvError::Empty => "receiving on an empty channel",
            TryRecvError::Disconnected => "receiving on a closed channel",
        })
    }
}

impl Error for TryRecvError {}

impl fmt::Display for RecvTimeoutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            RecvTimeoutError::Timeout => "timed out waiting on channel",
            RecvTimeoutError::Disconnected => "channel is empty and sending half is closed",
        })
    }
}

impl Error for RecvTimeoutError {}
