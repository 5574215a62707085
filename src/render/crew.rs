//! Makes reports at once, each from begin to end by one thread.
//!
//! Typst shares out the parts of a document by rayon, and a thread of rayon that waits for a part takes up whatever else
//! there is to do: within one report it began the next, within that the one after, until its stack was full. So each
//! thread has a pool of its own, of one thread, where only its own report waits.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use rayon::ThreadPoolBuilder;

/// Room for tables within tables within a template; what is not used costs nothing.
const STACK: usize = 64 << 20;

/// Does the work of each number below the count and returns what it gave, in their order.
pub(super) fn each<R: Send>(count: usize, work: impl Fn(usize) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let share = || {
        let numbers =
            std::iter::from_fn(|| Some(next.fetch_add(1, Ordering::Relaxed)).filter(|number| *number < count));
        numbers.map(|number| (number, work(number))).collect::<Vec<(usize, R)>>()
    };
    let threads = rayon::current_num_threads().min(count);
    let mut done: Vec<(usize, R)> = thread::scope(|scope| {
        let crew: Vec<_> = (0..threads).map(|_| scope.spawn(|| alone(&share))).collect();
        crew.into_iter().flat_map(|hand| hand.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
    });
    done.sort_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, made)| made).collect()
}

/// Does the work in a pool of one thread; where the system gives no further thread, in this one.
fn alone<R: Send>(work: &(impl Fn() -> R + Sync)) -> R {
    match ThreadPoolBuilder::new().num_threads(1).stack_size(STACK).build() {
        Ok(pool) => pool.install(work),
        Err(_) => work(),
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::hint::black_box;

    use super::each;

    #[test]
    fn everything_is_done_once_and_in_order() {
        assert_eq!(each(1000, |number| number * 2), (0..1000).map(|number| number * 2).collect::<Vec<_>>());
        assert_eq!(each(0, |number| number), Vec::<usize>::new());
    }

    /// With the threads shared, each wait would begin the next piece of work within the one before.
    #[test]
    fn a_wait_begins_nothing_else() {
        thread_local!(static DEPTH: Cell<usize> = const { Cell::new(0) });
        let depths = each(200, |_| {
            let depth = DEPTH.with(|depth| depth.replace(depth.get() + 1));
            rayon::join(|| black_box((0..20_000).sum::<u64>()), || black_box((0..20_000).sum::<u64>()));
            DEPTH.with(|own| own.set(own.get() - 1));
            depth
        });
        assert!(depths.iter().all(|depth| *depth == 0), "{depths:?}");
    }
}
