//! From Rust's threads to an event loop of Python's: what is done is queued, and the loop
//! is woken once for all that waits.
//!
//! No thread of Rust's takes Python's lock to tell that something is done: it writes one
//! byte into a pipe that the loop watches. Where a loop cannot watch a pipe, it is asked to
//! call back instead, once for all that waits.

use std::cell::RefCell;
use std::collections::HashMap;
use std::io::{PipeReader, PipeWriter, Read, Write, pipe};
use std::os::fd::AsRawFd;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use pyo3::exceptions::PyNotImplementedError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;

use crate::runtime::forks;

static RUNNING_LOOP: PyOnceLock<Py<PyAny>> = PyOnceLock::new();

thread_local! {
    /// The bridges of the loops that ran on this thread: nearly always one.
    static BRIDGES: RefCell<Vec<Arc<Bridge>>> = const { RefCell::new(Vec::new()) };
}

/// The way to one event loop.
pub(crate) struct Bridge {
    event_loop: Py<PyAny>,
    made_in: u64,
    queue: Mutex<Queue>,
    /// Who waits, by number. Touched on the loop's thread alone.
    waiting: Mutex<HashMap<u64, Py<PyAny>>>,
    pipe: Option<Pipe>,
    drain: PyOnceLock<Py<PyAny>>,
}

struct Pipe {
    reader: PipeReader,
    writer: PipeWriter,
}

#[derive(Default)]
struct Queue {
    done: Vec<u64>,
    next: u64,
    /// Whether the loop was woken and has not looked yet.
    is_woken: bool,
}

/// A future of the loop's, and its number.
pub(crate) struct Waiting {
    pub(crate) future: Py<PyAny>,
    pub(crate) number: u64,
}

impl Bridge {
    /// The bridge to the loop that runs on this thread.
    pub(crate) fn here(py: Python<'_>) -> PyResult<Arc<Self>> {
        let running = RUNNING_LOOP.get_or_try_init(py, || {
            let asyncio = py.import("asyncio.events")?;
            asyncio.getattr("get_running_loop").map(Bound::unbind)
        })?;
        let event_loop = running.bind(py).call0()?;
        let known = BRIDGES.with_borrow(|known| {
            let mut known = known.iter();
            let known =
                known.find(|bridge| bridge.event_loop.is(&event_loop) && bridge.made_in == forks());
            known.map(Arc::clone)
        });
        match known {
            Some(bridge) => Ok(bridge),
            None => Self::build(py, &event_loop),
        }
    }

    fn build(py: Python<'_>, event_loop: &Bound<'_, PyAny>) -> PyResult<Arc<Self>> {
        let bridge = match Self::over_pipe(py, event_loop) {
            // A loop without readers, such as that of Windows: it is called back instead.
            Err(error) if error.is_instance_of::<PyNotImplementedError>(py) => {
                let bridge = Self::new(event_loop, None);
                let drain = Py::new(py, Drain(Arc::clone(&bridge)))?;
                let _ = bridge.drain.set(py, drain.into_any());
                bridge
            }
            built => built?,
        };
        // A loop that was closed has let go of its bridge, and so does its thread now.
        let mut bridges = BRIDGES.take();
        bridges.retain(|bridge| !bridge.is_over(py));
        bridges.push(Arc::clone(&bridge));
        BRIDGES.set(bridges);
        Ok(bridge)
    }

    fn over_pipe(py: Python<'_>, event_loop: &Bound<'_, PyAny>) -> PyResult<Arc<Self>> {
        let (reader, writer) = pipe()?;
        let fd = reader.as_raw_fd();
        let bridge = Self::new(event_loop, Some(Pipe { reader, writer }));
        let drain = Py::new(py, Drain(Arc::clone(&bridge)))?;
        event_loop.call_method1(intern!(py, "add_reader"), (fd, drain))?;
        Ok(bridge)
    }

    fn new(event_loop: &Bound<'_, PyAny>, pipe: Option<Pipe>) -> Arc<Self> {
        Arc::new(Self {
            event_loop: event_loop.clone().unbind(),
            made_in: forks(),
            queue: Mutex::default(),
            waiting: Mutex::default(),
            pipe,
            drain: PyOnceLock::new(),
        })
    }

    /// Takes a place among those who wait.
    pub(crate) fn wait(&self, py: Python<'_>) -> PyResult<Waiting> {
        let made = self.event_loop.bind(py);
        let future = made.call_method0(intern!(py, "create_future"))?.unbind();
        let mut queue = self.queue();
        let number = queue.next;
        queue.next += 1;
        drop(queue);
        self.waiting().insert(number, future.clone_ref(py));
        Ok(Waiting { future, number })
    }

    /// Forgets somebody who stopped waiting.
    pub(crate) fn forget(&self, number: u64) {
        self.waiting().remove(&number);
    }

    /// Tells, from any thread, that what somebody waits for is done.
    pub(crate) fn done(&self, number: u64) {
        let mut queue = self.queue();
        queue.done.push(number);
        let is_first = !std::mem::replace(&mut queue.is_woken, true);
        drop(queue);
        if is_first {
            self.wake();
        }
    }

    fn wake(&self) {
        match &self.pipe {
            // The reader is as long there as the writer, and a full pipe wakes the loop anyway.
            Some(pipe) => drop((&pipe.writer).write(&[1])),
            None => drop(Python::try_attach(|py| self.call_back(py))),
        }
    }

    fn call_back(&self, py: Python<'_>) {
        if let Some(drain) = self.drain.get(py) {
            let event_loop = self.event_loop.bind(py);
            // It refuses where it is closed, and nobody waits on it any more.
            let _ = event_loop.call_method1(intern!(py, "call_soon_threadsafe"), (drain,));
        }
    }

    /// Wakes everybody whose work is done. On the loop's thread.
    fn drain(&self, py: Python<'_>) -> PyResult<()> {
        if let Some(pipe) = &self.pipe {
            // One byte for each time that the loop was woken.
            let _ = (&pipe.reader).read(&mut [0; 64]);
        }
        let mut queue = self.queue();
        queue.is_woken = false;
        let done = std::mem::take(&mut queue.done);
        drop(queue);
        for number in done {
            let future = self.waiting().remove(&number);
            let Some(future) = future else { continue };
            let future = future.bind(py);
            if !future.call_method0(intern!(py, "done"))?.is_truthy()? {
                future.call_method1(intern!(py, "set_result"), (py.None(),))?;
            }
        }
        Ok(())
    }

    /// Whether nobody will wait on it again.
    fn is_over(&self, py: Python<'_>) -> bool {
        let event_loop = self.event_loop.bind(py);
        let is_closed = event_loop.call_method0(intern!(py, "is_closed"));
        let is_closed = is_closed.and_then(|closed| closed.is_truthy());
        self.made_in != forks() || is_closed.unwrap_or(true)
    }

    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn waiting(&self) -> MutexGuard<'_, HashMap<u64, Py<PyAny>>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the loop calls when it is woken.
#[pyclass(frozen)]
struct Drain(Arc<Bridge>);

#[pymethods]
impl Drain {
    fn __call__(&self, py: Python<'_>) -> PyResult<()> {
        self.0.drain(py)
    }
}
